import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonicalJson';
import { appendAudit } from './Audit';
import { model } from './schema';

/** Somebody viewed a case, a task or a document. */
export interface AuditRead {
  /** `<batch>/<index>`. */
  _id: string;
  /** The rows that were written together; an entry of the chain `reads` contains their digest. */
  batch: string;
  at: Date;
  by: string;
  case: string;
  /** The operation by which it was read. */
  action: string;
  /** The task, document or instance, if it belongs to a case. */
  subject?: string;
}
export const AuditReads = model<AuditRead>(
  'AuditRead',
  'auditReads',
  { batch: String, at: Date, by: String, case: String, action: String, subject: String },
  [[{ case: 1, at: -1, _id: -1 }], [{ by: 1, at: -1, _id: -1 }], [{ at: -1, _id: -1 }], [{ batch: 1 }]],
);

/** The chain that seals who viewed what. */
export const READS = 'reads';
export type Look = Pick<AuditRead, 'at' | 'by' | 'case' | 'action' | 'subject'>;

/** The chain's entry for the rows of a batch. */
export const readsDigest = (rows: readonly AuditRead[]): string =>
  createHash('sha256')
    .update(
      canonicalJson(
        rows.map(({ _id, at, by, case: number, action, subject }) => ({
          _id,
          at: at.toISOString(),
          by,
          case: number,
          action,
          subject: subject ?? undefined,
        })),
      ),
    )
    .digest('hex');

/** Repeated views of the same thing by the same person within this time count as one. */
const SAME_MS = 600_000;
const REMEMBERED = 20_000;
const GROUP = 500;
const seen = new Map<string, { at: number; kept: Promise<void> }>();
let gathered: { looks: Look[]; kept: Promise<void> } | undefined;
let writing: Promise<void> = Promise.resolve();

/**
 * Records a view; resolves when it is durable. Views during a write are written together: rows in one insert, and one
 * chain entry for all of them.
 */
export function noteLook(look: Look): Promise<void> {
  const what = [look.by, look.case, look.action, look.subject].join('|');
  const before = seen.get(what);
  if (before && Math.abs(look.at.getTime() - before.at) < SAME_MS) return before.kept;
  const kept = gather(look);
  seen.delete(what);
  seen.set(what, { at: look.at.getTime(), kept });
  if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!);
  // A view that was not stored is not remembered.
  kept.catch(() => seen.delete(what));
  return kept;
}

function gather(look: Look): Promise<void> {
  if (!gathered || gathered.looks.length >= GROUP) {
    const looks: Look[] = [];
    const kept = writing.then(async () => {
      if (gathered?.looks === looks) gathered = undefined;
      await write(looks);
    });
    gathered = { looks, kept };
    writing = kept.catch(() => undefined);
  }
  gathered.looks.push(look);
  return gathered.kept;
}

/** Rows first: a chain entry without its rows would look as if they had been deleted. */
async function write(looks: Look[]): Promise<void> {
  const batch = crypto.randomUUID();
  const rows = looks.map((look, index): AuditRead => ({ _id: `${batch}/${index}`, batch, ...look }));
  await AuditReads.collection.insertMany(rows as never[]);
  await appendAudit([
    {
      chain: READS,
      at: looks.at(-1)!.at,
      by: 'system',
      action: 'reads',
      subject: batch,
      detail: { rows: rows.length, digest: readsDigest(rows) },
    },
  ]);
}
