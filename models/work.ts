import type { CompartmentSide, Compartment } from '../domain/compartments';
import { json, model, placed } from './schema';

/** The single answer to an unsafe request that carries an Idempotency-Key. */
export interface IdempotentCall {
  /** `<who>:<key>`. */
  _id: string;
  route: string;
  /** SHA-256 of the request. */
  request: string;
  /** Absent while the outcome is unknown. */
  status?: number;
  answer?: unknown;
  /** What was decided before anything was sent (a case number), encrypted: a repetition continues with the same. */
  plan?: string;
  at: Date;
  expiresAt: Date;
}
export const IdempotentCalls = model<IdempotentCall>(
  'IdempotentCall',
  'idempotency',
  {
    route: String,
    request: String,
    status: Number,
    answer: json,
    plan: String,
    at: Date,
    expiresAt: Date,
  },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);

export interface Comment {
  _id: string;
  case: string;
  task?: string;
  by: string;
  byName: string;
  at: Date;
  text: string;
  compartment?: Compartment;
  side?: CompartmentSide;
}
export const Comments = model<Comment>(
  'Comment',
  'comments',
  { case: String, task: String, by: String, byName: String, at: Date, text: String, ...placed },
  [[{ case: 1, at: 1 }]],
);

/** What a person has typed into a form but not submitted: `_id` is `<task>|<who>`. */
export interface Draft {
  _id: string;
  task: string;
  by: string;
  data: Record<string, unknown>;
  at: Date;
}
export const Drafts = model<Draft>('Draft', 'drafts', { task: String, by: String, data: json, at: Date }, [
  [{ task: 1 }],
]);

/** The worker that does a periodic duty (seal the audit log, count figures, deliver notices). */
export interface Lease {
  _id: string;
  holder: string;
  until: Date;
}
export const Leases = model<Lease>('Lease', 'leases', { holder: String, until: Date });

/** Takes or renews the lease; false while another holds it. */
export async function takeLease(name: string, holder: string, now: Date, forMs: number): Promise<boolean> {
  const until = new Date(now.getTime() + forMs);
  const renewed = await Leases.collection.updateOne({ _id: name, holder } as never, { $set: { until } });
  if (renewed.matchedCount) return true;
  const taken = await Leases.collection.updateOne({ _id: name, until: { $lt: now } } as never, {
    $set: { holder, until },
  });
  if (taken.matchedCount) return true;
  const made = await Leases.collection.updateOne(
    { _id: name } as never,
    { $setOnInsert: { holder, until } },
    { upsert: true },
  );
  return made.upsertedCount === 1;
}
