import { Messages, publishMessage, receiversOf, returnMessage, takeMessage, type Message, type Subscription } from '../models';
import { Problem } from './errors';
import type { Temporal, Variables } from './temporal';

export interface Letter { id: string; name: string; correlationKey: string; variables: Variables; by: string; at: Date; expiresAt: Date }
export interface Delivered { id: string; status: 'delivered' | 'started' | 'waiting'; instance?: string; expiresAt?: string }

/**
 * Takes a message in and hands it to who waits for it. It is durable before a receiver is looked for, so that one who begins to wait
 * meanwhile finds it; the same id again changes nothing.
 */
export async function post(temporal: Temporal, letter: Letter): Promise<Delivered> {
  const { id, name, correlationKey, variables, by, at, expiresAt } = letter;
  await publishMessage({ _id: id, name, correlationKey, variables, from: by, at, expiresAt });
  const message = (await Messages.findById(id).lean<Message>())!;
  if (message.status === 'taken') return hand(temporal, letter, message.takenBy!, undefined);
  for (const receiver of await receiversOf(message)) {
    const to = receiver.instance ?? `${receiver.process}/${id}`;
    if (!(await takeMessage(id, to, at))) return hand(temporal, letter, (await Messages.findById(id).lean<Message>())!.takenBy!, undefined);
    const delivered = await tryHand(temporal, letter, to, receiver);
    if (delivered) return delivered;
  }
  return { id, status: 'waiting', expiresAt: expiresAt.toISOString() };
}

/** Undefined where the receiver did not wait any more: the next may have it. */
async function tryHand(temporal: Temporal, letter: Letter, to: string, receiver: Subscription): Promise<Delivered | undefined> {
  try {
    return await hand(temporal, letter, to, receiver);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    await returnMessage(letter.id, to);
    return undefined;
  }
}

async function hand(temporal: Temporal, { id, name, correlationKey, variables, by }: Letter, to: string, receiver: Subscription | undefined): Promise<Delivered> {
  if (receiver && !receiver.instance) {
    await temporal.start({ instance: { id: to, businessKey: to }, process: receiver.process!, definition: receiver.definition, startEvent: receiver.element, startDefinition: receiver.startDefinition, variables, by });
    return { id, status: 'started', instance: to };
  }
  // A process that it started has taken it in its start; an instance is told again, which it knows by the id.
  if (to.endsWith(`/${id}`)) return { id, status: 'started', instance: to };
  await temporal.deliverMessage(to, id, { id, name, correlationKey: correlationKey || undefined, variables, by });
  return { id, status: 'delivered', instance: to };
}
