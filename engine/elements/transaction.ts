import { clear, remember } from '../actions';
import type { Action, Behavior } from '../behavior';
import { compensateNext } from '../run/compensation';
import { perform } from '../run/attempt';
import { hereOf, isIteration } from '../run/instances';
import { settle, terminate } from '../run/lifecycle';
import type { Step } from '../run/Step';
import { endWaits } from '../run/waits';
import type { Instance, Key } from '../state';
import { subProcess } from './subProcess';

/**
 * A sub-process that can be cancelled: active elements in it end, completed ones are compensated, then its cancel
 * boundary event continues, which also ends the other instances of a loop. BPMN 2.0.2 §10.7.2, §13.3.4
 */
export const transaction: Behavior = {
  ...subProcess,
  childLeft: (here) => (here.data.cancelling ? (here.idle ? [undoOrLeave] : []) : subProcess.childLeft!(here)),
  cancel: ({ step, instance }) => [
    clear('cancel'),
    (_step, transacted) => endWaits(step, transacted),
    remember({ cancelling: true, compensating: inside(step, instance) }),
    undoOrLeave,
  ],
};

const inside = (step: Step, instance: Instance): Key[] =>
  (step.state.compensable ?? [])
    .filter((item) => item.scope === instance.key)
    .map((item) => item.key)
    .reverse();

const undoOrLeave: Action = (step, instance) => {
  if (compensateNext(step, instance)) return;
  const boundary = step
    .element(instance)
    .boundary.find((event) => event.events.some((definition) => definition.type === 'cancel'));
  const whole = isIteration(step, instance) ? step.instance(instance.scope!)! : instance;
  if (boundary) return perform(step, whole, boundary.inner.catches!(hereOf(step, whole), boundary, {}));
  terminate(step, instance, 'cancel');
  settle(step, instance.scope!);
};
