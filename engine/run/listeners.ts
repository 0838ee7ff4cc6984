import type { Variables } from '../events';
import type { Instance } from '../state';
import { moments, type Listener } from '../work';
import { runJob } from './jobs';
import { attempt } from './attempt';
import type { Step } from './Step';

export type Moment = Listener['on'];

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
  step.emit({
    type: 'remembered',
    key: instance.key,
    data: { given: { ...(instance.data?.given as Variables | undefined), ...given } },
  });

/** The listener that an instance waits for, to be run again. */
export function listenerAt(step: Step, instance: Instance): Listener | undefined {
  const waiting = instance.waits?.find((wait) => wait.type === 'job');
  return waiting?.listener === undefined ? undefined : step.element(instance).node.listeners![waiting.listener];
}
