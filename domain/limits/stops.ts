import { daysBetween, later, nextDay, type Day } from './dates';

/**
 * Days on which a clock stands still: from `from` to the day before `to`, on which it goes on; without `to` it stands
 * still.
 */
export interface Stop {
  from: Day;
  to?: Day;
  reason?: string;
}

/** The days on which a clock stands, as intervals that neither touch nor overlap, in order; empty ones are left out. */
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

/** True if the clock stands on that day; of intervals as `merged` gives them. */
export function stands(stops: readonly Stop[], day: Day): boolean {
  return stops.some(({ from, to }) => day >= from && (to === undefined || day < to));
}

/** How many of the days after `from` up to and including `to` fall into a stop. */
export function daysStopped(stop: Stop, from: Day, to: Day): number {
  const end = stop.to !== undefined && stop.to <= to ? stop.to : nextDay(to);
  return Math.max(0, daysBetween(later(stop.from, nextDay(from)), end));
}
