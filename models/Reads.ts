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
export type View = Pick<AuditRead, 'at' | 'by' | 'case' | 'action' | 'subject'>;

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
let gathered: { views: View[]; kept: Promise<void> } | undefined;
let writing: Promise<void> = Promise.resolve();

/**
 * Records a view; resolves when it is durable. Views during a write are written together: rows in one insert, and one
 * chain entry for all of them.
 */
export function recordView(view: View): Promise<void> {
  const what = [view.by, view.case, view.action, view.subject].join('|');
  const before = seen.get(what);
  if (before && Math.abs(view.at.getTime() - before.at) < SAME_MS) return before.kept;
  const kept = gather(view);
  seen.delete(what);
  seen.set(what, { at: view.at.getTime(), kept });
  if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!);
  // A view that was not stored is not remembered.
  kept.catch(() => seen.delete(what));
  return kept;
}

function gather(view: View): Promise<void> {
  if (!gathered || gathered.views.length >= GROUP) {
    const views: View[] = [];
    const kept = writing.then(async () => {
      if (gathered?.views === views) gathered = undefined;
      await write(views);
    });
    gathered = { views, kept };
    writing = kept.catch(() => undefined);
  }
  gathered.views.push(view);
  return gathered.kept;
}

/** Rows first: a chain entry without its rows would look as if they had been deleted. */
async function write(views: View[]): Promise<void> {
  const batch = crypto.randomUUID();
  const rows = views.map((view, index): AuditRead => ({ _id: `${batch}/${index}`, batch, ...view }));
  await AuditReads.collection.insertMany(rows as never[]);
  await appendAudit([
    {
      chain: READS,
      at: views.at(-1)!.at,
      by: 'system',
      action: 'reads',
      subject: batch,
      detail: { rows: rows.length, digest: readsDigest(rows) },
    },
  ]);
}
