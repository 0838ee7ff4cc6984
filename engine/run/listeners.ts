import { remember } from '../actions';
import type { Variables } from '../events';
import type { Job } from '../graph';
import type { Instance } from '../state';
import type { Listener } from '../work';
import { runJob } from './jobs';
import { arm, attempt, complete, depart, work } from './lifecycle';
import type { Step } from './Step';
import { propagate, setLocal } from './variables';

type Moment = Listener['on'];

/** Has the next listener of a moment run; false when none is left and the instance may go on. Those that were heard are not run again. */
export function listen(step: Step, instance: Instance, moment: Moment): boolean {
  const { listeners } = step.element(instance).node;
  if (!listeners) return false;
  if (listenerAt(step, instance)) return true;
  const heard = (instance.data?.heard as number | undefined) ?? 0;
  const next = listeners.findIndex(({ on }, index) => index >= heard && on === moment);
  if (next < 0) return false;
  runJob(listeners[next]!, next)(step, instance);
  return true;
}

/** A listener is done: its variables are taken, and the next runs, or what it stood before. */
export function heard(step: Step, instance: Instance, listener: number, given: Variables): void {
  const { on } = step.element(instance).node.listeners![listener]!;
  remember({ heard: listener + 1 })(step, instance);
  take[on](step, instance, given);
  attempt(step, instance, on === 'start' || on === 'creating' ? 'enter' : 'complete', () => {
    if (!listen(step, instance, on)) goOn[on](step, instance);
  });
}

/** What was entered is kept until the listeners have heard of it. */
export const keepGiven = (step: Step, instance: Instance, given: Variables): void => remember({ given: { ...(instance.data?.given as Variables | undefined), ...given } })(step, instance);

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

/** The listener that an instance waits for, to be run again. */
export function listenerAt(step: Step, instance: Instance): Job | undefined {
  const waiting = instance.waits?.find((wait) => wait.type === 'job');
  return waiting?.listener === undefined ? undefined : step.element(instance).node.listeners![waiting.listener];
}
