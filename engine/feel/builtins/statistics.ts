import { compare } from '../values/comparison';
import { add, compareNumbers, Decimal, divide, isNumber, multiply, type Num, settle } from '../values/numbers';
import type { Define } from './index';

const sum = (list: readonly Num[]): Num | null =>
  list.reduce<Num | null>((total, item) => (total === null ? null : add(total, item)), 0);

/** The first element that no other precedes; undefined if they cannot all be compared. */
function extreme(list: readonly unknown[], sign: 1 | -1): unknown {
  if (!list.every((item) => compare(item, list[0]) !== null)) return undefined;
  return list.reduce((best, item) => (compare(item, best)! * sign < 0 ? item : best));
}

function median(list: readonly Num[]): Num | null {
  const sorted = list.toSorted(compareNumbers);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : divide(add(sorted[middle - 1]!, sorted[middle]!) ?? 0, 2);
}

/** The standard deviation of a sample. */
function deviation(list: readonly Num[]): Num | null {
  const mean = Decimal.div(sum(list) ?? 0, list.length);
  const squares = list.reduce<Decimal>((total, item) => total.plus(Decimal.sub(item, mean).pow(2)), new Decimal(0));
  return settle(squares.div(list.length - 1).sqrt());
}

/** The most frequent, in ascending order. */
function mode(list: readonly Num[]): Num[] {
  const counts = new Map<string, { item: Num; count: number }>();
  for (const item of list) {
    const key = String(item);
    counts.set(key, { item, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const highest = Math.max(...[...counts.values()].map(({ count }) => count));
  return [...counts.values()]
    .filter(({ count }) => count === highest)
    .map(({ item }) => item)
    .sort(compareNumbers);
}

/** Three-valued: the decisive value wins, otherwise anything that is not a boolean makes it unknown. */
const quantify =
  (decisive: boolean) =>
  (list: readonly unknown[]): boolean | null =>
    list.includes(decisive) ? decisive : list.every((item) => typeof item === 'boolean') ? !decisive : null;

/** Functions over a list, or over all their arguments (DMN 1.3 §10.3.4.4, Table 76). */
export function defineStatistics(define: Define): void {
  const over = (name: string, body: (list: unknown[]) => unknown): void => {
    define(name, { list: 'list' }, (_, list: unknown[]) => body(list));
    define(name, { '...list': 'any' }, (_, ...list: unknown[]) => (list.length ? body(list) : undefined));
  };
  const overNumbers = (name: string, least: number, body: (list: Num[]) => unknown): void =>
    over(name, (list) => {
      if (!list.every(isNumber)) return undefined;
      return list.length < least ? null : body(list);
    });
  over('min', (list) => (list.length ? extreme(list, 1) : null));
  over('max', (list) => (list.length ? extreme(list, -1) : null));
  over('all', quantify(false));
  over('any', quantify(true));
  overNumbers('sum', 1, sum);
  overNumbers('mean', 1, (list) => divide(sum(list) ?? 0, list.length));
  overNumbers('product', 1, (list) =>
    list.reduce<Num | null>((product, item) => (product === null ? null : multiply(product, item)), 1),
  );
  overNumbers('median', 1, median);
  overNumbers('stddev', 2, deviation);
  overNumbers('mode', 0, (list) => (list.length ? mode(list) : []));
}
