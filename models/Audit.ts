import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { canonicalJson } from '../domain/canonicalJson';
import { json, model } from './schema';
import type { Writes } from './Writes';

/** One entry of the append-only audit log: a keyed chain per case (or `system`). */
export interface AuditEntry {
  /** `<chain>/<n>`. */
  _id: string;
  /** The case number, or `system` for what belongs to no case. */
  chain: string;
  n: number;
  at: Date;
  by: string;
  action: string;
  /** The object of the action: a task, a document, an element. */
  subject?: string;
  detail?: Record<string, unknown>;
  previous: string;
  /** The name of the hash key. Absent in old entries, whose hash has none: the next entry seals them. */
  key?: string;
  /** HMAC-SHA256 over the entry without `_id` and `hash`, in canonical JSON. */
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
    key: String,
    hash: String,
  },
  [[{ chain: 1, n: 1 }, { unique: true }], [{ at: -1, _id: -1 }], [{ by: 1, at: -1, _id: -1 }]],
);

/**
 * The end of each chain, under the key: deleting the newest entries therefore does not go unnoticed. Written after the
 * entry.
 */
export interface AuditHead {
  /** The chain. */
  _id: string;
  n: number;
  hash: string;
  key: string;
  mac: string;
}
export const AuditHeads = model<AuditHead>('AuditHead', 'auditHeads', {
  n: Number,
  hash: String,
  key: String,
  mac: String,
});

const keys = new Map<string, Buffer>();
let current: string | undefined;

/**
 * Gives this process the keys of the audit log, derived from HEYI_KEY and former keys: they are never in the database,
 * so that nobody with write access there can change an entry unnoticed. Every process that writes or checks needs them.
 */
export function useAuditKeys(given: readonly Uint8Array[]): void {
  for (const each of [...given].reverse()) {
    const key = Buffer.from(hkdfSync('sha256', each, 'heyi', 'audit', 32));
    current = createHash('sha256').update(key).digest('hex').slice(0, 12);
    keys.set(current, key);
  }
}

export { currentKey as keyedNow, keyed as macOf };

function currentKey(): string {
  if (!current) throw new Error('useAuditKeys was not called: nothing can be recorded');
  return current;
}

/** The HMAC under the key of that name; undefined if this process has no such key. */
function keyed(name: string, content: unknown): string | undefined {
  const key = keys.get(name);
  return key && createHmac('sha256', key).update(canonicalJson(content)).digest('hex');
}

/** An action, before it has its place in the chain. */
export type Deed = Pick<AuditEntry, 'chain' | 'at' | 'by' | 'action' | 'subject' | 'detail'>;

const contentOf = ({
  chain,
  n,
  at,
  by,
  action,
  subject,
  detail,
  previous,
}: Omit<AuditEntry, '_id' | 'hash' | 'key'>) => ({
  chain,
  n,
  at: at.toISOString(),
  by,
  action,
  subject,
  detail: detail && JSON.parse(JSON.stringify(detail)),
  previous,
});

/** The hash that an entry must have; undefined if its key is missing. */
export const auditHash = (entry: Omit<AuditEntry, '_id' | 'hash'>): string | undefined =>
  entry.key
    ? keyed(entry.key, contentOf(entry))
    : createHash('sha256')
        .update(canonicalJson(contentOf(entry)))
        .digest('hex');

export const headMac = ({ _id, n, hash, key }: Omit<AuditHead, 'mac'>): string | undefined =>
  keyed(key, { head: _id, n, hash });

/** The end of a chain. */
export interface Head {
  n: number;
  hash: string;
  /** Another process has continued from here. */
  passed?: true;
}

/**
 * The end of each chain as this process last saw it; if another process has continued, `appendAudit` reads it again.
 */
const heads = new Map<string, Head>();
/** The ends that this process has written and that no running seal has taken in yet (models/RunningSeal.ts). */
export const unsealed = new Map<string, Head>();
const HEADS_KEPT = 50_000;
const beginning: Head = { n: 0, hash: '' };
/** Up to this many entries of a chain are read to find its end; a longer chain is searched. */
const READ_WHOLE = 100;

