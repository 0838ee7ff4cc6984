import type { Action } from '../behavior';
import type { Incident, Instance } from '../state';
import { raise } from './incidents';
import type { Step } from './Step';
import { Stuck } from './Stuck';

/** Performs actions in order, as long as the instance lives. */
export function perform(step: Step, instance: Instance, actions: Action[]): void {
  for (const action of actions) {
    if (!step.alive(instance)) return;
    action(step, instance);
  }
}

/** Performs a part of an instance's life; if that is impossible, the instance stops there with an incident. */
export function attempt(step: Step, instance: Instance, phase: Incident['phase'], part: () => void): void {
  step.budget.attempts += 1;
  try {
    part();
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    stop(step, instance, phase, error);
  } finally {
    step.budget.attempts -= 1;
  }
}

/** An instance that was already stuck is retried from where it stopped first. */
export function stop(step: Step, instance: Instance, phase: Incident['phase'], { code, zh, en }: Stuck): void {
  if (!step.alive(instance)) return;
  if (code === 'STEP_TOO_LONG' || code === 'LOOP_WITHOUT_WAIT') step.budget.stop(instance);
  raise(step, instance, { code, zh, en, at: step.now, phase: instance.incident?.phase ?? phase });
}
