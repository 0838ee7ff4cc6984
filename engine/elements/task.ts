import { complete } from '../actions';
import type { Behavior } from '../behavior';

/** Does nothing: completes as soon as it is reached. BPMN 2.0.2 §13.3.3 */
export const task: Behavior = { enter: () => [complete()] };
