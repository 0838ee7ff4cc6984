import { reasonOf } from '../bilingual';
import { EDITION } from '../edition';
import { compileFeel, toJson } from '../feel';
import type { EventDefinition } from '../graph';
import type { Wait } from '../state';
import { cycleOf } from './cycle';
import { failed } from './evaluate';
import { after, instantOf } from './time';

type Timer = Extract<Wait, { type: 'timer' }>;

/**
 * The first turn of a timer start event of a process that was deployed at `since`; a cycle is counted from `now`. Turns
 * that had already passed start nothing, however many there were: undefined. Throws Stuck.
 */
export function firstStart(
  { kind, value }: Extract<EventDefinition, { type: 'timer' }>,
  since: string,
  now: string,
  edition = EDITION,
): Timer | undefined {
  const text = String(constant(value, since));
  const first: Timer = { type: 'timer', ...turnOf(kind, text, since, now, edition) };
  return first.due !== undefined && Date.parse(first.due) >= Date.parse(kind === 'cycle' ? now : since)
    ? first
    : undefined;
}

/** The JSON value of a FEEL text evaluated without any variables. Throws Stuck. */
export function constant(text: string, now: string): unknown {
  try {
    return toJson(compileFeel(text).evaluate({ get: () => undefined, has: () => false, now }));
  } catch (error) {
    throw failed(text, reasonOf(error));
  }
}

function turnOf(
  kind: 'date' | 'duration' | 'cycle',
  text: string,
  since: string,
  now: string,
  edition: number,
): Omit<Timer, 'type'> {
  if (kind === 'date') return { due: instantOf(text) };
  if (kind === 'duration') return { due: after(since, text) };
  return cycleOf(text.startsWith('R') ? text : `R/${text}`, now, edition);
}
