import type { Run } from '../Run';
import { FeelDate } from '../values/FeelDate';
import { FeelDateTime } from '../values/FeelDateTime';
import { FeelTime, NANOS_PER_SECOND } from '../values/FeelTime';
import { DaysTimeDuration } from '../values/DaysTimeDuration';
import { isInteger, modulo, multiply, type Num, parseNumber, subtract, toDouble } from '../values/numbers';
import { text } from '../values/text';
import { YearsMonthsDuration } from '../values/YearsMonthsDuration';
import { HOME_ZONE, offsetZone, parseZone, type Zone } from '../values/zones';
import type { Define } from './index';

const parseDuration = (from: string): DaysTimeDuration | YearsMonthsDuration | null =>
  DaysTimeDuration.parse(from) ?? YearsMonthsDuration.parse(from);

/** @"…": whichever type its format matches. */
const parseTemporal = (from: string): unknown =>
  FeelDate.parse(from) ?? FeelTime.parse(from) ?? FeelDateTime.parse(from) ?? parseDuration(from);

/** From parts; the seconds may have a fraction. */
function timeOf(hour: Num, minute: Num, second: Num, zone: Zone | null): FeelTime | undefined {
  const whole = Math.floor(toDouble(second));
  const nano = Math.floor(toDouble(multiply(subtract(second, whole) ?? 0, NANOS_PER_SECOND) ?? 0));
  return FeelTime.of(Math.trunc(toDouble(hour)), Math.trunc(toDouble(minute)), whole, nano, zone) ?? undefined;
}

/** The zone with this offset, or undefined if the offset is out of range. */
function zoneOf(offset: DaysTimeDuration | YearsMonthsDuration): Zone | undefined {
  return offset instanceof DaysTimeDuration
    ? (offsetZone(Number(offset.nanos / BigInt(NANOS_PER_SECOND))) ?? undefined)
    : undefined;
}

const dateOf = (year: Num, month: Num, day: Num): FeelDate | undefined =>
  FeelDate.of(Math.trunc(toDouble(year)), Math.trunc(toDouble(month)), Math.trunc(toDouble(day))) ?? undefined;

const GROUPINGS = [' ', ',', '.', null, undefined];
const DECIMAL_POINTS = ['.', ',', null, undefined];

/** Digits as people write them (Table 60): the grouping separator and the decimal separator must differ. */
function numberFrom(from: string, grouping?: string | null, decimal?: string | null): Num | undefined {
  if (!GROUPINGS.includes(grouping) || !DECIMAL_POINTS.includes(decimal) || (grouping && grouping === decimal))
    return undefined;
  const digits = (grouping ? from.replaceAll(grouping, '') : from).replace(decimal || '.', '.');
  return /^[-+]?(\d+(\.\d+)?|\.\d+)(e[-+]?\d+)?$/i.test(digits) &&
    (decimal !== ',' || !from.includes('.') || grouping === '.')
    ? (parseNumber(digits.replace(/^\+/, '')) ?? undefined)
    : undefined;
}

/** The instant of the event, as local date and time. */
export function now(run: Run): FeelDateTime | undefined {
  const at = FeelDateTime.parse(run.scope.now);
  return (at && FeelDateTime.ofInstant(at.instant, HOME_ZONE)) ?? undefined;
}

/** Whole months from one date to another, truncated toward zero. */
function monthsBetween(from: FeelDate, to: FeelDate): YearsMonthsDuration {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const incomplete = months > 0 && to.day < from.day ? -1 : months < 0 && to.day > from.day ? 1 : 0;
  return new YearsMonthsDuration(months + incomplete);
}

