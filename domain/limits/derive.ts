import type { Text } from '../text';
import type { Calendar } from './calendar';
import type { Source } from './citation';
import {
  countCalendar,
  countWorkingDays,
  countWorkingDaysBack,
  moveByStops,
  moveLastDay,
  type Count,
  type Passed,
} from './count';
import { addTo, daysBetween, endOf, later, nextDay, type Day, type Instant } from './dates';
import type { Limit, Unit } from './rules';
import { runsOf, type Skipped } from './skipped';
import { daysStopped, merged, type Stop } from './stops';
import { allowedExtensions, joined, lengthOf, type Extension, type Term } from './terms';

/** A day from which the whole period runs again, and why. */
export interface Restart {
  on: Day;
  reason?: string;
}

/** The input from which a due date is derived. */
export interface Basis extends Term {
  limit: Limit;
  /** The day of the triggering event in Asia/Shanghai; it is not counted itself (民法典 201). */
  trigger: Day;
  calendar: Calendar;
  /** The name of the set of rules that contains the limit. */
  rules?: string;
  stops?: readonly Stop[];
  restarts?: readonly Restart[];
  extensions?: readonly Extension[];
}

/** A due date with everything it depends on, stored with the date and shown as "why this day". Plain JSON. */
export interface Derivation {
  limit: string;
  title: Text;
  kind: Limit['kind'];
  sources: Source[];
  /** The event that starts the clock, by its code, and its day. */
  event: string;
  trigger: Day;
  /** The day from which the period is counted: the trigger, or the last restart. */
  from: Day;
  direction: Limit['direction'];
  /** The length without extensions; null if a day was agreed. */
  amount: number | null;
  unit: Unit;
  agreedUntil?: Day;
  /** The last day as counted, before rest days move it; null while the clock is stopped. */
  natural: Day | null;
  dueDate: Day | null;
  /** 24:00 of the due date in Asia/Shanghai, written as 00:00 of the next day (policy P5). */
  due: Instant | null;
  skipped: Skipped[];
  /** The intervals in which the clock was stopped, with the days that did not count for that reason. */
  stops: (Stop & { days: number })[];
  restarts: Restart[];
  extensions: Extension[];
  calendar: string;
  rules?: string;
  /**
   * The date depends on a year whose notice has not been issued: it must be derived again once the calendar is loaded
   * (policy P4).
   */
  provisional: boolean;
  stopped: boolean;
}

/**
 * Derives the due date of a limit by the counting rules of the law: 民法典 200–204, 民事诉讼法 85, 办案规则 19 and 80, and the
 * policies P1 to P5 (docs/dates.md). Throws DerivationRefusal for a length or an extension that the law does not allow.
 */
export function derive(basis: Basis): Derivation {
  const { limit, calendar } = basis;
  const length = lengthOf(limit, basis);
  const stops = merged(basis.stops ?? []);
  const restarts = effectiveRestarts(basis, length, stops);
  const from = restarts.at(-1)?.on ?? basis.trigger;
  const extensions = allowedExtensions(limit, basis.extensions ?? []).filter(
    ({ on }) => on === undefined || on >= from,
  );
  const found =
    limit.direction === 'before'
      ? countBack(from, length, calendar)
      : countOn(from, [length, ...extensions], calendar, stops);
  const dueDate = found.due;
  return {
    limit: limit.id,
    title: limit.title,
    kind: limit.kind,
    sources: limit.source,
    event: limit.trigger,
    trigger: basis.trigger,
    from,
    direction: limit.direction,
    amount: length.amount ?? null,
    unit: length.unit,
    ...(length.until !== undefined && { agreedUntil: length.until }),
    natural: found.natural,
    dueDate,
    due: dueDate && endOf(dueDate),
    skipped: runsOf(found.counted, found.moved, calendar),
    stops: stops.map((stop) => ({
      ...stop,
      days: stop.to === undefined && !dueDate ? 0 : daysStopped(stop, from, dueDate ?? stop.to!),
    })),
    restarts,
    extensions,
    calendar: calendar.version,
    ...(basis.rules !== undefined && { rules: basis.rules }),
    provisional: found.asked.some((day) => !calendar.kindOf(day).announced),
    stopped: dueDate === null,
  };
}

/**
 * The result of counting: the natural last day, the due day, rest days skipped in counting and at the end, and all days
 * whose kind mattered.
 */
interface Found {
  natural: Day | null;
  due: Day | null;
  counted: Passed[];
  moved: Passed[];
  asked: Day[];
}

/** Adds the terms one after the other to a day, then moves the last day off rest days. */
function countOn(from: Day, terms: readonly Term[], calendar: Calendar, stops: readonly Stop[]): Found {
  const found: Found = { natural: from, due: null, counted: [], moved: [], asked: [] };
  for (const term of joined(terms)) {
    const start = found.natural!;
    const count = countTerm(start, term, calendar, stops);
    found.natural = count.day;
    found.counted.push(...count.passed);
    if (term.unit === 'workingDay' && count.day) found.asked.push(...days(start, count.day));
    if (count.day === null) return found;
  }
  const last = moveLastDay(found.natural!, calendar, stops);
  found.moved = last.passed;
  found.due = last.day;
  if (last.day) found.asked.push(found.natural!, ...days(found.natural!, last.day));
  return found;
}

function countTerm(start: Day, term: Term, calendar: Calendar, stops: readonly Stop[]): Count {
  if (term.until !== undefined) return { day: moveByStops(start, later(start, term.until), stops), passed: [] };
  const { amount = 0, unit = 'day' } = term;
  return unit === 'workingDay'
    ? countWorkingDays(start, amount, calendar, stops)
    : { day: countCalendar(start, amount, unit, stops), passed: [] };
}

/**
 * Counts back from the trigger: the n-th day before it is the last day to act and does not move for holidays (policy
 * P3).
 */
function countBack(from: Day, { amount = 0, unit = 'day' }: Term, calendar: Calendar): Found {
  if (unit !== 'workingDay') {
    const day = addTo(from, -amount, unit);
    return { natural: day, due: day, counted: [], moved: [], asked: [] };
  }
  const { day, passed } = countWorkingDaysBack(from, amount, calendar);
  return {
    natural: day,
    due: day,
    counted: passed.reverse(),
    moved: [],
    asked: [day!, ...days(day!, addTo(from, -1, 'day'))],
  };
}

/**
 * The restarts that count: none before the trigger and, for a limitation, only those while it runs (民法典 195; Law art.
 * 27(2)).
 */
function effectiveRestarts(basis: Basis, length: Term, stops: readonly Stop[]): Restart[] {
  const { limit, trigger, calendar } = basis;
  const sorted = (basis.restarts ?? []).filter(({ on }) => on >= trigger).sort((a, b) => (a.on < b.on ? -1 : 1));
  if (limit.kind !== 'limitation') return sorted;
  const effective: Restart[] = [];
  for (const restart of sorted) {
    const { due } = countOn(effective.at(-1)?.on ?? trigger, [length], calendar, stops);
    if (due === null || restart.on <= due) effective.push(restart);
  }
  return effective;
}

/** The days after `from` up to and including `to`. */
function days(from: Day, to: Day): Day[] {
  const result: Day[] = [];
  for (let left = daysBetween(from, to), day = from; left > 0; left -= 1) result.push((day = nextDay(day)));
  return result;
}
