import { Temporal } from 'temporal-polyfill';
import { Stuck } from './Stuck';

/** China keeps one time zone without summer time; dates without an offset are read in it and instants are written in it. */
const ZONE = '+08:00';

/** An ISO 8601 date or date-time as an instant with offset; a date is its beginning. Throws Stuck. */
export function instantOf(text: string): string {
  try {
    return written(zoned(text));
  } catch {
    throw new Stuck('NOT_A_DATE', `「${text}」不是日期时间。 / “${text}” is no date and time.`);
  }
}

/** `times` times an ISO 8601 duration after an instant, months and years by the calendar. Throws Stuck. */
export function after(instant: string, duration: string, times = 1): string {
  try {
    return written(zoned(instant).add(multiplied(Temporal.Duration.from(duration), times)));
  } catch {
    throw new Stuck('NOT_A_DATE', `「${duration}」不是时长。 / “${duration}” is no duration.`);
  }
}

export const millisecondsBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

function zoned(text: string): Temporal.ZonedDateTime {
  const at = text.indexOf('@');
  if (at > 0) return Temporal.ZonedDateTime.from(`${text.slice(0, at)}[${text.slice(at + 1)}]`).withTimeZone(ZONE);
  if (text.endsWith(']')) return Temporal.ZonedDateTime.from(text).withTimeZone(ZONE);
  if (/T.*(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/.test(text)) return Temporal.Instant.from(text).toZonedDateTimeISO(ZONE);
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE);
}

const written = (time: Temporal.ZonedDateTime): string => time.toString({ timeZoneName: 'never', smallestUnit: time.millisecond ? 'millisecond' : 'second' });

function multiplied(duration: Temporal.Duration, times: number): Temporal.Duration {
  if (times === 1) return duration;
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = duration;
  return Temporal.Duration.from({
    years: years * times, months: months * times, weeks: weeks * times, days: days * times,
    hours: hours * times, minutes: minutes * times, seconds: seconds * times, milliseconds: milliseconds * times,
  });
}
