import { firstStart } from '../run/firstStart';
import { nextTurn } from '../run/cycle';
import { unlessStuck } from '../run/Stuck';
import type { StartTrigger } from '../startTriggers';
import type { Wait } from '../state';
import type { Schedule } from './Schedule';

/** Schedules the turns of a timer start event from the moment at which the process is deployed. */
export function startTurns(
  { timer }: Extract<StartTrigger, { type: 'timer' }>,
  now: string,
  schedule: Schedule,
  start: () => void,
): void {
  const plan = (turn: Extract<Wait, { type: 'timer' }> | undefined) => {
    if (turn?.due)
      schedule.add(turn.due, () => {
        plan(unlessStuck(() => nextTurn(turn, turn.due)));
        start();
      });
  };
  plan(firstStart(timer, now, now));
}
