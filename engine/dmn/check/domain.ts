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
 * One value for every part of an input's domain that the entries tell apart: what holds for it holds for its whole
 * part. Undefined where
 * an entry depends on more than constants, so that nothing can be told.
 */
export function representatives(
  entries: readonly string[],
  allowed: string | undefined,
  wholeNumbers: boolean,
): unknown[] | undefined {
  const constants: unknown[] = [];
  for (const entry of allowed ? [...entries, allowed] : entries) {
    const found = entry === '' || entry === '-' ? [] : constantsOf(entry);
    if (!found) return undefined;
    constants.push(...found);
  }
  const values = partsOf(constants.filter((value) => value !== null));
  const whole = wholeNumbers ? values?.filter((value) => Number.isInteger(value)) : values;
  return allowed ? whole?.filter((value) => holds(allowed, value)) : whole;
}

/** Whether a value passes an entry's tests. */
export function holds(entry: string, value: unknown): boolean {
  return (
    entry === '' ||
    entry === '-' ||
    compileFeel(entry, { unary: true }).evaluate({ ...scope, get: (name) => (name === '?' ? value : undefined) }) ===
      true
  );
}

/** The constants of an entry, or undefined when it is more than tests against constants. */
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

/** A literal's value, also of a date, time or duration; undefined for anything else. */
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
  const different = constants.filter(
    (value, index) => constants.findIndex((other) => equal(other, value) === true) === index,
  );
  if (type === undefined) return [ANOTHER];
  if (type === 'boolean') return [true, false];
  if (type === 'string') return [...different, ANOTHER];
  return compare(different[0], different[0]) === null
    ? undefined
    : around(different.toSorted((a, b) => compare(a, b)!));
}

/** The points themselves, what lies between them, and beyond the first and last. */
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
