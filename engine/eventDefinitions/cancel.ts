import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { cancelAround } from '../run/compensation';

/**
 * Cancels the enclosing transaction: active elements end, completed ones are compensated, and the cancel boundary event
 * continues (§10.7.2).
 */
export const cancel: EventBehavior<Extract<EventDefinition, { type: 'cancel' }>> = {
  throws: () => [(step, instance) => cancelAround(step, instance)],
};
