import { complete } from '../actions';
import type { Behavior } from '../behavior';

/** Done by a person without the engine: the token passes. BPMN 2.0.2 §10.3.3, §13.3.3 */
export const manualTask: Behavior = { enter: () => [complete()] };
