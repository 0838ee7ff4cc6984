import { publishMessage } from '../models';
import { Problem } from './errors';
import type { Temporal, Variables } from './temporal';

export interface IncomingMessage {
  id: string;
  name: string;
  correlationKey: string;
  variables: Variables;
  by: string;
  at: Date;
  expiresAt: Date;
}
export interface Delivery {
  id: string;
  status: 'delivered' | 'started' | 'waiting';
  instance?: string;
  expiresAt?: string;
}

/** Delivers an accepted message to an instance that waits for it, if there is one. */
export type Deliver = (id: string) => Promise<Pick<Delivery, 'status' | 'instance'>>;

/**
 * Accepts a message and delivers it to the instance that waits for it. The message is stored before a receiver is
 * looked for, so that an instance that starts to wait in the meantime finds it; repeating the same id changes nothing.
 */
export async function receiveMessage(deliver: Deliver, message: IncomingMessage): Promise<Delivery> {
  const { id, name, correlationKey, variables, by, at, expiresAt } = message;
  await publishMessage({ _id: id, name, correlationKey, variables, from: by, at, expiresAt });
  const delivered = await deliver(id);
  return { id, ...delivered, ...(delivered.status === 'waiting' && { expiresAt: expiresAt.toISOString() }) };
}

interface StoredMessage {
  _id: string;
  name: string;
  correlationKey: string;
  variables?: Variables;
  from?: string;
}

/** How the API's messages reach instances: by Updates, so that what is answered has been recorded. */
export const carrierOf = (temporal: Pick<Temporal, 'deliverMessage' | 'start'>) => ({
  async bring(
    { _id: id, name, correlationKey, variables, from: by }: StoredMessage,
    instance: string,
  ): Promise<boolean> {
    try {
      await temporal.deliverMessage(instance, id, {
        id,
        name,
        correlationKey: correlationKey || undefined,
        variables,
        by,
      });
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 409) return false;
      throw error;
    }
  },
  start: (input: Parameters<Temporal['start']>[0], { from: by }: StoredMessage) => temporal.start({ ...input, by }),
});
