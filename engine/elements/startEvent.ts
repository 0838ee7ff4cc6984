import { arm, complete } from '../actions';
import type { Behavior } from '../behavior';
import { startEventSubProcess } from '../run/eventSubProcesses';
import { resumeStart } from '../run/startAt';

/**
 * Passes its token on immediately; one with a trigger, reached before that happened, waits for it. In an event
 * sub-process the enclosing scope is armed for it: there it starts the event sub-process. BPMN 2.0.2 §13.5.1, §13.5.4
 */
export const startEvent: Behavior = {
  enter: (here) => (here.data.happened || !here.events.length ? [complete()] : [arm([here.element]), resumeStart]),
  catches: (here, event, variables, local) =>
    here.element === event ? [complete(variables)] : [startEventSubProcess(event, variables, local)],
};
