import {
  freeMessage,
  messageHanded,
  Messages,
  receiverId,
  receiversOf,
  returnMessage,
  startedBy,
  takeMessage,
  takenFor,
  type Message,
  type Subscription,
} from '../../models';
import { startInTurnId, type RunInput } from '../../workflows/messages';

/** How a message gets to the one that was found for it: instances tell each other by signals, the API by Updates. */
export interface Carrier {
  /** False where that instance does not wait for the message any more. */
  bring(message: Message, instance: string): Promise<boolean>;
  /**
   * Starts an instance by the message; twice with the same id is once. `recorded`: returns when what it then waits for is
   * known.
   */
  start(input: RunInput, message: Message, recorded?: true): Promise<unknown>;
}

/** Where a message is now. */
export type Handed = { status: 'delivered' | 'started'; instance: string } | { status: 'waiting' };
const WAITING: Handed = { status: 'waiting' };

/**
 * Hands messages over to who waits for them, each to one: taken for a receiver by compare-and-set, then handed to it
 * (docs/decisions/messages.md). Whatever is repeated goes on where it was; the receiver knows by the message's id what it
 * has got already.
 */
export class HandOver {
  constructor(
    private readonly carrier: Carrier,
    private readonly clock: () => Date,
  ) {}

  /**
   * Finds the receiver of a message that waits, without one it goes on waiting until it expires; one that was taken is
   * handed over again, for who took it may have fallen before it was.
   */
  async deliver(id: string): Promise<Handed> {
    const message = await Messages.findById(id).lean<Message>();
    if (!message) return WAITING;
    if (message.status === 'handed') return handed(message, message.takenBy!);
    if (message.status === 'taken') return this.#again(message);
    if (message.expiresAt <= this.clock()) return WAITING;
    for (const receiver of await receiversOf(message)) {
      const to = receiverId(receiver, id);
      if (!(await takeMessage(id, to, this.clock()))) return this.deliver(id);
      if (await this.#pass(message, to, receiver)) return handed(message, to);
    }
    return WAITING;
  }

  /**
   * A message that may begin an instance of a process or belong to one: it is for the instance that waits, else begins
   * one.
   */
  async letIn(process: string, id: string): Promise<void> {
    const message = await freeMessage(id, startInTurnId(process));
    for (const receiver of message ? await receiversOf(message) : []) {
      if (receiver.kind !== 'message') continue;
      const to = receiverId(receiver, id);
      if (!(await takeMessage(id, to, this.clock())) || (await this.#pass(message!, to, receiver))) return;
    }
    const begun = receiverId({ process }, id);
    await takeMessage(id, begun, this.clock());
    const taken = await Messages.findOne({ _id: id, status: 'taken', takenBy: begun }).lean<Message>();
    if (!taken) return;
    const by = await startedBy(taken.name, process);
    if (by) await this.#pass(taken, begun, by, true);
    else await this.giveBack(id, begun);
  }

  /** Who was found for a message does not take it: another may have it. */
  async giveBack(id: string, refusedBy: string): Promise<Handed> {
    return (await returnMessage(id, refusedBy)) ? this.deliver(id) : WAITING;
  }

  async #again(message: Message): Promise<Handed> {
    const { _id: id, takenBy: to = '' } = message;
    const receiver = await takenFor(message);
    // Where a process is not started by it any more, another may have the message.
    if (!receiver) return this.giveBack(id, to);
    return (await this.#pass(message, to, receiver)) ? handed(message, to) : this.deliver(id);
  }

  /** Brings a message to the one for whom it was taken; false where that one does not want it any more. */
  async #pass(message: Message, to: string, receiver: Partial<Subscription>, recorded?: true): Promise<boolean> {
    if (receiver.instance === undefined)
      await this.carrier.start(startOf(receiver, to, message.variables), message, recorded);
    else if (!(await this.carrier.bring(message, to))) {
      await returnMessage(message._id, to);
      return false;
    }
    await messageHanded(message._id, to);
    return true;
  }
}

const handed = ({ _id: id }: Message, to: string): Handed => ({
  status: to.endsWith(`/${id}`) ? 'started' : 'delivered',
  instance: to,
});

/** What starts a process by one of its start events. */
export const startOf = (
  { process, definition, element, startDefinition }: Partial<Subscription>,
  id: string,
  variables?: Record<string, unknown>,
): RunInput => ({
  instance: { id, businessKey: id },
  process: process!,
  definition,
  startEvent: element,
  startDefinition,
  variables,
});
