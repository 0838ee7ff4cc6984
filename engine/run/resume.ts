import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Instance } from '../state';
import { attempt } from './attempt';
import type { Here } from './Here';
import { arm, complete, depart, work } from './lifecycle';
import { isHeldUp, keepGiven, listen, type Moment } from './listeners';
import type { Step } from './Step';
import { propagate, setLocal } from './variables';

/** A listener is done: its variables are taken, and the next runs, or what it stood before. */
export function heard(step: Step, instance: Instance, listener: number, given: Variables): void {
  const { on } = step.element(instance).node.listeners![listener]!;
  step.emit({ type: 'remembered', key: instance.key, data: { heard: listener + 1 } });
  take[on](step, instance, given);
  listenOn(step, instance, on);
}

/** The listeners of a moment that are still to be heard, then what they stand before. */
export function listenOn(step: Step, instance: Instance, moment: Moment): void {
  if (!listen(step, instance, moment)) attempt(step, instance, 'enter', () => goOn[moment](step, instance));
}

/** Done with what it was given, or, where something still keeps it from beginning, as soon as it has begun. */
export function completeOnceBegun(step: Step, instance: Instance, given: Variables): void {
  if (isHeldUp(step, instance)) keepGiven(step, instance, given);
  else complete(step, instance, given);
}

/** What an event that has happened does when it has begun at last. */
export const completeWithGiven = ({ data }: Here): Action[] =>
  data.given ? [(step, instance) => complete(step, instance, data.given as Variables)] : [];

/** Before the element works they are its own, afterwards they go where its results go. */
const take: Record<Moment, (step: Step, instance: Instance, given: Variables) => void> = {
  start: (step, { key }, given) => setLocal(step, key, given),
  creating: (step, { key }, given) => setLocal(step, key, given),
  completing: keepGiven,
  end: (step, { key, scope }, given) => propagate(step, scope ?? key, given),
};

const goOn: Record<Moment, (step: Step, instance: Instance) => void> = {
  start: (step, instance) => arm(step, instance),
  creating: (step, instance) => work(step, instance),
  completing: (step, instance) => complete(step, instance, instance.data?.given as Variables),
  end: (step, instance) => depart(step, instance),
};
