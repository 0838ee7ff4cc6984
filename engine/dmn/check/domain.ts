import { compileFeel, FeelSyntaxError } from '../../feel';
import { builtIns } from '../../feel/builtins';
import { children } from '../../feel/compile/mentions';
import { Run } from '../../feel/Run';
import type { Node } from '../../feel/syntax/ast';
import { parseUnaryTests } from '../../feel/syntax/parse';
import { compare, equal } from '../../feel/values/comparison';
import { DaysTimeDuration } from '../../feel/values/DaysTimeDuration';
import { FeelDate } from '../../feel/values/FeelDate';
import { FeelDateTime } from '../../feel/values/FeelDateTime';
import { FeelTime } from '../../feel/values/FeelTime';
import { isNumber, toDouble } from '../../feel/values/numbers';
import { typeOf } from '../../feel/values/typeOf';
import { YearsMonthsDuration } from '../../feel/values/YearsMonthsDuration';
import { joined, type Runs } from './runs';

const scope = { get: () => undefined, has: () => false, now: '2000-01-01T00:00:00Z' };
const CONSTANT_FUNCTIONS = new Set(['@', 'date', 'time', 'date and time', 'duration']);
const DECIDABLE = new Set<Node['type']>([
  'unaryTests',
  'unaryComparison',
  'range',
  'list',
  'comparison',
  'between',
  'in',
  'and',
  'or',
]);
/** A value that no table mentions. */
export const ANOTHER = '\u2026';

/**
 * The values that the entries of an input distinguish: one for every part of its domain. What is true for it is true
 * for its whole part.
 */
export class Domain {
  private constructor(
    readonly values: readonly unknown[],
    /** In order, so that nothing changes between an entry's own constants. */
    private readonly ordered: boolean,
    private readonly places = ordered
      ? new Map<unknown, number>()
      : new Map(values.map((value, place) => [value, place])),
  ) {}

  /** Undefined if an entry depends on more than constants, so that nothing is known. */
  static of(entries: readonly string[], allowed: string | undefined, wholeNumbers: boolean): Domain | undefined {
    const constants: unknown[] = [];
    for (const entry of new Set(allowed ? [...entries, allowed] : entries)) {
      const found = isAny(entry) ? [] : constantsOf(entry);
      if (!found) return undefined;
      for (const value of found) if (value !== null) constants.push(value);
    }
    const values = partsOf(constants);
    const whole = wholeNumbers ? values?.filter((value) => Number.isInteger(value)) : values;
    const left = allowed ? whole?.filter((value) => holds(allowed, value)) : whole;
    return left && new Domain(left, isOrdered(left));
  }

  /** Where an entry matches. Only its own constants and one value between each two of them are tried. */
  where(entry: string): Runs {
    const { length } = this.values;
    if (isAny(entry)) return joined([[0, length]]);
    if (!this.ordered && !isEquality(entry))
      return joined(this.values.map((_, place) => this.tried(entry, place, place + 1)));
    const edges = new Set([0, length]);
    for (const constant of constantsOf(entry) ?? []) {
      if (constant === null) continue;
      const at = this.placeOf(constant);
      edges.add(at);
      if (at < length && equal(this.values[at], constant) === true) edges.add(at + 1);
    }
    const cuts = [...edges].filter((at) => at <= length).sort((a, b) => a - b);
    return joined(cuts.slice(1).map((to, index) => this.tried(entry, cuts[index]!, to)));
  }

  private tried(entry: string, from: number, to: number): readonly [number, number] {
    return holds(entry, this.values[from]) ? [from, to] : [from, from];
  }

