import type { Behavior } from '../behavior';
import { throwing } from './throwing';

/** Throws what it defines and passes its token on. BPMN 2.0.2 §13.5.2 */
export const intermediateThrowEvent: Behavior = throwing;
