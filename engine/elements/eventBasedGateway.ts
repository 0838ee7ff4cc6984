import { arm } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Variables } from '../events';
import type { Element } from '../program';
import { leave } from '../run/lifecycle';
import { completeOnceBegun } from '../run/resume';
import { resumeStart } from '../run/startAt';

/**
 * Waits for the events that follow it: the first that happens continues, and the others are withdrawn; for a parallel
 * gateway that instantiates the process, all have to happen. BPMN 2.0.2 §13.4.4, §13.2
 */
export const eventBasedGateway: Behavior = {
  skip: () => undefined,
  enter: ({ outgoing }) => [arm(outgoing.map((flow) => flow.to)), resumeStart],
  chosen: (here, event, variables) => [
    goOn(event, variables),
    (step, instance) => {
      if (here.node.gateway?.type !== 'parallel' || !instance.waits) leave(step, instance, []);
    },
  ],
};

const goOn =
  (event: Element, variables: Variables): Action =>
  (step, { scope, element }) => {
    const flow = event.incoming.find(({ from }) => from.id === element)!;
    step.emit({ type: 'flowTaken', flow: flow.id, scope: scope! });
    step.agenda.token(scope!, {
      element: event,
      entry: { scope: scope!, flow: flow.id, data: { happened: true } },
      then: (instance) => completeOnceBegun(step, instance, variables),
    });
  };
