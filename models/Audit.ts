import { createHash } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { canonicalJson } from '../domain/canonicalJson';
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

export const AuditEntries = model<AuditEntry>(
  'AuditEntry',
  'audit',
  {
    chain: String,
    n: Number,
    at: Date,
    by: String,
    action: String,
    subject: String,
    detail: json,
    previous: String,
    hash: String,
  },
  [[{ chain: 1, n: 1 }, { unique: true }], [{ at: -1, _id: -1 }], [{ by: 1, at: -1, _id: -1 }]],
);

/** What is done, before it has its place in the chain. */
export type Deed = Pick<AuditEntry, 'chain' | 'at' | 'by' | 'action' | 'subject' | 'detail'>;

interface Head {
  n: number;
  hash: string;
  /** Another process has gone on from here. */ passed?: true;
}

/**
 * Where each chain ends, as this process last saw it; another process may have gone on, then `appendAudit` looks again.
 */
const heads = new Map<string, Head>();
const HEADS_KEPT = 50_000;
const beginning: Head = { n: 0, hash: '' };
/** So many entries of a chain are read to find its end; that of a longer one is searched for. */
const READ_WHOLE = 100;

export const auditHash = ({
  chain,
  n,
  at,
  by,
  action,
  subject,
  detail,
  previous,
}: Omit<AuditEntry, '_id' | 'hash'>): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        chain,
        n,
        at: at.toISOString(),
        by,
        action,
        subject,
        detail: detail && JSON.parse(JSON.stringify(detail)),
        previous,
      }),
    )
    .digest('hex');

/** Links deeds to their chains. Call `moved` when they are written. */
export async function linkAudit(
  deeds: Deed[],
  session?: ClientSession,
): Promise<{ entries: AuditEntry[]; moved(): void }> {
  await findHeads([...new Set(deeds.map(({ chain }) => chain))], session);
  const ends = new Map<string, Head>();
  const entries = deeds.map((deed): AuditEntry => {
    const { n, hash } = ends.get(deed.chain) ?? heads.get(deed.chain) ?? beginning;
    const entry = { ...deed, n: n + 1, previous: hash };
    const linked: AuditEntry = { ...entry, _id: `${deed.chain}/${n + 1}`, hash: auditHash(entry) };
    ends.set(deed.chain, { n: linked.n, hash: linked.hash });
    return linked;
  });
  return { entries, moved: () => ends.forEach((end, chain) => remember(chain, end)) };
}

/** After a duplicate key: others have written on these chains. */
export function forgetHeads(chains: Iterable<string>): void {
  for (const chain of chains) if (heads.has(chain)) heads.set(chain, { ...heads.get(chain)!, passed: true });
}

/** Appends deeds of one or more chains. Tries again when another wrote on the same chain at the same moment. */
export async function appendAudit(deeds: Deed[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { entries, moved } = await linkAudit(deeds);
    try {
      await AuditEntries.collection.insertMany(entries as never[]);
      return moved();
    } catch (error) {
      forgetHeads(deeds.map(({ chain }) => chain));
      if ((error as { code?: number }).code !== 11000 || attempt === 10) throw error;
    }
  }
}

async function findHeads(chains: string[], session?: ClientSession): Promise<void> {
  const unknown = chains.filter((chain) => !heads.has(chain));
  if (unknown.length) {
    const ends = new Map<string, Head>();
    for (const { chain, ...entry } of await read({ chain: { $in: unknown }, n: { $lte: READ_WHOLE } }, session))
      ends.set(chain, later(entry, ends.get(chain)));
    for (const [chain, head] of ends) remember(chain, head.n < READ_WHOLE ? head : await search(chain, head, session));
  }
  for (const chain of chains.filter((each) => heads.get(each)?.passed)) {
    const { n, hash } = heads.get(chain)!;
    remember(
      chain,
      (await read({ chain, n: { $gt: n } }, session)).reduce<Head>((head, entry) => later(entry, head), { n, hash }),
    );
  }
}

/** Numbers have no gaps: looks ever closer together find the last one, four of them in a million. */
async function search(chain: string, from: Head, session?: ClientSession): Promise<Head> {
  let head = from;
  for (let step = 32 ** 3; step >= 1;) {
    const found = await read(
      { _id: { $in: Array.from({ length: 32 }, (_, index) => `${chain}/${head.n + (index + 1) * step}`) } },
      session,
    );
    head = found.reduce<Head>((end, entry) => later(entry, end), head);
    if (found.length < 32) step /= 32;
  }
  return head;
}

const read = async (
  filter: Record<string, unknown>,
  session?: ClientSession,
): Promise<Pick<AuditEntry, 'chain' | 'n' | 'hash'>[]> =>
  (await AuditEntries.collection
    .find(filter, { projection: { chain: 1, n: 1, hash: 1 }, session })
    .toArray()) as unknown as AuditEntry[];

const later = ({ n, hash }: Head, other: Head | undefined): Head => (other && other.n >= n ? other : { n, hash });

function remember(chain: string, end: Head): void {
  heads.set(chain, end);
  if (heads.size > HEADS_KEPT) heads.delete(heads.keys().next().value!);
}

/** The heads of one day, sealed in a chain of their own. */
export interface AuditSeal {
  _id: string;
  day: string;
  n: number;
  heads: { chain: string; n: number; hash: string }[];
  at: Date;
  previous: string;
  hash: string;
}
export const AuditSeals = model<AuditSeal>(
  'AuditSeal',
  'auditSeals',
  {
    day: String,
    n: Number,
    heads: [{ _id: false, chain: String, n: Number, hash: String }],
    at: Date,
    previous: String,
    hash: String,
  },
  [[{ n: 1 }, { unique: true }]],
);

export const sealHash = ({ day, n, heads, at, previous }: Omit<AuditSeal, '_id' | 'hash'>): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        day,
        n,
        heads: heads.map(({ chain, n: end, hash }) => ({ chain, n: end, hash })),
        at: at.toISOString(),
        previous,
      }),
    )
    .digest('hex');
