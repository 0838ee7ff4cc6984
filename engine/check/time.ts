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

/**
 * Whether an interval repeats without any time between: a duration of zero or less, or an end that is not later than
 * its start.
 */
export function isZero(text: string): boolean {
  const parts = text
    .trim()
    .replace(/^R\d*\//, '')
    .split('/');
  const length = parts.find(isDuration);
  if (length !== undefined) return length.startsWith('-') || !/[1-9]/.test(length);
  const [start, end] = parts.map((part) => Date.parse(part.replace(/\[.*\]$/, '')));
  return start !== undefined && end !== undefined && end <= start;
}
