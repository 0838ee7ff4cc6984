import { wait } from '../actions';
import type { Action, EventBehavior } from '../behavior';
import type { EventDefinition, MessageRef } from '../graph';
import { runJob } from '../run/jobs';
import type { Here } from '../run/Here';
import { textOf, value } from '../run/evaluate';
import { own } from '../run/variables';
import { Stuck } from '../run/Stuck';

/** A message from outside goes to one receiver (§10.5.5). Thrown, it is published or sent by the job that it names. */
export const message: EventBehavior<Extract<EventDefinition, { type: 'message' }>> = {
  arm: (here, definition, place) => [wait({ type: 'message', ...place, ...address(here, definition.message) })],
  throws: (_here, definition) => [send(definition.message)],
};

/** Sends a message from an instance: by its job, or as a published message. */
export const send =
  (sent: MessageRef): Action =>
  (step, instance) => {
    if (sent.job) return runJob(sent.job)(step, instance);
    const { key, element } = instance;
    const timeToLive = textOf(step, key, sent.timeToLive);
    const { name, correlationKey } = addressAt(step, key, sent);
    step.emit({ type: 'thrown', key, element, event: 'message', code: name });
    step.command({
      type: 'publishMessage',
      key,
      element,
      message: name,
      ...(correlationKey === undefined ? {} : { correlationKey }),
      ...(timeToLive === undefined ? {} : { timeToLive }),
      variables: own(instance, step.element(instance).node),
    });
  };

const address = (here: Here, sent: MessageRef) => addressAt(here.step, here.instance.key, sent);

function addressAt(step: Here['step'], key: number, sent: MessageRef): { name: string; correlationKey?: string } {
  const name = textOf(step, key, sent.name);
  if (!name)
    throw new Stuck(
      'NOT_A_TEXT',
      '消息名的表达式没有给出名称。',
      'The expression of the message name does not give a name.',
    );
  return sent.correlationKey === undefined ? { name } : { name, correlationKey: keyOf(step, key, sent.correlationKey) };
}

/** Keys are compared as text; a key of several properties as JSON. */
function keyOf(step: Here['step'], key: number, expression: string): string {
  const found = value(step, key, expression);
  if (found === null)
    throw new Stuck(
      'NOT_A_TEXT',
      `关联键「${expression}」没有值。`,
      `The correlation key “${expression}” has no value.`,
    );
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}
