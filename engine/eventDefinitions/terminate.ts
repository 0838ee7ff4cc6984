import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { clear, finish } from '../run/lifecycle';

/** Ends everything in its scope at once; the scope's own flow continues outside (§13.5.6). */
export const terminate: EventBehavior<Extract<EventDefinition, { type: 'terminate' }>> = {
  throws: () => [
    (step, instance) => {
      const scope = step.instance(instance.scope!)!;
      clear(step, scope, 'terminate');
      finish(step, scope);
    },
  ],
};
