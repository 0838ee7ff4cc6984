import { call } from '../call';
import type { Run } from '../Run';
import { compare, equal } from '../values/comparison';
import { isInteger, type Num, toDouble } from '../values/numbers';
import type { Define } from './index';

/** The zero-based index of a position counted from 1 or, if negative, from the end; undefined outside the list. */
function indexAt(list: readonly unknown[], position: Num): number | undefined {
  const at = toDouble(position);
  return isInteger(position) && at !== 0 && Math.abs(at) <= list.length
    ? at > 0
      ? at - 1
      : list.length + at
    : undefined;
}

function sublist(list: unknown[], start: Num, length?: Num): unknown[] | undefined {
  const from = indexAt(list, start);
  const count = length === undefined ? list.length : toDouble(length);
  if (from === undefined || count < 1 || (length !== undefined && from + count > list.length)) return undefined;
  return list.slice(from, from + count);
}

function insertBefore(list: unknown[], position: Num, newItem: unknown): unknown[] | undefined {
  const at = indexAt(list, position);
  return at === undefined ? undefined : list.toSpliced(at, 0, newItem);
}

/** The first of each group of equal elements, in order. */
function distinct(run: Run, list: unknown[]): unknown[] {
  const plain = new Set<unknown>();
  const kept: unknown[] = [];
  const others: unknown[] = [];
  for (const item of list) {
    const simple = ['string', 'boolean'].includes(typeof item) || Number.isSafeInteger(item);
    if (!simple) run.step(kept.length);
    if (
      simple
        ? plain.has(item) || others.some((other) => equal(item, other) === true)
        : kept.some((other) => equal(item, other) === true)
    )
      continue;
    if (simple) plain.add(item);
    else others.push(item);
    kept.push(item);
  }
  return kept;
}

function flatten(run: Run, list: unknown[]): unknown[] {
  run.step(list.length);
  return list.flatMap((item) => (Array.isArray(item) ? flatten(run, item) : [item]));
}

function concatenate(run: Run, lists: unknown[]): unknown[] {
  run.step(lists.reduce<number>((length, list) => length + (Array.isArray(list) ? list.length : 1), 0));
  return lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : [list]));
}

/** Stable; a contradictory order gives some order, never an endless loop. */
function sort(run: Run, list: unknown[], precedes?: unknown): unknown[] | undefined {
  run.step(list.length);
  if (run.since(2)) run.step(Math.ceil(list.length * Math.log2(list.length + 1)));
  if (precedes === undefined)
    return list.every((item) => compare(item, list[0]) !== null) ? list.toSorted((a, b) => compare(a, b)!) : undefined;
  const before = (a: unknown, b: unknown): boolean => call(precedes, 'precedes', [a, b], null, run) === true;
  return list.toSorted((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
}

function partition(list: unknown[], size: Num): unknown[][] | undefined {
  const length = toDouble(size);
  return isInteger(size) && length > 0
    ? Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
        list.slice(index * length, (index + 1) * length),
      )
    : undefined;
}

const positionsOf = (list: unknown[], match: unknown): number[] =>
  list.flatMap((item, index) => (equal(item, match) === true ? [index + 1] : []));

/**
 * List functions (DMN 1.3 §10.3.4.4, Table 76; `list replace` of DMN 1.4), sort (§10.3.4.9) and Camunda's functions.
 */
export function defineLists(define: Define): void {
  const list = { list: 'list' } as const;
  define('list contains', { list: 'list', element: 'any' }, (_, items: unknown[], element: unknown) =>
    items.some((item) => equal(item, element) === true),
  );
  define('count', list, (_, items: unknown[]) => items.length);
  define(
    'sublist',
    { list: 'list', 'start position': 'number', 'length?': 'number' },
    (_, items: unknown[], start: Num, length?: Num) => sublist(items, start, length),
  );
  define('append', { list: 'list', '...item': 'any' }, (run, items: unknown[], ...more: unknown[]) =>
    concatenate(run, [items, ...more.map((item) => [item])]),
  );
  define('concatenate', { '...list': 'any' }, (run, ...lists: unknown[]) =>
    lists.includes(null) ? undefined : concatenate(run, lists),
  );
  define(
    'insert before',
    { list: 'list', position: 'number', newItem: 'any' },
    (_, items: unknown[], position: Num, newItem: unknown) => insertBefore(items, position, newItem),
  );
  define('remove', { list: 'list', position: 'number' }, (_, items: unknown[], position: Num) => {
    const at = indexAt(items, position);
    return at === undefined ? undefined : items.toSpliced(at, 1);
  });
  define(
    'list replace',
    { list: 'list', position: 'number', newItem: 'any' },
    (_, items: unknown[], position: Num, newItem: unknown) => {
      const at = indexAt(items, position);
      return at === undefined ? undefined : items.with(at, newItem);
    },
  );
  define(
    'list replace',
    { list: 'list', match: 'function', newItem: 'any' },
    (run, items: unknown[], match: unknown, newItem: unknown) => {
      const matches = items.map((item) => call(match, 'match', [item, newItem], null, run));
      if (run.since(2) && !matches.every((each) => typeof each === 'boolean')) return undefined;
      return items.map((item, index) => (matches[index] === true ? newItem : item));
    },
  );
  define('reverse', list, (_, items: unknown[]) => items.toReversed());
  define('index of', { list: 'list', match: 'any' }, (_, items: unknown[], match: unknown) =>
    positionsOf(items, match),
  );
  define('union', { '...list': 'any' }, (run, ...lists: unknown[]) =>
    lists.includes(null) ? undefined : distinct(run, concatenate(run, lists)),
  );
  define('distinct values', list, distinct);
  define('duplicate values', list, (run, items: unknown[]) => {
    run.step(items.length ** 2);
    return distinct(
      run,
      items.filter((item) => positionsOf(items, item).length > 1),
    );
  });
  define('flatten', list, flatten);
  define('sort', { list: 'list', 'precedes?': 'function' }, sort);
  define('partition', { list: 'list', size: 'number' }, (_, items: unknown[], size: Num) => partition(items, size));
  define('is empty', list, (_, items: unknown[]) => items.length === 0);
}
