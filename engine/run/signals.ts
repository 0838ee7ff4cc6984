import type { Action } from '../behavior';
import type { Variables } from '../events';
import { fire } from './waits';
import type { Step } from './Step';
import { own } from './variables';

/**
 * Throws a signal. It is received after branches that advance at the same time have had a chance to start listening.
 */
export const broadcast =
  (name: string): Action =>
  (step, instance) => {
    const { key, element } = instance;
    const variables = own(instance, step.element(instance).node);
    step.emit({ type: 'thrown', key, element, event: 'signal', code: name });
    step.command({ type: 'broadcastSignal', key, element, signal: name, variables });
    step.agenda.later(0, () => deliver(step, name, variables));
  };

/** Delivers the signal to everything in this instance that waits for it. */
export function deliver(step: Step, name: string, variables: Variables): void {
  const listening = step.index.waitingFor(`signal:${name}`).flatMap((key) => {
    const owner = step.instance(key)!;
    return owner.waits!.filter((wait) => wait.type === 'signal' && wait.name === name).map((wait) => ({ owner, wait }));
  });
  for (const { owner, wait } of listening) if (step.alive(owner)) fire(step, owner, wait, variables);
}
