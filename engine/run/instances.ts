import type { Behavior } from '../behavior';
import type { Instance } from '../state';
import { Here } from './Here';
import type { Step } from './Step';

/**
 * The behavior of an instance: that of its element, the inner one for an iteration of a loop, or the compensation of a
 * completed scope.
 */
export function behaviorOf(step: Step, instance: Instance): Behavior {
  if (instance.data?.compensates !== undefined) return step.program.compensationRun;
  const element = step.element(instance);
  return isIteration(step, instance) ? element.inner : element.behavior;
}

/** A loop and its iterations are instances of the same element, one inside the other. */
export const isIteration = (step: Step, instance: Instance): boolean =>
  instance.scope !== undefined && step.instance(instance.scope)?.element === instance.element;

export const isLoop = (step: Step, instance: Instance): boolean =>
  step.element(instance).node.loop !== undefined && !isIteration(step, instance);

export const hereOf = (step: Step, instance: Instance): Here => new Here(step, instance, step.element(instance));
