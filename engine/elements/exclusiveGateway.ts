import { leave } from '../actions';
import type { Behavior } from '../behavior';
import { noFlow, onlyWay } from '../run/outgoing';

/** Takes the first outgoing flow whose condition holds, otherwise the default. BPMN 2.0.2 §13.4.2 */
export const exclusiveGateway: Behavior = {
  skip: onlyWay,
  enter(here) {
    const flow = here.outgoing.find((each) => here.holds(each)) ?? here.defaultFlow;
    if (!flow && here.outgoing.length) throw noFlow();
    return [leave(flow ? [flow] : [])];
  },
};
