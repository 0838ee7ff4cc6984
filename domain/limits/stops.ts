import { daysBetween, later, nextDay, type Day } from './dates';

/**
 * Days on which a clock is stopped: from `from` to the day before `to`, when it resumes; without `to` it is still
 * stopped.
 */
export interface Stop {
  from: Day;
  to?: Day;
  reason?: string;
}

/**
 * The days on which a clock is stopped, as ordered intervals that neither touch nor overlap; empty ones are left out.
 */
export function merged(stops: readonly Stop[]): Stop[] {
  const sorted = stops
    .filter(({ from, to }) => to === undefined || from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const result: Stop[] = [];
  for (const stop of sorted) {
    const last = result.at(-1);
    if (last && (last.to === undefined || stop.from <= last.to)) join(last, stop);
    else result.push({ ...stop });
  }
  return result;
}

function join(into: Stop, next: Stop): void {
  into.to = into.to === undefined || next.to === undefined ? undefined : later(into.to, next.to);
  const reasons = [...new Set([into.reason, next.reason].filter(Boolean))];
  if (reasons.length) into.reason = reasons.join('；');
}

/** Whether the clock is stopped on that day; expects intervals as returned by `merged`. */
export function isStopped(stops: readonly Stop[], day: Day): boolean {
  return stops.some(({ from, to }) => day >= from && (to === undefined || day < to));
}

/** The number of days after `from` up to and including `to` on which the clock is stopped. */
export function daysStopped(stop: Stop, from: Day, to: Day): number {
  const end = stop.to !== undefined && stop.to <= to ? stop.to : nextDay(to);
  return Math.max(0, daysBetween(later(stop.from, nextDay(from)), end));
}