/** The keyed record of a chain's end. */
export function headFor(_id: string, { n, hash }: Head): AuditHead {
  const key = currentKey();
  return { _id, n, hash, key, mac: headMac({ _id, n, hash, key })! };
}

interface Linked {
  entries: AuditEntry[];
  /** To be written after the entries. */
  heads: AuditHead[];
  /** To be called when both are written. */
  moved(): void;
}

/** Links actions to their chains, under the key. */
export async function linkAudit(deeds: Deed[], session?: ClientSession): Promise<Linked> {
  await findHeads([...new Set(deeds.map(({ chain }) => chain))], session);
  const key = currentKey();
  const ends = new Map<string, Head>();
  const entries = deeds.map((deed): AuditEntry => {
    const { n, hash } = ends.get(deed.chain) ?? heads.get(deed.chain) ?? beginning;
    const entry = { ...deed, n: n + 1, previous: hash, key };
    const linked: AuditEntry = { ...entry, _id: `${deed.chain}/${n + 1}`, hash: auditHash(entry)! };
    ends.set(deed.chain, { n: linked.n, hash: linked.hash });
    return linked;
  });
  return {
    entries,
    heads: [...ends].map(([chain, end]) => headFor(chain, end)),
    moved: () =>
      ends.forEach((end, chain) => {
        remember(chain, end);
        unsealed.set(chain, end);
      }),
  };
}

/** Records actions together with other writes; call `moved` when these are done. */
export async function auditWith(writes: Writes, deeds: Deed[], session: ClientSession): Promise<() => void> {
  const linked = await linkAudit(deeds, session);
  for (const entry of linked.entries) writes.insert(AuditEntries, entry);
  for (const head of linked.heads) writes.insert(AuditHeads, head, true);
  return linked.moved;
}

/** After a duplicate key: other processes have written to these chains. */
export function forgetHeads(chains: Iterable<string>): void {
  for (const chain of chains) if (heads.has(chain)) heads.set(chain, { ...heads.get(chain)!, passed: true });
}

interface Waiting {
  deeds: Deed[];
  resolve(): void;
  reject(error: unknown): void;
}
const waiting: Waiting[] = [];
let writing = false;
/** The maximum number of calls in one write. */
const GROUP = 200;
const ATTEMPTS = 20;

/**
 * Appends actions to one or more chains; resolves when they are durable. Calls during a write are written together with
 * the next: many simultaneous sign-ins or reads cost few writes and do not conflict.
 */
export function appendAudit(deeds: Deed[]): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ deeds, resolve, reject });
    if (!writing) void work();
  });
}

