import type { Behavior } from '../behavior';
import { runAgain, runJob } from '../run/jobs';

/** Has its job run by the outside world and waits for it. BPMN 2.0.2 §13.3.3 */
export const serviceTask: Behavior = {
  enter: ({ node }) => [runJob(node.job!)],
  resume: ({ node }) => [runAgain(node.job!)],
};
