import { Temporal } from 'temporal-polyfill';

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Such strings sort chronologically. */
export type Day = string;
/** An instant, ISO 8601 with the offset +08:00. */
export type Instant = string;
export type CalendarUnit = 'day' | 'month' | 'year';

/** China has used one offset all year since 1991, so no time-zone data is needed (policy P5). */
const zone = '+08:00';
const dayLength = 86_400_000;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const offsetForm = /(?:[zZ]|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)$/;

/** The input is not a calendar date. */
export class NotADate extends RangeError {
  readonly zh: string;
  readonly en: string;
  constructor(readonly given: unknown) {
    const shown = typeof given === 'string' ? `“${given}”` : String(given);
    super(`${shown} is not a date; write it as 2026-05-11 or 2026-05-11T09:00:00+08:00`);
    this.name = 'NotADate';
    this.zh = `${shown}不是日期，请写成 2026-05-11 或 2026-05-11T09:00:00+08:00`;
    this.en = this.message;
  }
}

/** Whether the text is an existing day of the years 1900 to 2199 in the form `YYYY-MM-DD`. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string' || !dayForm.test(value) || value < '1900' || value >= '2200') return false;
  try {
    return Temporal.PlainDate.from(value).toString() === value;
  } catch {
    return false;
  }
}

/**
 * The day in Asia/Shanghai of a day, an instant with an offset, a local date-time (taken as Shanghai time), or any
 * object whose `toString` returns one of these, such as FEEL dates. Throws NotADate.
 */
export function toDay(value: unknown): Day {
  const text = value === null || value === undefined ? '' : String(value).replace(/[[@].*$/, '');
  if (dayForm.test(text)) {
    if (isDay(text)) return text;
    throw new NotADate(value);
  }
  const day = /^\d{4}-\d{2}-\d{2}[T ]/i.test(text) ? dayInShanghai(text) : undefined;
  if (!isDay(day)) throw new NotADate(value);
  return day;
}

function dayInShanghai(text: string): Day | undefined {
  try {
    const instant = offsetForm.test(text.slice(10))
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
    return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch {
    return undefined;
  }
}

/**
 * The day `amount` calendar units later (earlier if negative). A month that lacks the day gives its last day (民法典 202).
 */
export function addTo(day: Day, amount: number, unit: CalendarUnit): Day {
  return Temporal.PlainDate.from(day)
    .add({ [`${unit}s`]: amount })
    .toString();
}

/**
 * The next day. Single days are stepped through in UTC, where all have the same length: many times faster than
 * Temporal.
 */
export function nextDay(day: Day): Day {
  return new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength;
}

/** 1 for Monday to 7 for Sunday. */
export function dayOfWeek(day: Day): number {
  return new Date(day).getUTCDay() || 7;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/**
 * 24:00 of a day in Asia/Shanghai, written as 00:00 of the next day: the end of a period whose last day it is (民法典
 * 203).
 */
export function endOf(day: Day): Instant {
  return `${nextDay(day)}T00:00:00${zone}`;
}

/** A time of day, `HH:mm`, on a day in Asia/Shanghai. */
export function instantOn(day: Day, time: string): Instant {
  return `${day}T${time}:00${zone}`;
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** The last day of a limit that ends at an instant. */
export const lastDayOf = (due: Date): Day => toDay(new Date(due.getTime() - 1).toISOString());