async function work(): Promise<void> {
  writing = true;
  while (waiting.length) {
    const group = waiting.splice(0, GROUP);
    try {
      await append(group.flatMap(({ deeds }) => deeds));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
  writing = false;
}

/** Retries if another process wrote to the same chain at the same moment. */
async function append(deeds: Deed[]): Promise<void> {
  let left = deeds;
  for (let attempt = 1; left.length; attempt++) {
    const linked = await linkAudit(left);
    try {
      await AuditEntries.collection.insertMany(linked.entries as never[]);
      await AuditHeads.collection.bulkWrite(linked.heads.map(moveHead) as never[], { ordered: false }).catch(ignored);
      return linked.moved();
    } catch (error) {
      forgetHeads(left.map(({ chain }) => chain));
      if ((error as { code?: number }).code !== DUPLICATE || attempt === ATTEMPTS) throw error;
      // The actions before the conflicting one are written.
      const written = new Set(await hashesOf(linked.entries.map(({ _id }) => _id)));
      left = left.filter((_deed, index) => !written.has(linked.entries[index]!.hash));
    }
  }
}

export const DUPLICATE = 11000;
const hashesOf = async (ids: string[]): Promise<string[]> =>
  (await AuditEntries.find({ _id: { $in: ids } }, { hash: 1 }).lean<AuditEntry[]>()).map(({ hash }) => hash);

/** Forward only: the process that arrives here later need not have written to the chain later. */
export const moveHead = ({ _id, ...head }: AuditHead) => ({
  updateOne: { filter: { _id, n: { $lt: head.n } }, update: { $set: head }, upsert: true },
});
/** Upserting a head that is further ahead conflicts with its id. */
export const ignored = (error: { code?: number }): void => {
  if (error.code !== DUPLICATE) throw error;
};

/**
 * Seals what was written before there was a key: each chain whose last entry has none gets another entry, under the
 * key. Safe to repeat. Returns how many chains were sealed.
 */
export async function sealUnkeyed(at: Date): Promise<number> {
  const keyless = await AuditEntries.aggregate<{ _id: string; n: number }>([
    { $match: { key: { $exists: false } } },
    { $group: { _id: '$chain', n: { $max: '$n' } } },
  ]);
  let sealed = 0;
  for (let from = 0; from < keyless.length; from += GROUP) {
    const part = keyless.slice(from, from + GROUP);
    const next = part.map(({ _id, n }) => `${_id}/${n + 1}`);
    const gone = new Set(
      (await AuditEntries.find({ _id: { $in: next } }, { chain: 1 }).lean<AuditEntry[]>()).map(({ chain }) => chain),
    );
    const open = part.filter(({ _id }) => !gone.has(_id));
    if (open.length)
      await appendAudit(
        open.map(({ _id, n }) => ({ chain: _id, at, by: 'system', action: 'audit.keyed', detail: { upTo: n } })),
      );
    sealed += open.length;
  }
  return sealed;
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

/** Numbers have no gaps: narrowing probes find the last entry, four probes in a million. */
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
  /** The last running seal that it has taken in. */
  running?: Head;
  at: Date;
  previous: string;
  key?: string;
  hash: string;
}
export const AuditSeals = model<AuditSeal>(
  'AuditSeal',
  'auditSeals',
  {
    day: String,
    n: Number,
    heads: [{ _id: false, chain: String, n: Number, hash: String }],
    running: json,
    at: Date,
    previous: String,
    key: String,
    hash: String,
  },
  [[{ n: 1 }, { unique: true }]],
);

/** The hash that a seal must have; undefined if its key is missing. */
export function sealHash({ day, n, heads: ends, running, at, previous, key }: Omit<AuditSeal, '_id' | 'hash'>) {
  const content = {
    day,
    n,
    heads: ends.map(({ chain, n: end, hash }) => ({ chain, n: end, hash })),
    ...(running && { running: { n: running.n, hash: running.hash } }),
    at: at.toISOString(),
    previous,
  };
  return key ? keyed(key, content) : createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** The chain of seals has a head like any other. */
export const SEALS = 'seals';

/** Adds a day's seal and updates the head of the chain of seals. False: another worker has sealed this day. */
export async function appendSeal(
  day: string,
  ends: AuditSeal['heads'],
  at: Date,
  running?: Head,
): Promise<AuditSeal | undefined> {
  const [last] = await AuditSeals.find({}).sort({ n: -1 }).limit(1).lean<AuditSeal[]>();
  const key = currentKey();
  const seal = {
    day,
    n: (last?.n ?? 0) + 1,
    heads: ends,
    ...(running && { running }),
    at,
    previous: last?.hash ?? '',
    key,
  };
  const hash = sealHash(seal)!;
  try {
    await AuditSeals.collection.insertOne({ _id: day, ...seal, hash } as never);
  } catch (error) {
    if ((error as { code?: number }).code === DUPLICATE) return undefined;
    throw error;
  }
  await AuditHeads.collection
    .bulkWrite([moveHead(headFor(SEALS, { n: seal.n, hash }))] as never[], { ordered: false })
    .catch(ignored);
  return { _id: day, ...seal, hash };
}
