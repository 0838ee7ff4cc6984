import { json, model } from './schema';

/** One entry of the append-only audit log: a hash chain a case (or `system`). */
export interface AuditEntry {
  /** `<chain>/<n>`. */
  _id: string;
  /** The case number, or `system` for what belongs to none. */
  chain: string;
  n: number;
  at: Date;
  by: string;
  action: string;
  /** What it was done to: a task, a document, an element. */
  subject?: string;
  detail?: Record<string, unknown>;
  previous: string;
  /** SHA-256 over the entry without `_id` and `hash`, in canonical JSON. */
  hash: string;
}

export const AuditEntries = model<AuditEntry>('AuditEntry', 'audit', {
  chain: String, n: Number, at: Date, by: String, action: String, subject: String, detail: json, previous: String, hash: String,
}, [[{ chain: 1, n: 1 }, { unique: true }], [{ at: -1 }], [{ by: 1, at: -1 }]]);

/** Where each chain ends. */
export interface AuditHead { _id: string; n: number; hash: string; at: Date }
export const AuditHeads = model<AuditHead>('AuditHead', 'auditHeads', { n: Number, hash: String, at: Date }, [[{ at: 1 }]]);

/** The heads of one day, sealed in a chain of their own. */
export interface AuditSeal { _id: string; day: string; n: number; heads: { chain: string; n: number; hash: string }[]; at: Date; previous: string; hash: string }
export const AuditSeals = model<AuditSeal>('AuditSeal', 'auditSeals', {
  day: String, n: Number, heads: [{ _id: false, chain: String, n: Number, hash: String }], at: Date, previous: String, hash: String,
}, [[{ n: 1 }, { unique: true }]]);
