import type { Behavior } from '../behavior';

/** Waits until as many tokens have arrived as the activity needs, on any flows. BPMN 2.0.2 §10.3, §13.3.2 */
export const startQuantity = (quantity: number, inner: Behavior): Behavior => ({
  ...inner,
  joins: ({ arrived }) =>
    arrived.length < quantity ? undefined : Array.from({ length: quantity }, (_, index) => index),
});
