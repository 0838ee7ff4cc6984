import type { Behavior } from '../behavior';
import { throwing } from './throwing';

/** Throws what it defines and consumes its token. BPMN 2.0.2 §13.5.6 */
export const endEvent: Behavior = throwing;
