import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
} from '@temporalio/client';
import { WorkflowIdReusePolicy, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  freeMessage,
  messageHanded,
  Messages,
  receiverId,
  receiversOf,
  returnMessage,
  startedBy,
  Subscriptions,
  takeMessage,
  takenFor,
  waitingMessages,
  type Message,
  type Subscription,
} from '../../models';
import type { Batch } from '../../workflows/hostContract';
import {
  messageArrivedSignal,
  searchAttributesOf,
  signalArrivedSignal,
  startInTurnId,
  startUpdate,
  workflowTypes,
  type RunInput,
} from '../../workflows/messages';
import { publishedId } from '../records/subscriptions';

export interface PostDeps {
  client: Client;
  taskQueue: string;
  clock(): Date;
}

/**
 * Brings messages and signals from instance to instance. A message is durable before a receiver is looked for, and a
 * subscription before waiting messages are: one of the two always finds the other (docs/decisions/messages.md).
 */
export class Post {
  constructor(private readonly deps: PostDeps) {}

  /** What a recorded batch sends, asks for, or gives back. Repeating it changes nothing. */
  async carry(batch: Batch): Promise<void> {
    for (const [index, command] of batch.commands.entries()) {
      if (command.type === 'publishMessage') await this.deliver(publishedId(batch, index));
      else if (command.type === 'subscribe')
        await this.#offer({ name: command.message, correlationKey: command.correlationKey ?? '' });
      else if (command.type === 'returnMessage') await this.#giveOn(command.message, batch.instance);
      else if (command.type === 'broadcastSignal')
        await this.#broadcast(publishedId(batch, index), command.signal, command.variables, batch.instance);
    }
  }

  /**
   * Finds the receiver of a message that waits, without one it goes on waiting until it expires; one that was taken is
   * handed over again.
   */
  async deliver(id: string): Promise<void> {
    const message = await Messages.findById(id).lean<Message>();
    if (message?.status === 'taken') return this.#handAgain(message);
    if (!message || message.status !== 'waiting' || message.expiresAt <= this.deps.clock()) return;
    for (const receiver of await receiversOf(message)) if (await this.#hand(message, receiver)) return;
  }

  /** See HostActivities.letIn. Repeated after a failure it goes on where it was. */
  async letIn(process: string, id: string): Promise<void> {
    const message = await freeMessage(id, startInTurnId(process));
    if (message)
      for (const receiver of await receiversOf(message))
        if (receiver.kind === 'message' && (await this.#hand(message, receiver))) return;
    const begun = receiverId({ process }, id);
    await takeMessage(id, begun, this.deps.clock());
    const taken = await Messages.findOne({ _id: id, status: 'taken', takenBy: begun }).lean<Message>();
    if (!taken) return;
    const by = await startedBy(taken.name, process);
    if (!by) return this.#giveOn(id, begun);
    await this.start(by, begun, taken.variables, true);
    await messageHanded(id, begun);
  }

  /** Messages that were there before the one who waits for them. */
  async #offer(subscription: Pick<Subscription, 'name' | 'correlationKey'>): Promise<void> {
    for (const { _id } of await waitingMessages(subscription, this.deps.clock())) await this.deliver(_id);
  }

  async #giveOn(id: string, refusedBy: string): Promise<void> {
    if (await returnMessage(id, refusedBy)) await this.deliver(id);
  }

  /** True if the message needs no other receiver. */
  async #hand(message: Message, receiver: Subscription): Promise<boolean> {
    const to = receiverId(receiver, message._id);
    return (await takeMessage(message._id, to, this.deps.clock())) ? this.#pass(message, to, receiver) : true;
  }

  /** Who took it may have died before it was handed over. The receiver knows by its id what it has got already. */
  async #handAgain(message: Message): Promise<void> {
    const { _id: id, takenBy: to = '' } = message;
    const receiver = await takenFor(message);
    if (!receiver) await this.#giveOn(id, to);
    else if (!(await this.#pass(message, to, receiver))) await this.deliver(id);
  }

  /** Brings a message to the one for whom it was taken; false where that one has ended. */
  async #pass(message: Message, to: string, receiver: Partial<Subscription>): Promise<boolean> {
    const { _id: id, name, correlationKey, variables } = message;
    if (!receiver.instance) await this.start(receiver, to, variables);
    else if (
      !(await this.#tell(to, (handle) =>
        handle.signal(messageArrivedSignal, { id, name, correlationKey: correlationKey || undefined, variables }),
      ))
    ) {
      await returnMessage(id, to);
      return false;
    }
    await messageHanded(id, to);
    return true;
  }

  /**
   * Starts a process by a start event; twice with the same id is once. `recorded`: returns when what it then waits for
   * is known.
   */
  async start(
    {
      process,
      definition,
      element,
      startDefinition,
    }: Partial<Pick<Subscription, 'process' | 'definition' | 'element' | 'startDefinition'>>,
    id: string,
    variables?: Record<string, unknown>,
    recorded = false,
  ): Promise<void> {
    const {
      client: { workflow },
      taskQueue,
    } = this.deps;
    const input: RunInput = {
      instance: { id, businessKey: id },
      process: process!,
      definition,
      startEvent: element,
      startDefinition,
      variables,
    };
    const options = {
      workflowId: id,
      taskQueue,
      args: [input] as [RunInput],
      typedSearchAttributes: searchAttributesOf(input),
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    };
    try {
      if (!recorded) return void (await workflow.start(workflowTypes.runProcess, options));
      const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
        ...options,
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      startWorkflowOperation.workflowHandle().catch(() => undefined);
      await workflow.executeUpdateWithStart(startUpdate, { startWorkflowOperation, updateId: 'start' });
    } catch (error) {
      // It began before, or what it is to run cannot be had, which its end says.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowUpdateFailedError))
        throw error;
    }
  }

  /** What starts processes does so but where an instance has begun that waits for the signal at that very event. */
  async #broadcast(id: string, name: string, variables: Record<string, unknown>, from: string): Promise<void> {
    const heard = new Set<string>();
    for await (const { instance, ...starting } of Subscriptions.find({ kind: { $in: ['signal', 'startSignal'] }, name })
      .lean<Subscription[]>()
      .cursor()) {
      if (instance === undefined) {
        const { process, element } = starting;
        if (!(await Subscriptions.exists({ kind: 'signal', name, process, element })))
          await this.start(starting, `${process}/${id}`, variables);
      } else if (instance !== from && !heard.has(instance))
        await this.#tell(instance, (handle) => handle.signal(signalArrivedSignal, { id, name, variables }));
      if (instance !== undefined) heard.add(instance);
    }
  }

  /** False where the instance has ended; its subscriptions are remains then. */
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
