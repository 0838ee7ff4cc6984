import type { Run } from '../Run';
import type { ArithmeticOp, Node } from '../syntax/ast';
import {
  add,
  Decimal,
  divide,
  isNumber,
  multiply,
  negate,
  type Num,
  power,
  subtract,
  toDouble,
} from '../values/numbers';
import { DaysTimeDuration } from '../values/DaysTimeDuration';
import { FeelDate } from '../values/FeelDate';
import { FeelDateTime } from '../values/FeelDateTime';
import { FeelTime, NANOS_PER_DAY } from '../values/FeelTime';
import { typeOf } from '../values/typeOf';
import { YearsMonthsDuration } from '../values/YearsMonthsDuration';
import { compile } from './index';
import type { Closure, Lexical } from './Lexical';

/** Numbers with more digits than a double take longer, and powers even more, in steps. */
const DECIMAL = 30;
const POWER = 4000;
const OTHER = 10;

type Operation = (a: never, b: never) => unknown;
const NUMERIC: Record<ArithmeticOp, (a: Num, b: Num) => Num | null> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
};

/** Arithmetic (DMN 1.3 §10.3.2.13.4, Tables 55 to 58). */
export function compileArithmetic(node: Extract<Node, { type: 'arithmetic' }>, lexical: Lexical): Closure {
  const [left, right, op, numeric] = [
    compile(node.left, lexical),
    compile(node.right, lexical),
    node.op,
    NUMERIC[node.op],
  ];
  const isPower = op === '**';
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    if (isNumber(a) && isNumber(b)) {
      const result = numeric(a, b);
      if (isPower) frame.run.costs(POWER);
      else if (typeof result === 'object') frame.run.costs(DECIMAL);
      return result ?? frame.run.warn('NO_RESULT', [op], node.at);
    }
    frame.run.costs(OTHER);
    return calculate(op, a, b, frame.run, node.at);
  };
}

export function compileNegation(node: Extract<Node, { type: 'negation' }>, lexical: Lexical): Closure {
  const operand = compile(node.operand, lexical);
  return (frame) => {
    const value = operand(frame);
    return isNumber(value) ? negate(value) : calculate('*', value, -1, frame.run, node.at);
  };
}

/** The operation between any two values; null, with a warning, if it is not defined. */
export function calculate(op: ArithmeticOp, a: unknown, b: unknown, run: Run, at?: number): unknown {
  if (typeof a === 'string' && typeof b === 'string' && op === '+') {
    run.allowText(a.length + b.length);
    return a + b;
  }
  const types: [string, string] = [typeOf(a), typeOf(b)];
  const operation = OPERATIONS[`${types[0]} ${op} ${types[1]}`] as ((a: unknown, b: unknown) => unknown) | undefined;
  if (!operation) return run.warn('NO_ARITHMETIC', [op, ...types], at);
  return operation(a, b) ?? run.warn('NO_RESULT', [op], at);
}

const midnight = (date: FeelDate): FeelDateTime => new FeelDateTime(date, FeelTime.of(0, 0, 0, 0, 'Z')!);
const minus = <T extends DaysTimeDuration | YearsMonthsDuration>(duration: T): T =>
  (duration instanceof DaysTimeDuration
    ? new DaysTimeDuration(-duration.nanos)
    : new YearsMonthsDuration(-duration.months)) as T;

/** Both have a zone or neither has; otherwise there is no difference. */
function between(a: FeelDateTime, b: FeelDateTime): DaysTimeDuration | null {
  return (a.zone === null) === (b.zone === null) ? new DaysTimeDuration(a.instant - b.instant) : null;
}

/** The date on which the time span that begins at the date's midnight ends. */
function dateAfter(date: FeelDate, duration: DaysTimeDuration): FeelDate | null {
  const days = duration.nanos / NANOS_PER_DAY;
  return date.plusDays(Number(duration.nanos % NANOS_PER_DAY < 0n ? days - 1n : days));
}

const timeAfter = (time: FeelTime, duration: DaysTimeDuration): FeelTime =>
  FeelTime.ofNanos(time.nanoOfDay + duration.nanos, time.zone);

