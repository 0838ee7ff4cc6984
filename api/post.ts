import {
  messageHanded,
  Messages,
  publishMessage,
  receiverId,
  receiversOf,
  returnMessage,
  takeMessage,
  takenFor,
  type Message,
  type Subscription,
} from '../models';
import { Problem } from './errors';
import type { Temporal, Variables } from './temporal';

export interface Letter {
  id: string;
  name: string;
  correlationKey: string;
  variables: Variables;
  by: string;
  at: Date;
  expiresAt: Date;
}
export interface Delivered {
  id: string;
  status: 'delivered' | 'started' | 'waiting';
  instance?: string;
  expiresAt?: string;
}

/**
 * Takes a message in and hands it to who waits for it. It is durable before a receiver is looked for, so that one who
 * begins to wait
 * meanwhile finds it; the same id again changes nothing.
 */
export async function post(temporal: Temporal, letter: Letter): Promise<Delivered> {
  const { id, name, correlationKey, variables, by, at, expiresAt } = letter;
  await publishMessage({ _id: id, name, correlationKey, variables, from: by, at, expiresAt });
  const message = (await Messages.findById(id).lean<Message>())!;
  if (message.status !== 'waiting') return handAgain(temporal, letter, message);
  for (const receiver of await receiversOf(message)) {
    const to = receiverId(receiver, id);
    if (!(await takeMessage(id, to, at)))
      return handAgain(temporal, letter, (await Messages.findById(id).lean<Message>())!);
    const delivered = await tryHand(temporal, letter, to, receiver);
    if (delivered) return delivered;
  }
  return { id, status: 'waiting', expiresAt: expiresAt.toISOString() };
}

/** Undefined where the receiver did not wait any more: the next may have it. */
async function tryHand(
  temporal: Temporal,
  letter: Letter,
  to: string,
  receiver: Subscription,
): Promise<Delivered | undefined> {
  try {
    return await hand(temporal, letter, to, receiver);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    await returnMessage(letter.id, to);
    return undefined;
  }
}

/** Who took it may not have handed it over; who has got it knows it by its id. */
async function handAgain(temporal: Temporal, letter: Letter, message: Message): Promise<Delivered> {
  const to = message.takenBy!;
  if (message.status === 'handed' && to.endsWith(`/${letter.id}`))
    return { id: letter.id, status: 'started', instance: to };
  const receiver = await takenFor(message);
  if (receiver) return hand(temporal, letter, to, receiver);
  // The process is no longer started by it; another may have the message.
  await returnMessage(letter.id, to);
  return post(temporal, letter);
}

async function hand(
  temporal: Temporal,
  { id, name, correlationKey, variables, by }: Letter,
  to: string,
  receiver: Partial<Subscription>,
): Promise<Delivered> {
  const { instance, process, definition, element, startDefinition } = receiver;
  if (instance)
    await temporal.deliverMessage(to, id, { id, name, correlationKey: correlationKey || undefined, variables, by });
  else
    await temporal.start({
      instance: { id: to, businessKey: to },
      process: process!,
      definition,
      startEvent: element,
      startDefinition,
      variables,
      by,
    });
  await messageHanded(id, to);
  return { id, status: instance ? 'delivered' : 'started', instance: to };
}
