import { arm, complete, start } from '../actions';
import type { Behavior } from '../behavior';
import { close, isCompleting } from '../run/eventSubProcesses';

/** A scope: each of its start events gets a token, and it completes when nothing is left inside. BPMN 2.0.2 §13.3.4 */
export const subProcess: Behavior = {
  enter: ({ element, data }) => [
    arm(element.eventStarts),
    ...(data.opened ? [] : element.starts.length ? [start(element.starts)] : [complete()]),
  ],
  childLeft: (here) => (here.idle ? [complete()] : isCompleting(here) ? [close] : []),
  compensable: ({ step, instance, element }) =>
    element.eventStarts.some(({ events }) => events.some((event) => event.type === 'compensate')) ||
    (step.state.compensable?.some((item) => item.scope === instance.key) ?? false),
};
