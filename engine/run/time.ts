import { Temporal } from 'temporal-polyfill';
import { Stuck } from './Stuck';

/**
 * China has one time zone without daylight saving time; dates without an offset are read and instants are written in
 * it.
 */
const ZONE = '+08:00';

/** An ISO 8601 date or date-time as an instant with offset; a date stands for its beginning. Throws Stuck. */
export function instantOf(text: string): string {
  try {
    return written(zoned(text));
  } catch {
    throw new Stuck('NOT_A_DATE', `「${text}」不是日期时间。`, `“${text}” is not a date and time.`);
  }
}

/** `times` times an ISO 8601 duration after an instant, with months and years by the calendar. Throws Stuck. */
export function after(instant: string, duration: string, times = 1): string {
  const exact = milliseconds(duration);
  if (exact !== undefined) return writtenAt(Date.parse(instant) + exact * times);
  try {
    return written(zoned(instant).add(multiplied(Temporal.Duration.from(duration), times)));
  } catch {
    throw new Stuck('NOT_A_DATE', `「${duration}」不是时长。`, `“${duration}” is not a duration.`);
  }
}

const EXACT = /^(-)?P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/** The length of a duration without months and years: without daylight saving time every day has 24 hours. */
function milliseconds(duration: string): number | undefined {
  const found = EXACT.exec(duration);
  if (!found) return undefined;
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const length = Math.round((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000);
  return found[1] ? -length : length;
}

export const millisecondsBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

function zoned(text: string): Temporal.ZonedDateTime {
  const at = text.indexOf('@');
  if (at > 0) return Temporal.ZonedDateTime.from(`${text.slice(0, at)}[${text.slice(at + 1)}]`).withTimeZone(ZONE);
  if (text.endsWith(']')) return Temporal.ZonedDateTime.from(text).withTimeZone(ZONE);
  if (/T.*(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/.test(text)) return Temporal.Instant.from(text).toZonedDateTimeISO(ZONE);
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE);
}

/** An instant in milliseconds as text. Throws Stuck. */
export function writtenAt(time: number): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15)
    throw new Stuck('NOT_A_DATE', '时间超出范围。', 'The time is out of range.');
  const local = new Date(time + 8 * 3_600_000).toISOString();
  return `${local.slice(0, local.endsWith('.000Z') ? -5 : -1)}${ZONE}`;
}

const written = (time: Temporal.ZonedDateTime): string =>
  time.toString({ timeZoneName: 'never', smallestUnit: time.millisecond ? 'millisecond' : 'second' });

function multiplied(duration: Temporal.Duration, times: number): Temporal.Duration {
  if (times === 1) return duration;
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = duration;
  return Temporal.Duration.from({
    years: years * times,
    months: months * times,
    weeks: weeks * times,
    days: days * times,
    hours: hours * times,
    minutes: minutes * times,
    seconds: seconds * times,
    milliseconds: milliseconds * times,
  });
}
