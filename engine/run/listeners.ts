import type { Variables } from '../events';
import type { Instance } from '../state';
import { moments, type Listener } from '../work';
import { runJob } from './jobs';
import { attempt } from './attempt';
import type { Step } from './Step';

export type Moment = Listener['on'];

/**
 * The position in an element's listeners after those of earlier moments and the first `count` of this one, or as many
 * as there are.
 */
export function listenerPosition(listeners: Listener[] = [], moment: Moment, count: number): number {
  const before = listeners.filter(({ on }) => moments.indexOf(on) < moments.indexOf(moment)).length;
  return before + Math.min(count, listeners.filter(({ on }) => on === moment).length);
}

/**
 * Runs the next listener of a moment; false if none is left and the instance may continue. Completed listeners are not
 * run again. One that cannot be run raises an incident whose phase is the moment.
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

/** Whether a running listener or an incident keeps the instance from continuing. */
export const isHeldUp = (step: Step, instance: Instance): boolean =>
  step.alive(instance) && (instance.incident !== undefined || listenerAt(step, instance) !== undefined);

/** The result passed to an instance that has not mapped it yet, because it has not got that far. */
export const pendingResult = (step: Step, instance: Instance): Variables | undefined =>
  beforeGiving.has(listenerAt(step, instance)?.on ?? instance.incident?.phase)
    ? (instance.data?.given as Variables | undefined)
    : undefined;

const beforeGiving: ReadonlySet<string | undefined> = new Set(['enter', 'start', 'creating', 'completing']);

/** Stores the result until the listeners have completed. */
export const keepResult = (step: Step, instance: Instance, given: Variables): void =>
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
