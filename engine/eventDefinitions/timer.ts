import { wait } from '../actions';
import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { derive } from '../run/derive';

/** A date, the end of a duration, or the turns of a cycle (§10.5.5). */
export const timer: EventBehavior<Extract<EventDefinition, { type: 'timer' }>> = {
  arm: (here, definition, place) => [wait({ type: 'timer', ...place, ...derive(here, definition) })],
};
