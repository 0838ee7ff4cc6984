import type { Text } from '../text';
import type { Calendar, DayKind } from './calendar';
import { nextDay, type Day } from './dates';
import type { Passed } from './count';

/**
 * Consecutive days that were skipped for one reason. `when`: while counting working days, or at the end, when the last
 * day moves. `why`: weekend, statutory holiday, another day of a break, or the clock was stopped.
 */
export interface Skipped {
  from: Day;
  to: Day;
  days: number;
  when: 'counting' | 'end';
  why: Exclude<DayKind['why'], 'weekday' | 'makeup'> | 'stopped';
  name?: Text;
}

/** The skipped days, joined into runs with the same reason. */
export function runsOf(counted: readonly Passed[], moved: readonly Passed[], calendar: Calendar): Skipped[] {
  const runs: Skipped[] = [];
  for (const { day, stopped } of counted) add(runs, day, 'counting', stopped, calendar);
  for (const { day, stopped } of moved) add(runs, day, 'end', stopped, calendar);
  return runs;
}

function add(runs: Skipped[], day: Day, when: Skipped['when'], stopped: boolean, calendar: Calendar): void {
  const kind = calendar.kindOf(day);
  const why = stopped ? 'stopped' : (kind.why as Skipped['why']);
  const name = stopped ? undefined : kind.name;
  const last = runs.at(-1);
  if (last && last.when === when && last.why === why && last.name?.zh === name?.zh && nextDay(last.to) === day) {
    last.to = day;
    last.days += 1;
  } else runs.push({ from: day, to: day, days: 1, when, why, ...(name && { name }) });
}
