import { publishMessage } from '../models';
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

/** Delivers an accepted message to an instance that waits for it, if there is one. */
export type HandOver = (id: string) => Promise<Pick<Delivered, 'status' | 'instance'>>;

/**
 * Accepts a message and delivers it to the instance that waits for it. The message is stored before a receiver is
 * looked for, so that an instance that starts to wait in the meantime finds it; repeating the same id changes nothing.
 */
export async function post(handOver: HandOver, letter: Letter): Promise<Delivered> {
  const { id, name, correlationKey, variables, by, at, expiresAt } = letter;
  await publishMessage({ _id: id, name, correlationKey, variables, from: by, at, expiresAt });
  const handed = await handOver(id);
  return { id, ...handed, ...(handed.status === 'waiting' && { expiresAt: expiresAt.toISOString() }) };
}

interface Carried {
  _id: string;
  name: string;
  correlationKey: string;
  variables?: Variables;
  from?: string;
}

/** How the API's messages reach instances: by Updates, so that what is answered has been recorded. */
export const carrierOf = (temporal: Pick<Temporal, 'deliverMessage' | 'start'>) => ({
  async bring({ _id: id, name, correlationKey, variables, from: by }: Carried, instance: string): Promise<boolean> {
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
  start: (input: Parameters<Temporal['start']>[0], { from: by }: Carried) => temporal.start({ ...input, by }),
});