function timeBetween(a: FeelTime, b: FeelTime): DaysTimeDuration | null {
  if ((a.zone === null) !== (b.zone === null)) return null;
  return new DaysTimeDuration(a.zone === null ? a.nanoOfDay - b.nanoOfDay : a.universalNanos - b.universalNanos);
}

const scaled = (months: YearsMonthsDuration, factor: Num | null): YearsMonthsDuration | null =>
  factor === null ? null : new YearsMonthsDuration(toDouble(multiply(months.months, factor) ?? 0));
const isZero = (n: Num): boolean => toDouble(n) === 0;

const OPERATIONS: Record<string, Operation> = {
  'date and time + days and time duration': (a: FeelDateTime, b: DaysTimeDuration) => a.plus(b.nanos),
  'date and time - days and time duration': (a: FeelDateTime, b: DaysTimeDuration) => a.plus(-b.nanos),
  'days and time duration + date and time': (a: DaysTimeDuration, b: FeelDateTime) => b.plus(a.nanos),
  'date and time + years and months duration': (a: FeelDateTime, b: YearsMonthsDuration) => a.plusMonths(b.months),
  'date and time - years and months duration': (a: FeelDateTime, b: YearsMonthsDuration) => a.plusMonths(-b.months),
  'years and months duration + date and time': (a: YearsMonthsDuration, b: FeelDateTime) => b.plusMonths(a.months),
  'date and time - date and time': between,
  'date and time - date': (a: FeelDateTime, b: FeelDate) => between(a, midnight(b)),
  'date - date and time': (a: FeelDate, b: FeelDateTime) => between(midnight(a), b),
  'date - date': (a: FeelDate, b: FeelDate) => DaysTimeDuration.ofDays(a.dayNumber - b.dayNumber),
  'date + days and time duration': dateAfter,
  'date - days and time duration': (a: FeelDate, b: DaysTimeDuration) => dateAfter(a, minus(b)),
  'days and time duration + date': (a: DaysTimeDuration, b: FeelDate) => dateAfter(b, a),
  'date + years and months duration': (a: FeelDate, b: YearsMonthsDuration) => a.plusMonths(b.months),
  'date - years and months duration': (a: FeelDate, b: YearsMonthsDuration) => a.plusMonths(-b.months),
  'years and months duration + date': (a: YearsMonthsDuration, b: FeelDate) => b.plusMonths(a.months),
  'time + days and time duration': timeAfter,
  'time - days and time duration': (a: FeelTime, b: DaysTimeDuration) => timeAfter(a, minus(b)),
  'days and time duration + time': (a: DaysTimeDuration, b: FeelTime) => timeAfter(b, a),
  'time - time': timeBetween,
  'days and time duration + days and time duration': (a: DaysTimeDuration, b: DaysTimeDuration) =>
    new DaysTimeDuration(a.nanos + b.nanos),
  'days and time duration - days and time duration': (a: DaysTimeDuration, b: DaysTimeDuration) =>
    new DaysTimeDuration(a.nanos - b.nanos),
  'days and time duration * number': (a: DaysTimeDuration, b: Num) => DaysTimeDuration.ofNanos(a.number.times(b)),
  'number * days and time duration': (a: Num, b: DaysTimeDuration) => DaysTimeDuration.ofNanos(b.number.times(a)),
  'days and time duration / number': (a: DaysTimeDuration, b: Num) =>
    isZero(b) ? null : DaysTimeDuration.ofNanos(a.number.div(b)),
  'days and time duration / days and time duration': (a: DaysTimeDuration, b: DaysTimeDuration) =>
    divide(a.number, b.number),
  'years and months duration + years and months duration': (a: YearsMonthsDuration, b: YearsMonthsDuration) =>
    new YearsMonthsDuration(a.months + b.months),
  'years and months duration - years and months duration': (a: YearsMonthsDuration, b: YearsMonthsDuration) =>
    new YearsMonthsDuration(a.months - b.months),
  'years and months duration * number': scaled,
  'number * years and months duration': (a: Num, b: YearsMonthsDuration) => scaled(b, a),
  'years and months duration / number': (a: YearsMonthsDuration, b: Num) =>
    isZero(b) ? null : new YearsMonthsDuration(Decimal.div(a.months, b).toNumber()),
  'years and months duration / years and months duration': (a: YearsMonthsDuration, b: YearsMonthsDuration) =>
    divide(a.months, b.months),
};