  /**
   * The position of a constant, or where it would be; past the last if the values have no order and do not contain it.
   */
  private placeOf(constant: unknown): number {
    if (!this.ordered) return this.places.get(constant) ?? this.values.length;
    let [low, high] = [0, this.values.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.values[middle], constant)! < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isAny = (entry: string): boolean => entry === '' || entry === '-';

const ORDERING = /[<>.[\]]|\bbetween\b/;

/** Whether it only tests for equality with values, not for what comes before or after them. */
const isEquality = (entry: string): boolean => !ORDERING.test(entry.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));

/** Whether each value can be compared with the next, and is less. */
const isOrdered = (values: readonly unknown[]): boolean =>
  values.length > 1 &&
  typeof values[0] !== 'string' &&
  typeof values[0] !== 'boolean' &&
  values.every((value, index) => index === 0 || (compare(values[index - 1], value) ?? 1) < 0);

/** Whether a value passes an entry's tests. */
export function holds(entry: string, value: unknown): boolean {
  return (
    isAny(entry) ||
    compileFeel(entry, { unary: true }).evaluate({ ...scope, get: (name) => (name === '?' ? value : undefined) }) ===
      true
  );
}

/** The constants of an entry, or undefined if it is more than tests against constants. */
function constantsOf(entry: string): unknown[] | undefined {
  try {
    return collect(parseUnaryTests(entry));
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined;
    throw error;
  }
}

function collect(node: Node): unknown[] | undefined {
  const constant = constantOf(node);
  if (constant !== undefined) return [constant];
  if (node.type === 'name') return node.name === '?' ? [] : undefined;
  if (node.type === 'invocation' && node.target.type === 'name' && node.target.name === 'not')
    return collectAll(node.args.map((arg) => arg.value));
  return DECIDABLE.has(node.type) ? collectAll(children(node)) : undefined;
}

function collectAll(nodes: Node[]): unknown[] | undefined {
  const found = nodes.map(collect);
  return found.includes(undefined) ? undefined : found.flat();
}

/** The value of a literal, including dates, times and durations; undefined for anything else. */
export function constantOf(node: Node): unknown {
  if (node.type === 'literal') return node.value;
  if (node.type !== 'invocation' || node.target.type !== 'name' || !CONSTANT_FUNCTIONS.has(node.target.name))
    return undefined;
  const args = node.args.map((arg) => (arg.value.type === 'literal' ? arg.value.value : undefined));
  return args.includes(undefined)
    ? undefined
    : (builtIns.get(node.target.name)!.call(args, null, new Run(scope)) ?? undefined);
}

function partsOf(constants: unknown[]): unknown[] | undefined {
  const types = new Set(constants.map(typeOf));
  if (types.size > 1) return undefined;
  const [type] = types;
  if (type === undefined) return [ANOTHER];
  if (type === 'boolean') return [true, false];
  if (type === 'string') return [...new Set(constants), ANOTHER];
  if (compare(constants[0], constants[0]) === null) return undefined;
  const sorted = constants.toSorted((a, b) => compare(a, b)!);
  return around(sorted.filter((value, index) => index === 0 || equal(sorted[index - 1], value) !== true));
}

/** The points themselves, what is between them, and beyond the first and last. */
function around(points: unknown[]): unknown[] {
  const between = points.slice(1).flatMap((point, index) => inside(points[index], point));
  return [...beyond(points[0], -1), ...points, ...between, ...beyond(points.at(-1), 1)].sort((a, b) => compare(a, b)!);
}

function inside(a: unknown, b: unknown): unknown[] {
  const middle = halfway(a, b);
  return middle !== null && middle !== undefined && compare(a, middle)! < 0 && compare(middle, b)! < 0 ? [middle] : [];
}

function halfway(a: unknown, b: unknown): unknown {
  if (isNumber(a) && isNumber(b)) return toDouble(a) / 2 + toDouble(b) / 2;
  if (a instanceof FeelDate && b instanceof FeelDate) return a.plusDays(Math.floor((b.dayNumber - a.dayNumber) / 2));
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) return a.plus((b.instant - a.instant) / 2n);
  if (a instanceof FeelTime && b instanceof FeelTime) return FeelTime.ofNanos((a.nanoOfDay + b.nanoOfDay) / 2n, a.zone);
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration)
    return new DaysTimeDuration((a.nanos + b.nanos) / 2n);
  return a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration
    ? new YearsMonthsDuration(Math.floor((a.months + b.months) / 2))
    : null;
}

function beyond(point: unknown, direction: 1 | -1): unknown[] {
  const day = 86_400_000_000_000n * BigInt(direction);
  if (isNumber(point)) return [toDouble(point) + direction];
  if (point instanceof FeelDate) return [point.plusDays(direction)].filter((date) => date !== null);
  if (point instanceof FeelDateTime) return [point.plus(day)].filter((at) => at !== null);
  if (point instanceof DaysTimeDuration) return [new DaysTimeDuration(point.nanos + day)];
  if (point instanceof YearsMonthsDuration) return [new YearsMonthsDuration(point.months + direction)];
  return point instanceof FeelTime
    ? [FeelTime.of(direction < 0 ? 0 : 23, direction < 0 ? 0 : 59, direction < 0 ? 0 : 59, 0, point.zone)!].filter(
        (time) => compare(time, point)! * direction > 0,
      )
    : [];
}
