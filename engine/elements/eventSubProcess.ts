import { arm } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Element } from '../program';
import { subProcess } from './subProcess';

/** Begins with its start event, which has happened; completes like a sub-process. BPMN 2.0.2 §13.5.4 */
export const eventSubProcess: Behavior = {
  enter: ({ element, data }) => [arm(element.eventStarts), ...(data.opened ? [] : [happened(element.starts[0]!)])],
  childLeft: (here) => subProcess.childLeft!(here),
  compensable: (here) => subProcess.compensable!(here),
  handler: true,
};

const happened =
  (start: Element): Action =>
  (step, instance) =>
    step.agenda.token(instance.key, { element: start, entry: { scope: instance.key, data: { happened: true } } });
