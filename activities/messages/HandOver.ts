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

/** How a message is delivered to its receiver: between instances by signals, from the API by Updates. */
export interface Carrier {
  /** False if that instance no longer waits for the message. */
  bring(message: Message, instance: string): Promise<boolean>;
  /**
   * Starts an instance by the message; the same id twice starts one. `recorded`: returns when its subscriptions are
   * recorded.
   */
  start(input: RunInput, message: Message, recorded?: true): Promise<unknown>;
}

/** Where a message is now. */
export type Handed = { status: 'delivered' | 'started'; instance: string } | { status: 'waiting' };
const WAITING: Handed = { status: 'waiting' };

/**
 * Delivers each message to one receiver: it is assigned to the receiver by compare-and-set, then delivered
 * (docs/decisions/messages.md). A repetition continues where it was; the receiver recognises by the message's id what
 * it already has.
 */
export class HandOver {
  constructor(
    private readonly carrier: Carrier,
    private readonly clock: () => Date,
  ) {}

  /**
   * Finds the receiver of a waiting message; without one it keeps waiting until it expires. A message already assigned
   * is delivered again, because the process that assigned it may have crashed before delivering it.
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
   * A message that may start an instance of a process or belong to one: it goes to the instance that waits for it,
   * otherwise it starts one.
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

  /** The receiver does not take the message: another may have it. */
  async giveBack(id: string, refusedBy: string): Promise<Handed> {
    return (await returnMessage(id, refusedBy)) ? this.deliver(id) : WAITING;
  }

  async #again(message: Message): Promise<Handed> {
    const { _id: id, takenBy: to = '' } = message;
    const receiver = await takenFor(message);
    // If the message no longer starts the process, another receiver may have it.
    if (!receiver) return this.giveBack(id, to);
    return (await this.#pass(message, to, receiver)) ? handed(message, to) : this.deliver(id);
  }

  /** Delivers a message to its assigned receiver; false if that one no longer wants it. */
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

/** The message start event through which a process is started. */
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
