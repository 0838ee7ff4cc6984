import { json, model } from './schema';

/** A subscription to a message or signal: by an instance, or by a process that it starts. */
export interface Subscription {
  /** `<instance>/<key>/<element>/<name>`; for a start event `start/<process>/<element>/<name>`. */
  _id: string;
  kind: 'message' | 'signal' | 'startMessage' | 'startSignal';
  name: string;
  /** The correlation key that the message must have. Absent is stored as ''. */
  correlationKey: string;
  instance?: string;
  process?: string;
  definition?: string;
  element: string;
  /** For a start event: which of its definitions, if not the first. */
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

/** A message in transit: it waits until `expiresAt` for a receiver and goes to one. */
export interface Message {
  _id: string;
  name: string;
  correlationKey: string;
  variables?: Record<string, unknown>;
  from?: string;
  at: Date;
  expiresAt: Date;
  /** `taken` while assigned to a receiver that may not have it yet, then `handed`. */
  status: 'waiting' | 'taken' | 'handed';
  takenBy?: string;
  takenAt?: Date;
  /** Instances that no longer waited when it arrived. */
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

/** Stores a message. False if it was stored before: its id is known. */
export async function publishMessage(message: Omit<Message, 'status' | 'refusedBy'>): Promise<boolean> {
  try {
    await Messages.collection.insertOne({ ...message, status: 'waiting', refusedBy: [] } as never);
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

/**
 * Possible receivers of a message: instances that wait for it, and processes that it starts, oldest subscription first.
 */
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

/** Messages for a new subscription, oldest first. */
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

/** The receiver of a message: the instance that waits, or that it starts. */
export const receiverId = (
  { instance, process }: Pick<Subscription, 'instance' | 'process'>,
  message: string,
): string => instance ?? `${process}/${message}`;

/** Assigns the message to one receiver; false if another has it. */
export async function takeMessage(id: string, by: string, at: Date): Promise<boolean> {
  const taken = await Messages.collection.updateOne({ _id: id, status: 'waiting' } as never, {
    $set: { status: 'taken', takenBy: by, takenAt: at },
  });
  return taken.modifiedCount === 1;
}

/** The assigned receiver of a message; undefined if that is a process which it no longer starts. */
export async function takenFor({
  _id: id,
  name,
  takenBy: by = '',
}: Message): Promise<Partial<Subscription> | undefined> {
  return by.endsWith(`/${id}`) ? startedBy(name, by.slice(0, -id.length - 1)) : { instance: by };
}

/** The start event through which a message starts a process. */
export async function startedBy(name: string, process: string): Promise<Partial<Subscription> | undefined> {
  const found = await Subscriptions.findOne({ kind: 'startMessage', name, process }).lean<Subscription>();
  return found ? { ...found, instance: undefined } : undefined;
}

/** The receiver has it: it need not be delivered again. */
export async function messageHanded(id: string, to: string): Promise<void> {
  await Messages.collection.updateOne({ _id: id, status: 'taken', takenBy: to } as never, {
    $set: { status: 'handed' },
  });
}

/** Messages whose receiver may not have them: the process that was delivering them has stopped. */
export const stuckMessages = (before: Date, most: number): Promise<Message[]> =>
  Messages.find({ status: 'taken', takenAt: { $lt: before } })
    .limit(most)
    .lean<Message[]>()
    .exec();

/** The receiver no longer waited: another may have it. */
export const returnMessage = (id: string, by: string): Promise<Message | null> =>
  freeMessage(id, by, { $addToSet: { refusedBy: by } });

/** Releases the assignment; returns the message if no other receiver has it. */
export async function freeMessage(id: string, by: string, because = {}): Promise<Message | null> {
  await Messages.collection.updateOne({ _id: id, status: { $in: ['taken', 'handed'] }, takenBy: by } as never, {
    $set: { status: 'waiting' },
    $unset: { takenBy: '', takenAt: '' },
    ...because,
  });
  return Messages.findOne({ _id: id, status: 'waiting' }).lean<Message>();
}
