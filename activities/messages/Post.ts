import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Subscriptions, waitingMessages, type Subscription } from '../../models';
import type { Batch } from '../../workflows/hostContract';
import { messageArrivedSignal, signalArrivedSignal } from '../../workflows/messages';
import { publishedId } from '../records/subscriptions';
import { HandOver, startOf, type Carrier } from './HandOver';
import { startInstance } from './startInstance';

export interface PostDeps {
  client: Client;
  taskQueue: string;
  clock(): Date;
}

/**
 * Delivers messages and signals between instances. A message is stored before a receiver is looked for, and a
 * subscription before waiting messages are: one of the two always finds the other (docs/decisions/messages.md).
 */
export class Post {
  readonly #handOver: HandOver;

  constructor(private readonly deps: PostDeps) {
    const carrier: Carrier = {
      bring: ({ _id: id, name, correlationKey, variables }, instance) =>
        this.#tell(instance, (handle) =>
          handle.signal(messageArrivedSignal, { id, name, correlationKey: correlationKey || undefined, variables }),
        ),
      start: (input, _, recorded) => startInstance(this.deps, input, recorded),
    };
    this.#handOver = new HandOver(carrier, deps.clock);
  }

  /** What a recorded batch sends, subscribes to, or returns. Repeating it changes nothing. */
  async carry(batch: Batch): Promise<void> {
    for (const [index, command] of batch.commands.entries()) {
      if (command.type === 'publishMessage') await this.deliver(publishedId(batch, index));
      else if (command.type === 'subscribe')
        await this.#offer({ name: command.message, correlationKey: command.correlationKey ?? '' });
      else if (command.type === 'returnMessage') await this.#handOver.giveBack(command.message, batch.instance);
      else if (command.type === 'broadcastSignal')
        await this.#broadcast(publishedId(batch, index), command.signal, command.variables, batch.instance);
    }
  }

  /** Delivers a message to its receiver, again if delivery is not certain. */
  async deliver(id: string): Promise<void> {
    await this.#handOver.deliver(id);
  }

  /** See HostActivities.letIn. Repeated after a failure, it continues where it was. */
  letIn(process: string, id: string): Promise<void> {
    return this.#handOver.letIn(process, id);
  }

  /** Delivers messages that arrived before the subscription. */
  async #offer(subscription: Pick<Subscription, 'name' | 'correlationKey'>): Promise<void> {
    for (const { _id } of await waitingMessages(subscription, this.deps.clock())) await this.deliver(_id);
  }

  /** A signal starts a process unless an instance that has started waits for the signal at that very event. */
  async #broadcast(id: string, name: string, variables: Record<string, unknown>, from: string): Promise<void> {
    const delivered = new Set<string>();
    for await (const { instance, ...starting } of Subscriptions.find({ kind: { $in: ['signal', 'startSignal'] }, name })
      .lean<Subscription[]>()
      .cursor()) {
      if (instance === undefined) {
        const { process, element } = starting;
        if (!(await Subscriptions.exists({ kind: 'signal', name, process, element })))
          await startInstance(this.deps, startOf(starting, `${process}/${id}`, variables));
      } else if (instance !== from && !delivered.has(instance))
        await this.#tell(instance, (handle) => handle.signal(signalArrivedSignal, { id, name, variables }));
      if (instance !== undefined) delivered.add(instance);
    }
  }

  /** False if the instance has ended: its subscriptions are leftovers. */
  async #tell(
    instance: string,
    what: (handle: ReturnType<Client['workflow']['getHandle']>) => Promise<void>,
  ): Promise<boolean> {
    try {
      await what(this.deps.client.workflow.getHandle(instance));
      return true;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await Subscriptions.deleteMany({ instance });
      return false;
    }
  }
}
