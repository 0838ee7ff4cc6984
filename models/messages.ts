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
}

export const Subscriptions = model<Subscription>('Subscription', 'subscriptions', {
  kind: String, name: String, correlationKey: String, instance: String, process: String, definition: String, element: String,
}, [[{ kind: 1, name: 1, correlationKey: 1 }], [{ instance: 1 }, { sparse: true }], [{ process: 1, kind: 1 }, { sparse: true }]]);

/** A message on its way: waits until `expiresAt` for a receiver, goes to one. */
export interface Message {
  _id: string;
  name: string;
  correlationKey: string;
  variables?: Record<string, unknown>;
  from?: string;
  at: Date;
  expiresAt: Date;
  status: 'waiting' | 'taken';
  takenBy?: string;
  takenAt?: Date;
  /** Instances that no longer waited when it came. */
  refusedBy: string[];
}

export const Messages = model<Message>('Message', 'messages', {
  name: String, correlationKey: String, variables: json, from: String, at: Date, expiresAt: Date, status: String, takenBy: String, takenAt: Date, refusedBy: [String],
}, [[{ status: 1, name: 1, correlationKey: 1 }], [{ at: -1 }], [{ status: 1, expiresAt: 1 }]]);
