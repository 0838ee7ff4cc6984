import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Instance } from '../state';
import { attempt } from './attempt';
import type { Here } from './Here';
import { arm, complete, depart, work } from './lifecycle';
import { isHeldUp, keepResult, listen, type Moment } from './listeners';
import type { Step } from './Step';
import { propagate, setLocal } from './variables';

/** A listener completed: its variables are stored, and the next one runs, or whatever it held up continues. */
export function listenerCompleted(step: Step, instance: Instance, listener: number, given: Variables): void {
  const { on } = step.element(instance).node.listeners![listener]!;
  step.emit({ type: 'remembered', key: instance.key, data: { heard: listener + 1 } });
  take[on](step, instance, given);
  listenOn(step, instance, on);
}

/** Runs the remaining listeners of a moment, then continues with what they held up. */
export function listenOn(step: Step, instance: Instance, moment: Moment): void {
  if (!listen(step, instance, moment)) attempt(step, instance, 'enter', () => goOn[moment](step, instance));
}

/** Completes with the result or, if something still keeps the instance from beginning, as soon as it has begun. */
export function completeOnceBegun(step: Step, instance: Instance, given: Variables): void {
  if (isHeldUp(step, instance)) keepResult(step, instance, given);
  else complete(step, instance, given);
}

/** Completes an event that happened before it could begin. */
export const completeWithGiven = ({ data }: Here): Action[] =>
  data.given ? [(step, instance) => complete(step, instance, data.given as Variables)] : [];

/** Variables set before the element works are its own; later ones go where its results go. */
const take: Record<Moment, (step: Step, instance: Instance, given: Variables) => void> = {
  start: (step, { key }, given) => setLocal(step, key, given),
  creating: (step, { key }, given) => setLocal(step, key, given),
  completing: keepResult,
  end: (step, { key, scope }, given) => propagate(step, scope ?? key, given),
};

const goOn: Record<Moment, (step: Step, instance: Instance) => void> = {
  start: (step, instance) => arm(step, instance),
  creating: (step, instance) => work(step, instance),
  completing: (step, instance) => complete(step, instance, instance.data?.given as Variables),
  end: (step, instance) => depart(step, instance),
};
