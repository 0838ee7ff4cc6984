import {
  AuditEntries,
  AuditHeads,
  AuditSeals,
  DUPLICATE,
  headFor,
  ignored,
  keyedNow,
  macOf,
  moveHead,
  unsealed,
  type AuditHead,
} from './Audit';
import type { AuditEntry, AuditSeal, Head } from './Audit';
import { model } from './schema';

/**
 * What was written to the audit log in some seconds: the ends of the chains, sealed in a chain of its own, by the process
 * that wrote them and from its memory. Whoever then deletes the newest entries and puts the former head of their chain
 * back, or deletes a chain with its head, is found. Kept until the seal of the day has taken them in.
 */
export interface RunningSeal {
  _id: string;
  n: number;
  heads: { chain: string; n: number; hash: string }[];
  at: Date;
  previous: string;
  key: string;
  hash: string;
}
export const RunningSeals = model<RunningSeal>(
  'RunningSeal',
  'auditRunningSeals',
  {
    n: Number,
    heads: [{ _id: false, chain: String, n: Number, hash: String }],
    at: Date,
    previous: String,
    key: String,
    hash: String,
  },
  [[{ n: 1 }, { unique: true }], [{ at: 1 }]],
);

/** The chain of running seals. */
export const RUNNING = 'running';
const ATTEMPTS = 20;

/** The hash that a running seal must have; undefined if its key is missing. */
export const runningHash = ({ n, heads, at, previous, key }: Omit<RunningSeal, '_id' | 'hash'>): string | undefined =>
  macOf(key, {
    running: n,
    heads: heads.map(({ chain, n: end, hash }) => ({ chain, n: end, hash })),
    at: at.toISOString(),
    previous,
  });

/** The newest running seal that this process has seen: it must not disappear. */
let known: Head | undefined;

/** The end of the chain of running seals: the newest, or the last that the seal of a day has taken in. */
export async function runningEnd(): Promise<Head> {
  const [last] = await RunningSeals.find({}, { n: 1, hash: 1 }).sort({ n: -1 }).limit(1).lean<RunningSeal[]>();
  return last ?? (await takenIn());
}

/** The last running seal that the seal of a day has taken in. */
export async function takenIn(): Promise<Head> {
  const [day] = await AuditSeals.find({ running: { $exists: true } }, { running: 1 })
    .sort({ n: -1 })
    .limit(1)
    .lean<AuditSeal[]>();
  return day?.running ?? { n: 0, hash: '' };
}

/** Whether a running seal that this process has seen is gone or another. */
async function isLost(): Promise<boolean> {
  if (!known || known.n <= (await takenIn()).n) return false;
  const found = await RunningSeals.findOne({ n: known.n }, { hash: 1 }).lean<RunningSeal>();
  return found?.hash !== known.hash;
}

/**
 * Seals what this process has written since the last time; one small write, and none if nothing was written. Returns
 * the number of a seal that has disappeared since, if one has.
 */
export async function sealRunning(at: Date): Promise<{ lost?: number }> {
  const lost = (await isLost()) ? known!.n : undefined;
  if (lost !== undefined) known = undefined;
  const taken = new Map(unsealed);
  for (let attempt = 1; taken.size; attempt++) {
    const last = await runningEnd();
    const heads = [...taken].map(([chain, { n, hash }]) => ({ chain, n, hash }));
    const seal = { n: last.n + 1, heads, at, previous: last.hash, key: keyedNow() };
    const hash = runningHash(seal)!;
    try {
      await RunningSeals.collection.insertOne({ _id: `${seal.n}`, ...seal, hash } as never);
    } catch (error) {
      // Another process was quicker.
      if ((error as { code?: number }).code !== DUPLICATE || attempt === ATTEMPTS) throw error;
      continue;
    }
    known = { n: seal.n, hash };
    const head: AuditHead = headFor(RUNNING, known);
    await AuditHeads.collection.bulkWrite([moveHead(head)] as never[], { ordered: false }).catch(ignored);
    break;
  }
  for (const [chain, head] of taken) if (unsealed.get(chain) === head) unsealed.delete(chain);
  return lost === undefined ? {} : { lost };
}

/** The ends of chains that this process has written and not sealed yet. */
export const unsealedHeads = (): RunningSeal['heads'] =>
  [...unsealed].map(([chain, { n, hash }]) => ({ chain, n, hash }));

const LOOKED_UP = 500;

/** Those sealed ends of which the entry is gone or another. */
export async function missingHeads(heads: RunningSeal['heads']): Promise<RunningSeal['heads']> {
  const missing: RunningSeal['heads'] = [];
  for (let from = 0; from < heads.length; from += LOOKED_UP) {
    const part = heads.slice(from, from + LOOKED_UP);
    const ids = part.map(({ chain, n }) => `${chain}/${n}`);
    const found = await AuditEntries.find({ _id: { $in: ids } }, { hash: 1 }).lean<AuditEntry[]>();
    const hashes = new Map(found.map(({ _id, hash }) => [_id, hash]));
    missing.push(...part.filter(({ chain, n, hash }) => hashes.get(`${chain}/${n}`) !== hash));
  }
  return missing;
}

/**
 * The last running seal before an instant, if everything that was sealed until then is still there: the seal of a day
 * takes these in. Otherwise the one that was taken in before, so that the check keeps finding what is missing.
 */
export async function soundRunning(before: Date): Promise<Head | undefined> {
  const first = await takenIn();
  let last = first;
  const seals = RunningSeals.find({ n: { $gt: first.n }, at: { $lt: before } }).sort({ n: 1 });
  for await (const seal of seals.lean<RunningSeal[]>().cursor()) {
    const linked = seal.n === last.n + 1 && seal.previous === last.hash && seal.hash === runningHash(seal);
    if (!linked || (await missingHeads(seal.heads)).length) return first.n ? first : undefined;
    last = { n: seal.n, hash: seal.hash };
  }
  return last.n ? last : undefined;
}

/** After the seal of a day has taken them in. */
export const dropRunning = async (upTo: number): Promise<void> =>
  void (await RunningSeals.deleteMany({ n: { $lte: upTo } }));
