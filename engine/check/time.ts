import { LEAST_INTERVAL } from '../budgets';

/** Lexical forms of ISO 8601 for BPMN timers (10.5.5). They are parsed here, not computed. */
const DATE =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-4])(:[0-5]\d){1,2}(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)?(\[[\w/+-]+\])?)?$/;
const DURATION = /^-?P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;

export const isDate = (text: string): boolean => DATE.test(text.trim());
export const isDuration = (text: string): boolean => DURATION.test(text.trim());

/** A repeating interval: R[n]/duration, R[n]/start/duration, R[n]/start/end, or a bare duration or interval. */
export function repeats(text: string): boolean {
  const parts = text.trim().split('/');
  const interval = /^R\d*$/.test(parts[0]!) ? parts.slice(1) : parts;
  if (interval.length === 1) return isDuration(interval[0]!);
  const [start, end] = interval;
  return (
    interval.length === 2 &&
    (isDate(start!) || isDuration(start!)) &&
    (isDate(end!) || isDuration(end!)) &&
    (isDate(start!) || isDate(end!))
  );
}

const SECONDS = { S: 1, M: 60, H: 3_600, D: 86_400, W: 604_800 } as const;

/**
 * Whether an interval repeats too soon: a duration below the least, or an end that is not that much later than its
 * start. Months and years are always long enough.
 */
export function isTooShort(text: string): boolean {
  const parts = text
    .trim()
    .replace(/^R\d*\//, '')
    .split('/');
  const length = parts.find(isDuration);
  if (length !== undefined) return lengthOf(length) < LEAST_INTERVAL;
  const [start, end] = parts.map((part) => Date.parse(part.replace(/\[.*\]$/, '')));
  return start !== undefined && end !== undefined && end - start < LEAST_INTERVAL;
}

/** The least number of milliseconds that an ISO 8601 duration lasts. */
function lengthOf(duration: string): number {
  const [days = '', times = ''] = duration.replace(/^-?P/, '').split('T');
  const add = (sum: number, text: string, units: Record<string, number>) =>
    [...text.matchAll(/([\d.,]+)([A-Z])/g)].reduce(
      (all, [, number, unit]) => all + Number(number!.replace(',', '.')) * units[unit!]!,
      sum,
    );
  const { S, M, H, D, W } = SECONDS;
  const seconds = add(add(0, days, { Y: 365 * D, M: 28 * D, W, D }), times, { H, M, S });
  return (duration.startsWith('-') ? -1 : 1) * seconds * 1000;
}
