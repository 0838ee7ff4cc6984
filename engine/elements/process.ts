import { arm, complete, start } from '../actions';
import type { Behavior } from '../behavior';
import { startedBy, startAt } from '../run/startAt';
import { subProcess } from './subProcess';

/** The outermost scope. It begins at its none start events, or at the event named by the start. BPMN 2.0.2 §13.2 */
export const process: Behavior = {
  enter: (here) => {
    const { element } = here;
    const came = startedBy(here.step, here.instance);
    if (came) return [arm(element.eventStarts), startAt(came)];
    return [arm(element.eventStarts), ...(element.starts.length ? [start(element.starts)] : [complete()])];
  },
  childLeft: (here) => subProcess.childLeft!(here),
};
