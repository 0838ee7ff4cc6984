import { DEEPEST_VALUE } from './budgets';

interface Measured {
  size: number;
  /** Levels of lists and contexts. */
  height: number;
}

/** More is measured no further. */
const HUGE = 20_000_000;
/** What is smaller is measured again as quickly as it is found. */
const WORTH_KNOWING = 500;
const beyond: Measured = { size: Infinity, height: Infinity };
/** Values of variables are replaced, never changed: what was measured once has its size for good. */
const known = new WeakMap<object, Measured>();

/** Bytes of a value as JSON in UTF-8; Infinity where it is huge, or nested deeper than a variable may be. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return sizeOfText(value);
  return value !== null && typeof value === 'object' ? measured(value, 0).size : 8;
}

function measured(value: object, depth: number): Measured {
  const before = known.get(value);
  if (before) return depth + before.height > DEEPEST_VALUE ? beyond : before;
  if (depth >= DEEPEST_VALUE) return beyond;
  const found = { size: 2, height: 1 };
  const add = (member: unknown): boolean => {
    if (member !== null && typeof member === 'object') {
      const inner = measured(member, depth + 1);
      found.size += inner.size;
      found.height = Math.max(found.height, inner.height + 1);
    } else found.size += typeof member === 'string' ? sizeOfText(member) : 8;
    return found.size <= HUGE;
  };
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) if (!add(item)) return beyond;
  } else
    for (const name in value) {
      found.size += sizeOfText(name) + 2;
      if (!add((value as Record<string, unknown>)[name])) return beyond;
    }
  if (found.size > WORTH_KNOWING) known.set(value, found);
  return found;
}

function sizeOfText(text: string): number {
  let size = text.length + 2;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) size += code > 0x7ff ? 2 : 1;
  }
  return size;
}
