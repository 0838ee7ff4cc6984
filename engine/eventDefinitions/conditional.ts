import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { wait } from '../run/waits';
import { look } from '../run/conditions';

/** Happens when its condition becomes true, or is already true when it is reached (§10.5.5). */
export const conditional: EventBehavior<Extract<EventDefinition, { type: 'conditional' }>> = {
  arm: (_here, _definition, place) => [
    (step, owner) => {
      wait(step, owner, { type: 'condition', ...place });
      look(step, owner, owner.waits!.at(-1)!);
    },
  ],
};
