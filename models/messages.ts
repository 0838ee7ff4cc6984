import { json, model } from './schema';

/** Who waits for a message or signal: an instance, or a process to be started by it. */
export interface Subscription {
  /** `<instance>/<key>/<element>/<name>`; of a start event `start/<process>/<element>/<name>`. */
  _id: string;
  kind: 'message' | 'signal' | 'startMessage' | 'startSignal';
  name: string;
  /** Messages to instances: what their message must carry. Absent is stored as ''. */
  correlationKey: string;
  instance?: string;
  process?: string;
  definition?: string;
  element: string;
  /** Of a start event: which of its definitions, if not the first. */
  startDefinition?: number;
}

export const Subscriptions = model<Subscription>(
  'Subscription',
  'subscriptions',
  {
    kind: String,
    name: String,
    correlationKey: String,
    instance: String,
    process: String,
    definition: String,
    element: String,
    startDefinition: Number,
  },
  [
    [{ kind: 1, name: 1, correlationKey: 1 }],
    [{ instance: 1 }, { sparse: true }],
    [{ process: 1, kind: 1 }, { sparse: true }],
  ],
);

/** A message on its way: waits until `expiresAt` for a receiver, goes to one. */
export interface Message {
  _id: string;
  name: string;
  correlationKey: string;
  variables?: Record<string, unknown>;
  from?: string;
  at: Date;
  expiresAt: Date;
  /** `taken` for a receiver who has not certainly got it yet, then `handed`. */
  status: 'waiting' | 'taken' | 'handed';
  takenBy?: string;
  takenAt?: Date;
  /** Instances that no longer waited when it came. */
  refusedBy: string[];
}

export const Messages = model<Message>(
  'Message',
  'messages',
  {
    name: String,
    correlationKey: String,
    variables: json,
    from: String,
    at: Date,
    expiresAt: Date,
    status: String,
    takenBy: String,
    takenAt: Date,
    refusedBy: [String],
  },
  [[{ status: 1, name: 1, correlationKey: 1 }], [{ at: -1 }], [{ status: 1, expiresAt: 1 }]],
);

/** Takes a message in. False if it was taken in before: its id is known. */
export async function publishMessage(message: Omit<Message, 'status' | 'refusedBy'>): Promise<boolean> {
  try {
    await Messages.collection.insertOne({ ...message, status: 'waiting', refusedBy: [] } as never);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

/** Who may receive a message: instances that wait for it, and processes that it starts, longest subscribed first. */
export async function receiversOf({
  name,
  correlationKey,
  refusedBy,
}: Pick<Message, 'name' | 'correlationKey' | 'refusedBy'>): Promise<Subscription[]> {
  const key = correlationKey === '' ? {} : { correlationKey: { $in: [correlationKey, ''] } };
  const waiting = await Subscriptions.find({ kind: 'message', name, ...key }).lean<Subscription[]>();
  const starting = await Subscriptions.find({ kind: 'startMessage', name }).lean<Subscription[]>();
  return [...waiting, ...starting].filter(({ instance }) => instance === undefined || !refusedBy.includes(instance));
}

/** Messages that a new subscription may have, oldest first. */
export function waitingMessages(
  { name, correlationKey }: Pick<Subscription, 'name' | 'correlationKey'>,
  now: Date,
): Promise<Message[]> {
  const key = correlationKey === '' ? {} : { correlationKey: { $in: [correlationKey, ''] } };
  return Messages.find({ status: 'waiting', name, ...key, expiresAt: { $gt: now } })
    .sort({ at: 1 })
    .lean<Message[]>()
    .exec();
}

/** By whom a message is taken: the instance that waits, or that it starts. */
export const receiverId = (
  { instance, process }: Pick<Subscription, 'instance' | 'process'>,
  message: string,
): string => instance ?? `${process}/${message}`;

/** Gives the message to one receiver; false if another has it. */
export async function takeMessage(id: string, by: string, at: Date): Promise<boolean> {
  const taken = await Messages.collection.updateOne({ _id: id, status: 'waiting' } as never, {
    $set: { status: 'taken', takenBy: by, takenAt: at },
  });
  return taken.modifiedCount === 1;
}

/** For whom a message was taken; undefined where that is a process which it does not start any more. */
export async function takenFor({
  _id: id,
  name,
  takenBy: by = '',
}: Message): Promise<Partial<Subscription> | undefined> {
  return by.endsWith(`/${id}`) ? startedBy(name, by.slice(0, -id.length - 1)) : { instance: by };
}

/** The start event of a process that a message starts it by. */
export async function startedBy(name: string, process: string): Promise<Partial<Subscription> | undefined> {
  const found = await Subscriptions.findOne({ kind: 'startMessage', name, process }).lean<Subscription>();
  return found ? { ...found, instance: undefined } : undefined;
}

/** The receiver has got it: nobody need hand it over again. */
export async function messageHanded(id: string, to: string): Promise<void> {
  await Messages.collection.updateOne({ _id: id, status: 'taken', takenBy: to } as never, {
    $set: { status: 'handed' },
  });
}

/** Messages whose receiver may not have got them: who was handing them over at that time is no longer at it. */
export const stuckMessages = (before: Date, most: number): Promise<Message[]> =>
  Messages.find({ status: 'taken', takenAt: { $lt: before } })
    .limit(most)
    .lean<Message[]>()
    .exec();

/** The receiver did not wait any more: another may have it. */
export const returnMessage = (id: string, by: string): Promise<Message | null> =>
  freeMessage(id, by, { $addToSet: { refusedBy: by } });

/** Who took it does not keep it; the message, if nobody else has it. */
export async function freeMessage(id: string, by: string, because = {}): Promise<Message | null> {
  await Messages.collection.updateOne({ _id: id, status: { $in: ['taken', 'handed'] }, takenBy: by } as never, {
    $set: { status: 'waiting' },
    $unset: { takenBy: '', takenAt: '' },
    ...because,
  });
  return Messages.findOne({ _id: id, status: 'waiting' }).lean<Message>();
}
