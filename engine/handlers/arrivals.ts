import { Refusal } from '../Refusal';
import { quiesce } from '../run/quiesce';
import { deliver } from '../run/signals';
import type { Step } from '../run/Step';
import { fire } from '../run/waits';
import type { Instance, Wait } from '../state';
import type { Handler } from './index';

/** After this many timers of one event the host is woken again immediately, so that a step stays short. */
const MOST_TIMERS = 1000;

/** Fires timers that are due, in the order of their due instants; each takes effect before the next is considered. */
export const timeCame: Handler<'timeCame'> =
  (step, { at }) =>
  () => {
    const now = Date.parse(at);
    for (let fired = 0; fired < MOST_TIMERS; fired++) {
      const first = step.index.due.first;
      if (!first || first.time > now) return;
      const owner = step.instance(first.key)!;
      fire(
        step,
        owner,
        owner.waits!.find((wait) => wait.type === 'timer' && wait.due === first.due)!,
      );
      quiesce(step);
      if (step.budget.stoppedAt !== undefined) return;
    }
  };

/** A message has one receiver: the oldest instance that waits for that name and key. */
export const messageArrived: Handler<'messageArrived'> = (step, { name, correlationKey, variables }) => {
  const found = receiver(step, name, correlationKey);
  if (!found)
    throw new Refusal(
      'NOT_WAITING',
      `流程实例现在不等待消息「${name}」。`,
      `The instance is not waiting for a message “${name}” now.`,
    );
  return () => fire(step, found.owner, found.wait, variables);
};

function receiver(
  step: Step,
  name: string,
  correlationKey: string | undefined,
): { owner: Instance; wait: Wait } | undefined {
  for (const key of step.index.waitingFor(`message:${name}`)) {
    const owner = step.instance(key)!;
    const wait = owner.waits!.find(
      (each) =>
        each.type === 'message' &&
        each.name === name &&
        (each.correlationKey === undefined || each.correlationKey === correlationKey),
    );
    if (wait) return { owner, wait };
  }
  return undefined;
}

/** A signal goes to all instances that wait for it; it is not an error if none does. */
export const signalArrived: Handler<'signalArrived'> =
  (step, { name, variables = {} }) =>
  () =>
    deliver(step, name, variables);
