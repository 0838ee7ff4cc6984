import { arm, complete } from '../actions';
import type { Action, Behavior } from '../behavior';
import { hereOf } from '../run/instances';
import { completeWithGiven } from '../run/resume';
import { nextFlows } from '../run/outgoing';
import { resumeStart } from '../run/startAt';
import { take } from '../run/tokens';

/**
 * Waits for what it defines, then passes its token on; a timer cycle passes one on at every turn (§10.5.5). A caught
 * link, and an event that happened after its event-based gateway, pass immediately. BPMN 2.0.2 §13.5.2
 */
export const intermediateCatchEvent: Behavior = {
  enter: (here) =>
    here.data.happened
      ? completeWithGiven(here)
      : [
          arm([here.element]),
          resumeStart,
          (step, instance) => {
            if (!instance.waits) complete()(step, instance);
          },
        ],
  catches: (here, event, variables) => {
    if (here.element !== event) return here.element.inner.chosen!(here, event, variables);
    if (!here.instance.waits?.some((wait) => wait.type === 'timer' && wait.turn !== undefined))
      return [complete(variables)];
    return [pass];
  },
  resume: () => [pass],
};

/** A turn of a cycle: a token continues and the event stays armed. */
const pass: Action = (step, instance) => {
  for (const flow of nextFlows(hereOf(step, instance))) take(step, flow, instance.scope!);
};
