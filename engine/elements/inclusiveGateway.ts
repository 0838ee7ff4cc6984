import { leave } from '../actions';
import type { Behavior } from '../behavior';
import { inclusiveFlows, onlyWay } from '../run/outgoing';
import { join } from '../run/enter';
import { mayStillArrive } from '../run/upstream';
import { firstOfEach } from './parallelGateway';

/**
 * Waits until no token upstream can still reach a flow that has none, then takes every outgoing flow whose condition
 * holds, otherwise the default. BPMN 2.0.2 §13.4.3
 */
export const inclusiveGateway: Behavior = {
  skip: onlyWay,
  enter: (here) => [leave(inclusiveFlows(here))],
  joins(waiting) {
    const full = new Set(waiting.arrived);
    const all = full.size === waiting.element.incoming.length;
    return all || !mayStillArrive(waiting, full) ? firstOfEach(waiting.arrived) : undefined;
  },
  again: ({ step, element, scope, arrived }) => arrived.length > 0 && join(step, element, scope),
};
