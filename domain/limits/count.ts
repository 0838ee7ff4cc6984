import type { Calendar } from './calendar';
import { addTo, daysBetween, later, nextDay, type CalendarUnit, type Day } from './dates';
import { isStopped, type Stop } from './stops';

/** A skipped day: a rest day, or one on which the clock was stopped. */
export type Passed = { day: Day; stopped: boolean };

/** The result of counting: the day, or null while the clock is stopped, and the days skipped on the way. */
export interface Count {
  day: Day | null;
  passed: Passed[];
}

/** The n-th working day after `from`, which is not counted itself; days on which the clock was stopped do not count. */
export function countWorkingDays(from: Day, n: number, calendar: Calendar, stops: readonly Stop[]): Count {
  const passed: Passed[] = [];
  let day = from;
  for (let left = n; left > 0;) {
    day = nextDay(day);
    const stopped = isStopped(stops, day);
    if (stopped && isOpen(stops, day)) return { day: null, passed };
    if (stopped || !calendar.isWorkingDay(day)) passed.push({ day, stopped });
    else left -= 1;
  }
  return { day, passed };
}

/** The n-th working day before `from`, which is not counted itself (policy P3). */
export function countWorkingDaysBack(from: Day, n: number, calendar: Calendar): Count {
  const passed: Passed[] = [];
  let day = from;
  for (let left = n; left > 0;) {
    day = addTo(day, -1, 'day');
    if (calendar.isWorkingDay(day)) left -= 1;
    else passed.push({ day, stopped: false });
  }
  return { day, passed };
}

/**
 * `to` moved later by the days after `from` on which the clock is stopped. `to` is `from` plus a number of days, months
 * or years (民法典 202).
 */
export function moveByStops(from: Day, to: Day, stops: readonly Stop[]): Day | null {
  let end = to;
  for (const stop of stops) {
    if (stop.from > end) break;
    if (stop.to === undefined) return null;
    end = addTo(end, Math.max(0, daysBetween(later(stop.from, nextDay(from)), stop.to)), 'day');
  }
  return end;
}

/**
 * The day a given number of calendar days, months or years after `from`, not counting days on which the clock is
 * stopped.
 */
export function countCalendar(from: Day, amount: number, unit: CalendarUnit, stops: readonly Stop[]): Day | null {
  return moveByStops(from, addTo(from, amount, unit), stops);
}

/**
 * The last day of a period, moved to the first working day on which the clock is running (民法典 203; CPL 85(3); policies
 * P1, P2).
 */
export function moveLastDay(natural: Day, calendar: Calendar, stops: readonly Stop[]): Count {
  const passed: Passed[] = [];
  let day = natural;
  while (!calendar.isWorkingDay(day) || isStopped(stops, day)) {
    const stopped = isStopped(stops, day);
    if (stopped && isOpen(stops, day)) return { day: null, passed };
    passed.push({ day, stopped });
    day = nextDay(day);
  }
  return { day, passed };
}

/** Working days after `from` up to and including `to`; negative if `to` is earlier. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from; day < to;) {
    day = nextDay(day);
    if (calendar.isWorkingDay(day)) count += 1;
  }
  return count;
}

function isOpen(stops: readonly Stop[], day: Day): boolean {
  return stops.some(({ from, to }) => to === undefined && day >= from);
}
