import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../../domain/limits/calendar';
import { countWorkingDays } from '../../domain/limits/count';
import type { Line, Story } from './Story';

const zone = 'Asia/Shanghai';
const opening = '09:00';

/** When a story's case is filed: at nine on its day. */
export const filedAt = (story: Story): number => at(story.filed);

/**
 * When a line is played: a duration after filing, at nine on a day counted in working days, or at nine on a date unless
 * a time is given.
 */
export function timeOf(story: Story, { after }: Line, calendar: Calendar): number {
  if (/^\d{4}-/.test(after)) return after.includes('T') ? moment(after) : at(after);
  const workingDays = /^(\d+) working days?$/.exec(after);
  if (workingDays) return at(countWorkingDays(story.filed, Number(workingDays[1]), calendar, []).day!);
  return zoned(story.filed).add(Temporal.Duration.from(after)).epochMilliseconds;
}

/** The end of the day, when what is due on it has expired. */
export const endOfDay = (instant: number): number => startOfDay(instant).add({ days: 1 }).epochMilliseconds;
/** Noon of the day: in time for what is due on it. */
export const noonOf = (instant: number): number => startOfDay(instant).add({ hours: 12 }).epochMilliseconds;
export const dayOf = (instant: number): string => startOfDay(instant).toPlainDate().toString();

const zoned = (day: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(opening) });
const at = (day: string): number => zoned(day).epochMilliseconds;
const moment = (text: string): number =>
  (/Z|[+-]\d{2}:\d{2}$/.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone)
  ).epochMilliseconds;
const startOfDay = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).startOfDay();
