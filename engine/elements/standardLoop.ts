import { complete, remember } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Loop } from '../graph';
import type { Here } from '../run/Here';
import { Stuck } from '../run/Stuck';
import { iterate } from '../run/iterate';

type Standard = Extract<Loop, { type: 'standard' }>;

/** Repeats the activity as long as the condition holds, tested before or after, up to a maximum. BPMN 2.0.2 §13.3.6 */
export const standardLoop = (loop: Standard): Behavior => ({
  enter: (here) => (loop.testBefore ? nextOrDone(here, loop, 0) : again(0)),
  childLeft: (here) => (here.idle ? nextOrDone(here, loop, here.data.started as number) : []),
});

const again = (done: number): Action[] => [remember({ started: done + 1 }), iterate({ loopCounter: done + 1 })];

function nextOrDone(here: Here, loop: Standard, done: number): Action[] {
  const bounded = loop.maximum !== undefined && done >= maximum(here, loop.maximum);
  return !bounded && (loop.condition === undefined || here.isTrue(loop.condition, { loopCounter: done }))
    ? again(done)
    : [complete()];
}

function maximum(here: Here, written: number | string): number {
  const found = typeof written === 'number' ? written : here.value(written);
  if (typeof found !== 'number')
    throw new Stuck('NOT_A_NUMBER', `循环上限「${written}」不是数。`, `The loop maximum “${written}” is not a number.`);
  return found;
}
