import { compileFeel, toJson } from '../feel';
import { cycleOf, nextTurn } from '../run/cycle';
import { after, instantOf } from '../run/time';
import type { StartTrigger } from '../startTriggers';
import type { Wait } from '../state';
import type { Schedule } from './Schedule';

/** Plans the turns of a timer start event from the moment on at which the process is deployed. */
export function startTurns({ timer: { kind, value } }: Extract<StartTrigger, { type: 'timer' }>, now: string, schedule: Schedule, start: () => void): void {
  const text = String(toJson(compileFeel(value).evaluate({ get: () => undefined, has: () => false, now })));
  if (kind === 'date') return schedule.add(instantOf(text), start);
  if (kind === 'duration') return schedule.add(after(now, text), start);
  const plan = (turn: Extract<Wait, { type: 'timer' }> | undefined) => {
    if (turn?.due) schedule.add(turn.due, () => { plan(nextTurn(turn)); start(); });
  };
  plan({ type: 'timer', ...cycleOf(text.startsWith('R') ? text : `R/${text}`, now) });
}
