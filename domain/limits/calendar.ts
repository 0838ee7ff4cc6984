import * as z from 'zod';
import { says } from '../problems';
import type { Text } from '../text';
import { addTo, dayOfWeek, daysBetween, isDay, yearOf, type Day } from './dates';
import shipped from './china-holidays.json';

const day = z.string().refine(isDay, { ...says('没有这一天', 'There is no such day'), abort: true });

/**
 * A break in the yearly notice: all days off from `from` to `to`. `statutory` are those that are statutory holidays
 * (法定节假日).
 */
const holiday = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  from: day,
  to: day,
  statutory: z.array(day),
});

/**
 * One year of the calendar. `confidence` is `sure` only once the notice of the General Office of the State Council
 * exists; until then only the statutory days are known and every date that depends on the year is provisional (policy
 * P4).
 */
export const calendarYearSchema = z
  .strictObject({
    confidence: z.enum(['sure', 'statutory-only']),
    notice: z.string().min(1).nullable(),
    noticeDate: day.nullable(),
    statutoryDayCount: z.number().int().min(0).max(40),
    lawVersion: z.string().min(1),
    holidays: z.array(holiday),
    makeupWorkdays: z.array(day),
    offDays: z.array(day),
    note: z.string().optional(),
  })
  .superRefine((year, context) => {
    for (const problem of yearProblems(year))
      context.addIssue({
        code: 'custom',
        path: problem.path,
        message: `${problem.zh} / ${problem.en}`,
        params: problem,
      });
  });
export type CalendarYear = z.infer<typeof calendarYearSchema>;

/** A calendar of public holidays and make-up working days, by year. It is named by a hash of its canonical JSON. */
export const calendarSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    asOf: day,
    title: z.string().min(1),
    basis: z.record(z.string(), z.string()),
    semantics: z.record(z.string(), z.string()),
    years: z.record(z.string().regex(/^\d{4}$/), calendarYearSchema),
  })
  .superRefine((calendar, context) => {
    for (const [year, { offDays, makeupWorkdays }] of Object.entries(calendar.years)) {
      if ([...offDays, ...makeupWorkdays].every((each) => belongs(each, Number(year)))) continue;
      context.addIssue({
        code: 'custom',
        path: ['years', year],
        ...says(`有的日期不属于${year}年`, `Some days do not belong to ${year}`),
      });
    }
  });
export type CalendarData = z.infer<typeof calendarSchema>;

/** The shipped calendar: 2023 to 2026 from their notices, 2027 from the statute only. */
export const shippedCalendar = shipped as CalendarData;

/**
 * The kind of a day. `break`: off by the notice without being statutory (a swapped day, or a weekend inside the break).
 */
export interface DayKind {
  working: boolean;
  why: 'weekday' | 'makeup' | 'weekend' | 'statutory' | 'break';
  /** The holiday of a `statutory` or `break` day. */
  name?: Text;
  /** Whether the calendar contains the notice of the day's year. */
  announced: boolean;
}

/** A calendar with look-up functions; `version` identifies its data. */
export interface Calendar {
  version: string;
  kindOf(day: Day): DayKind;
  isWorkingDay(day: Day): boolean;
}

/** Makes a calendar with look-up functions. `version` is the hash or name that a derivation keeps. */
export function bindCalendar(data: CalendarData, version = data.asOf): Calendar {
  const off = new Map<Day, { name: Text; statutory: boolean }>();
  const makeup = new Set<Day>();
  const sure = new Set<number>();
  for (const [year, { confidence, holidays, makeupWorkdays }] of Object.entries(data.years)) {
    if (confidence === 'sure') sure.add(Number(year));
    for (const each of makeupWorkdays) makeup.add(each);
    for (const { zh, en, from, to, statutory } of holidays) {
      for (const each of span(from, to)) off.set(each, { name: { zh, en }, statutory: statutory.includes(each) });
    }
  }
  const kindOf = (day: Day): DayKind => {
    const announced = sure.has(yearOf(day));
    if (makeup.has(day)) return { working: true, why: 'makeup', announced };
    const holiday = off.get(day);
    if (holiday)
      return { working: false, why: holiday.statutory ? 'statutory' : 'break', name: holiday.name, announced };
    return dayOfWeek(day) > 5
      ? { working: false, why: 'weekend', announced }
      : { working: true, why: 'weekday', announced };
  };
  return { version, kindOf, isWorkingDay: (day) => kindOf(day).working };
}

/** The calendar with the notice of one year added or replaced. */
export function withYear(calendar: CalendarData, year: number, data: CalendarYear, asOf: Day): CalendarData {
  return { ...calendar, asOf, years: { ...calendar.years, [year]: data } };
}

function span(from: Day, to: Day): Day[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addTo(from, at, 'day'));
}

/** A notice may include the last days of the preceding year: the New Year break of 2023 began on 2022-12-31. */
function belongs(day: Day, year: number): boolean {
  return yearOf(day) === year || (yearOf(day) === year - 1 && day.slice(5) >= '12-20');
}

type YearProblem = Text & { path: (string | number)[] };

function yearProblems(year: {
  confidence: string;
  notice: string | null;
  holidays: z.infer<typeof holiday>[];
  makeupWorkdays: Day[];
  offDays: Day[];
  statutoryDayCount: number;
}): YearProblem[] {
  const found: YearProblem[] = [];
  const say = (path: (string | number)[], zh: string, en: string) => found.push({ path, zh, en });
  if (year.confidence === 'sure' && !year.notice)
    say(['notice'], '已公布的年份要写明通知文号', 'A year that is sure names its notice');
  year.holidays.forEach(({ from, to, statutory }, index) => {
    if (from > to || daysBetween(from, to) > 30)
      say(['holidays', index, 'to'], '假期的结束日期不对', 'The break ends before it begins, or is too long');
    else if (statutory.some((each) => each < from || each > to))
      say(['holidays', index, 'statutory'], '法定节假日不在假期之内', 'A statutory day lies outside its break');
  });
  if (found.length) return found;
  const off = new Set(year.holidays.flatMap(({ from, to }) => span(from, to)));
  if (off.size !== new Set(year.offDays).size || year.offDays.some((each) => !off.has(each)))
    say(['offDays'], '放假日期与各个假期不一致', 'The days off are not those of the breaks');
  if (year.holidays.flatMap(({ statutory }) => statutory).length !== year.statutoryDayCount)
    say(['statutoryDayCount'], '法定节假日天数不一致', 'The count of statutory days is not that of the breaks');
  year.makeupWorkdays.forEach((each, index) => {
    if (off.has(each) || dayOfWeek(each) < 6)
      say(
        ['makeupWorkdays', index],
        '调休上班日应为不放假的周六或周日',
        'A make-up working day is a Saturday or Sunday that is not off',
      );
  });
  return found;
}