/** Conversion functions (DMN 1.3 §10.3.4.1, Table 72) and those of DMN 1.4. */
export function defineConversion(define: Define): void {
  define('@', { from: 'string' }, (_, from: string) => parseTemporal(from) ?? undefined);
  define('date', { from: 'string' }, (_, from: string) => FeelDate.parse(from) ?? undefined);
  define('date', { from: 'day' }, (_, from: FeelDate) => from);
  define('date', { year: 'number', month: 'number', day: 'number' }, (_, year: Num, month: Num, day: Num) =>
    dateOf(year, month, day),
  );
  define('time', { from: 'string' }, (_, from: string) => FeelTime.parse(from) ?? undefined);
  define('time', { from: 'time' }, (_, from: FeelTime) => from);
  define('time', { from: 'date and time' }, (_, from: FeelDateTime) => from.time);
  define('time', { from: 'date' }, () => FeelTime.of(0, 0, 0, 0, 'Z'));
  define(
    'time',
    { hour: 'number', minute: 'number', second: 'number', 'offset?': 'duration|null' },
    (_, hour: Num, minute: Num, second: Num, offset?: DaysTimeDuration | null) => {
      const zone = offset ? zoneOf(offset) : null;
      return zone === undefined ? undefined : timeOf(hour, minute, second, zone);
    },
  );
  define('date and time', { from: 'string' }, (_, from: string) => FeelDateTime.parse(from) ?? undefined);
  define('date and time', { from: 'date and time' }, (_, from: FeelDateTime) => from);
  define(
    'date and time',
    { date: 'day', time: 'time' },
    (_, date: FeelDate, time: FeelTime) => new FeelDateTime(date, time),
  );
  define('date and time', { date: 'day', timezone: 'string' }, (_, date: FeelDate, timezone: string) => {
    const zone = parseZone(`@${timezone}`);
    return zone === null ? undefined : new FeelDateTime(date, FeelTime.of(0, 0, 0, 0, zone)!);
  });
  define(
    'date and time',
    {
      year: 'number',
      month: 'number',
      day: 'number',
      hour: 'number',
      minute: 'number',
      second: 'number',
      'offset?': 'any',
    },
    (_, year: Num, month: Num, day: Num, hour: Num, minute: Num, second: Num, offset?: unknown) => {
      const zone =
        offset instanceof DaysTimeDuration
          ? zoneOf(offset)
          : typeof offset === 'string'
            ? (parseZone(`@${offset}`) ?? undefined)
            : null;
      const [date, time] = [
        dateOf(year, month, day),
        zone === undefined ? undefined : timeOf(hour, minute, second, zone),
      ];
      return date && time && new FeelDateTime(date, time);
    },
  );
  define('duration', { from: 'string' }, (_, from: string) => parseDuration(from) ?? undefined);
  define('duration', { from: 'duration' }, (_, from: DaysTimeDuration) => from);
  define('years and months duration', { from: 'day', to: 'day' }, (_, from: FeelDate, to: FeelDate) =>
    monthsBetween(from, to),
  );
  define(
    'number',
    { from: 'string', 'grouping separator?': 'string|null', 'decimal separator?': 'string|null' },
    (_, from: string, grouping?: string | null, decimal?: string | null) => numberFrom(from, grouping, decimal),
  );
  define('number', { from: 'number' }, (_, from: Num) => from);
  define('string', { from: 'any' }, (run, from: unknown) => (from === null ? null : limited(text(from), run)));
  define('now', {}, (run) => now(run));
  define('today', {}, (run) => now(run)?.date);
}

function limited(made: string, run: Run): string {
  run.allowText(made.length);
  return made;
}

/** Date and time functions (§10.3.4.6 and §10.3.4.8, Tables 77 and 79). */
export function defineDates(define: Define): void {
  const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  define('day of year', { date: 'day' }, (_, date: FeelDate) => date.dayOfYear);
  define('day of week', { date: 'day' }, (_, date: FeelDate) => WEEKDAYS[date.weekday - 1]);
  define('month of year', { date: 'day' }, (_, date: FeelDate) => MONTHS[date.month - 1]);
  define('week of year', { date: 'day' }, (_, date: FeelDate) => date.week);
  define('last day of month', { date: 'day' }, (_, date: FeelDate) => lastDay(date));
}

const lastDay = (date: FeelDate): FeelDate | undefined =>
  FeelDate.of(date.year, date.month, 1)?.plusMonths(1)?.plusDays(-1) ?? undefined;

/** Whether a number is odd or even; a fraction is neither. */
export const isMultipleOfTwo = (n: Num, rest: number): boolean => isInteger(n) && toDouble(modulo(n, 2) ?? -1) === rest;
