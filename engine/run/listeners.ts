import { remember } from '../actions';
import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Instance } from '../state';
import { moments, type Listener } from '../work';
import type { Here } from './Here';
import { runJob } from './jobs';
import { arm, attempt, complete, depart, work } from './lifecycle';
import type { Step } from './Step';
import { propagate, setLocal } from './variables';

type Moment = Listener['on'];

/**
 * The place in an element's listeners after those of earlier moments and the first `count` of this one, or as many as
 * there are.
 */
export function heardOf(listeners: Listener[] = [], moment: Moment, count: number): number {
  const before = listeners.filter(({ on }) => moments.indexOf(on) < moments.indexOf(moment)).length;
  return before + Math.min(count, listeners.filter(({ on }) => on === moment).length);
}

/**
 * Has the next listener of a moment run; false when none is left and the instance may go on. Those that were heard are
 * not run again. One
 * that cannot be run is an incident whose phase is the moment.
 */
export function listen(step: Step, instance: Instance, moment: Moment): boolean {
  const { listeners } = step.element(instance).node;
  if (!listeners) return false;
  if (listenerAt(step, instance)) return true;
  const heard = (instance.data?.heard as number | undefined) ?? 0;
  const next = listeners.findIndex(({ on }, index) => index >= heard && on === moment);
  if (next < 0) return false;
  attempt(step, instance, moment, () => runJob(listeners[next]!, next)(step, instance));
  return true;
}

/** A listener is done: its variables are taken, and the next runs, or what it stood before. */
export function heard(step: Step, instance: Instance, listener: number, given: Variables): void {
  const { on } = step.element(instance).node.listeners![listener]!;
  remember({ heard: listener + 1 })(step, instance);
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

/** A listener that runs, or an incident, keeps it from going on. */
export const isHeldUp = (step: Step, instance: Instance): boolean =>
  step.alive(instance) && (instance.incident !== undefined || listenerAt(step, instance) !== undefined);

/** What was given to an instance that has not taken it out yet: it stands before that. */
export const notYetTaken = (step: Step, instance: Instance): Variables | undefined =>
  beforeGiving.has(listenerAt(step, instance)?.on ?? instance.incident?.phase)
    ? (instance.data?.given as Variables | undefined)
    : undefined;

const beforeGiving: ReadonlySet<string | undefined> = new Set(['enter', 'start', 'creating', 'completing']);

/** What was given is kept until the listeners have heard of it. */
export const keepGiven = (step: Step, instance: Instance, given: Variables): void =>
  remember({ given: { ...(instance.data?.given as Variables | undefined), ...given } })(step, instance);

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
export function listenerAt(step: Step, instance: Instance): Listener | undefined {
  const waiting = instance.waits?.find((wait) => wait.type === 'job');
  return waiting?.listener === undefined ? undefined : step.element(instance).node.listeners![waiting.listener];
}
