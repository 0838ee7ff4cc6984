import { DEEPEST_VALUE } from './budgets';

interface Measured {
  size: number;
  /** Levels of nested lists and contexts. */
  height: number;
}

/** Larger values are not measured to the end. */
const HUGE = 20_000_000;
/** Measuring a smaller, shallow value again is as quick as looking up its size. */
const SMALL = 10_000;
const SHALLOW = 12;
const beyond: Measured = { size: Infinity, height: Infinity };
/** Values of variables are replaced and never modified, so a measured size stays valid. */
const known = new WeakMap<object, Measured>();

/** Bytes of a value as JSON in UTF-8; Infinity if it is huge, or nested deeper than a variable may be. */
export function sizeOf(value: unknown): number {
  const small = sizeIfSmall(value, 0);
  return small > SMALL && typeof value === 'object' ? measured(value as object, 0).size : small;
}

/**
 * At least that size, and for a small value at most three times as much: without looking at each letter, which takes
 * most of the time.
 */
export function boundOf(value: unknown): number {
  const bound = boundIfSmall(value, 0);
  return bound > SMALL ? sizeOf(value) : bound;
}

function boundIfSmall(value: unknown, depth: number): number {
  if (typeof value === 'string') return 3 * value.length + 2;
  if (value === null || typeof value !== 'object') return 8;
  if (depth > SHALLOW) return SMALL + 1;
  let bound = 2;
  if (Array.isArray(value))
    for (let at = 0; at < value.length && bound <= SMALL; at++) bound += boundIfSmall(value[at], depth + 1);
  else
    for (const name in value) {
      bound += 3 * name.length + 4 + boundIfSmall((value as Record<string, unknown>)[name], depth + 1);
      if (bound > SMALL) break;
    }
  return bound;
}

/** The size, or some number above SMALL if the value is large or deep. */
function sizeIfSmall(value: unknown, depth: number): number {
  if (typeof value === 'string') return sizeOfText(value);
  if (value === null || typeof value !== 'object') return 8;
  if (depth > SHALLOW) return SMALL + 1;
  let size = 2;
  if (Array.isArray(value))
    for (let at = 0; at < value.length && size <= SMALL; at++) size += sizeIfSmall(value[at], depth + 1);
  else
    for (const name in value) {
      size += sizeOfText(name) + 2 + sizeIfSmall((value as Record<string, unknown>)[name], depth + 1);
      if (size > SMALL) break;
    }
  return size;
}

function measured(value: object, depth: number): Measured {
  const before = known.get(value);
  if (before) return depth + before.height > DEEPEST_VALUE ? beyond : before;
  if (depth >= DEEPEST_VALUE) return beyond;
  const found = { size: 2, height: 1 };
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) if (!take(found, item, depth)) return beyond;
  } else
    for (const name in value) {
      found.size += sizeOfText(name) + 2;
      if (!take(found, (value as Record<string, unknown>)[name], depth)) return beyond;
    }
  if (found.size > SMALL) known.set(value, found);
  return found;
}

/** Adds a member to its container; false if the container is then too large. */
function take(found: Measured, member: unknown, depth: number): boolean {
  if (typeof member === 'string') found.size += sizeOfText(member);
  else if (member === null || typeof member !== 'object') found.size += 8;
  else {
    const inner = measured(member, depth + 1);
    found.size += inner.size;
    if (inner.height >= found.height) found.height = inner.height + 1;
  }
  return found.size <= HUGE;
}

function sizeOfText(text: string): number {
  let size = text.length + 2;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) size += code > 0x7ff ? 2 : 1;
  }
  return size;
}
