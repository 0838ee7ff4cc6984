import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { cancelAround } from '../run/compensation';

/**
 * Cancels the transaction it stands in: what is active ends, what completed is compensated, the cancel boundary event
 * goes on (§10.7.2).
 */
export const cancel: EventBehavior<Extract<EventDefinition, { type: 'cancel' }>> = {
  throws: () => [(step, instance) => cancelAround(step, instance)],
};
