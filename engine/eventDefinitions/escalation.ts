import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { escalate } from '../run/throwing';
import { own } from '../run/variables';

/** Notifies the innermost scope that catches it, otherwise the caller; nobody has to catch it (§10.5.5). */
export const escalation: EventBehavior<Extract<EventDefinition, { type: 'escalation' }>> = {
  throws: (_here, { code }) => [
    (step, instance) => escalate(step, instance, code, own(instance, step.element(instance).node)),
  ],
};
