import type { Behavior } from '../behavior';
import { intermediateCatchEvent } from './intermediateCatchEvent';

/** Waits for its message, then completes. BPMN 2.0.2 §13.3.3 */
export const receiveTask: Behavior = intermediateCatchEvent;
