import type { Action } from '../behavior';
import type { Variables } from '../events';
import { fire } from './waits';
import type { Step } from './Step';
import { own } from './variables';

/** Throws a signal. It is heard when branches that advance at the same time had their turn to start listening. */
export const broadcast =
  (name: string): Action =>
  (step, instance) => {
    const { key, element } = instance;
    const variables = own(instance, step.element(instance).node);
    step.emit({ type: 'thrown', key, element, event: 'signal', code: name });
    step.command({ type: 'broadcastSignal', key, element, signal: name, variables });
    step.agenda.later(0, () => deliver(step, name, variables));
  };

/** All in this instance who wait for the signal hear it. */
export function deliver(step: Step, name: string, variables: Variables): void {
  const listening = step.index.waitingFor(`signal:${name}`).flatMap((key) => {
    const owner = step.instance(key)!;
    return owner.waits!.filter((wait) => wait.type === 'signal' && wait.name === name).map((wait) => ({ owner, wait }));
  });
  for (const { owner, wait } of listening) if (step.alive(owner)) fire(step, owner, wait, variables);
}
