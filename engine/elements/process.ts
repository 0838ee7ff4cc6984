import { arm, complete, start } from '../actions';
import type { Behavior } from '../behavior';
import { startAt } from '../run/startAt';
import { subProcess } from './subProcess';

/** The outermost scope. It begins at its none start events, or at the event that the start names. BPMN 2.0.2 §13.2 */
export const process: Behavior = {
  enter: ({ step: { event, program }, element }) => {
    const named = event.type === 'start' && event.startEvent !== undefined ? program.elements.get(event.startEvent) : undefined;
    if (named) return [arm(element.eventStarts), startAt(named, event.type === 'start' ? (event.definition ?? 0) : 0)];
    return [arm(element.eventStarts), ...(element.starts.length ? [start(element.starts)] : [complete()])];
  },
  childLeft: (here) => subProcess.childLeft!(here),
};
