import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { escalate } from '../run/throwing';
import { own } from '../run/variables';

/** Tells the innermost scope that catches it, else the caller; nobody has to listen (§10.5.5). */
export const escalation: EventBehavior<Extract<EventDefinition, { type: 'escalation' }>> = {
  throws: (_here, { code }) => [
    (step, instance) => escalate(step, instance, code, own(instance, step.element(instance).node)),
  ],
};
