import { complete } from '../actions';
import type { Behavior } from '../behavior';
import { send } from '../eventDefinitions/message';
import { runAgain } from '../run/jobs';
import { serviceTask } from './serviceTask';

/** Sends its message and completes when that is done. BPMN 2.0.2 §13.3.3 */
export const sendTask: Behavior = {
  enter: (here) =>
    here.node.message
      ? [send(here.node.message), ...(here.node.message.job ? [] : [complete()])]
      : serviceTask.enter(here),
  resume: ({ node }) => [runAgain((node.message?.job ?? node.job)!)],
};
