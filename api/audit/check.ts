import {
  AuditEntries,
  auditHash,
  AuditHeads,
  AuditReads,
  AuditSeals,
  headMac,
  missingHeads,
  READS,
  readsDigest,
  sealHash,
  RUNNING,
  runningHash,
  RunningSeals,
  SEALS,
  takenIn,
  unsealedHeads,
  type AuditEntry,
  type AuditHead,
  type AuditRead,
  type AuditSeal,
  type RunningSeal,
} from '../../models';

/** A fault in the audit, with the entry and chain where it was found. */
export interface AuditFault {
  chain: string;
  n: number;
  zh: string;
  en: string;
}
type End = Pick<AuditEntry, 'n' | 'hash'> & { keyed: boolean };

const LOOKED_UP = 500;
/** At most this many faults of one kind are collected: a log that was overwritten has as many as it has entries. */
const FAULTS = 1_000;

/**
 * Checks chains: each entry's hash under its key, its link to the previous entry, no gaps, no unkeyed entry after a
 * keyed one, and the end against the head. A chain is never held in memory as a whole. `needed`: the chain of that name
 * must have entries.
 */
export async function checkChains(
  chains: string[],
  needed: (chain: string) => boolean = () => false,
): Promise<{ entries: number; faults: AuditFault[] }> {
  const faults: AuditFault[] = [];
  const ends = new Map<string, End>();
  const batches: AuditEntry[] = [];
  let entries = 0;
  const inOrder = AuditEntries.find({ chain: { $in: chains } }).sort({ chain: 1, n: 1 });
  for await (const entry of inOrder.lean<AuditEntry[]>().cursor()) {
    entries += 1;
    const before = ends.get(entry.chain) ?? { n: 0, hash: '', keyed: false };
    const fault = entryFault(entry, before);
    if (fault && faults.length < FAULTS) faults.push(fault);
    ends.set(entry.chain, { n: entry.n, hash: entry.hash, keyed: before.keyed || entry.key !== undefined });
    if (entry.chain === READS && entry.action === 'reads' && batches.push(entry) === 100)
      faults.push(...(await readFaults(batches.splice(0))));
  }
  faults.push(...(await readFaults(batches)), ...(await endFaults(chains, ends, needed)));
  return { entries, faults };
}

function entryFault(entry: AuditEntry, before: End): AuditFault | undefined {
  const { chain, n, hash, previous, key } = entry;
  if (n !== before.n + 1)
    return { chain, n: before.n + 1, zh: `缺少第 ${before.n + 1} 条`, en: `Entry ${before.n + 1} is missing` };
  if (previous !== before.hash) return { chain, n, zh: '与上一条不相接', en: 'It is not linked to the previous entry' };
  if (before.keyed && !key)
    return {
      chain,
      n,
      zh: '没有密钥的记录写在有密钥的记录之后',
      en: 'It has no key although the previous entry has one',
    };
  const wanted = auditHash(entry);
  if (wanted === undefined)
    return { chain, n, zh: `缺少校验密钥 ${key}`, en: `Its key ${key} is not among those given` };
  return wanted === hash ? undefined : { chain, n, zh: '内容已被改动', en: 'Its content was changed' };
}

/** An entry may be a moment ahead of its head; a head without its entry shows that entries were deleted. */
async function endFaults(
  chains: string[],
  ends: Map<string, End>,
  needed: (chain: string) => boolean,
): Promise<AuditFault[]> {
  const heads = new Map((await AuditHeads.find({ _id: { $in: chains } }).lean<AuditHead[]>()).map((h) => [h._id, h]));
  return chains.flatMap((chain): AuditFault[] => {
    const [end, head] = [ends.get(chain), heads.get(chain)];
    if (!end && !head)
      return needed(chain) ? [{ chain, n: 1, zh: '没有任何记录', en: 'It has no entries at all' }] : [];
    if (end && !end.keyed)
      return [
        { chain, n: end.n, zh: '尚未用密钥封存，请运行 setup', en: 'Not yet sealed under the key: run the setup' },
      ];
    if (!head) return [{ chain, n: end!.n, zh: '链尾记录被删除', en: 'The record of its end was deleted' }];
    return headFault(head, end?.n ?? 0);
  });
}

function headFault(head: AuditHead, n: number): AuditFault[] {
  const { _id: chain } = head;
  if (head.mac !== headMac(head))
    return [{ chain, n: head.n, zh: '链尾记录已被改动', en: 'The record of its end was changed' }];
  return head.n > n
    ? [{ chain, n: n + 1, zh: `末尾的 ${head.n - n} 条已被删除`, en: `The last ${head.n - n} entries were deleted` }]
    : [];
}

/** Checks who read what: the rows of a batch must match the digest in the chain. */
async function readFaults(entries: AuditEntry[]): Promise<AuditFault[]> {
  if (!entries.length) return [];
  const rows = new Map<string, AuditRead[]>();
  const batches = entries.map(({ subject }) => subject!);
  for (const row of await AuditReads.find({ batch: { $in: batches } }).lean<AuditRead[]>())
    rows.set(row.batch, [...(rows.get(row.batch) ?? []), row]);
  const place = ({ _id }: AuditRead) => Number(_id.split('/')[1]);
  return entries.flatMap(({ chain, n, subject, detail }): AuditFault[] => {
    const found = (rows.get(subject!) ?? []).sort((a, b) => place(a) - place(b));
    return readsDigest(found) === detail?.digest
      ? []
      : [{ chain, n, zh: '查阅记录已被改动或删除', en: 'Records of who read what were changed or deleted' }];
  });
}

/** Those of some chains that are to be checked. */
type Wanted = (chains: readonly string[]) => Promise<string[]>;

async function among<T extends { chain: string }>(heads: readonly T[], wanted: Wanted): Promise<T[]> {
  const chains = new Set(await wanted(heads.map(({ chain }) => chain)));
  return heads.filter(({ chain }) => chains.has(chain));
}

/**
 * Whatever was sealed on a day must still be there unchanged, and so must the seals. `known`: a seal noted outside the
 * database, such as in the log (`<n>:<hash>`), which must be among them.
 */
export async function checkSeals(wanted: Wanted, known?: string): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  let before: End = { n: 0, hash: '', keyed: false };
  let met = known === undefined;
  for await (const seal of AuditSeals.find().sort({ n: 1 }).lean<AuditSeal[]>().cursor()) {
    if (
      seal.n !== before.n + 1 ||
      seal.previous !== before.hash ||
      seal.hash !== sealHash(seal) ||
      (before.keyed && !seal.key)
    )
      faults.push({
        chain: SEALS,
        n: seal.n,
        zh: `${seal.day} 的封存记录已被改动`,
        en: `The seal of ${seal.day} was changed`,
      });
    before = { n: seal.n, hash: seal.hash, keyed: before.keyed || seal.key !== undefined };
    met ||= known === `${seal.n}:${seal.hash}`;
    const heads = await among(seal.heads, wanted);
    for (let from = 0; from < heads.length && faults.length < FAULTS; from += LOOKED_UP)
      faults.push(...(await sealedFaults(seal.day, heads.slice(from, from + LOOKED_UP))));
  }
  faults.push(...(await runningFaults(wanted)));
  const head = await AuditHeads.findById(SEALS).lean<AuditHead>();
  if (head) faults.push(...headFault(head, before.n));
  else if (before.keyed)
    faults.push({ chain: SEALS, n: before.n, zh: '链尾记录被删除', en: 'The record of its end was deleted' });
  if (!met)
    faults.push({ chain: SEALS, n: before.n, zh: '没有您记下的封存记录', en: 'The seal that you noted is missing' });
  return faults;
}

/**
 * The running seals since the last seal of a day, which this process has written and others, and what it has not sealed
 * yet: an entry deleted a moment ago is missed at once by whoever wrote it.
 */
async function runningFaults(wanted: Wanted): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  let before = await takenIn();
  for await (const seal of RunningSeals.find({ n: { $gt: before.n } })
    .sort({ n: 1 })
    .lean<RunningSeal[]>()
    .cursor()) {
    if (seal.n !== before.n + 1 || seal.previous !== before.hash || seal.hash !== runningHash(seal))
      faults.push({
        chain: RUNNING,
        n: seal.n,
        zh: `${seal.at.toISOString()} 的封存记录已被改动，或之前的被删除`,
        en: `The seal of ${seal.at.toISOString()} was changed, or those before it were deleted`,
      });
    before = { n: seal.n, hash: seal.hash };
    const heads = await among(seal.heads, wanted);
    if (faults.length < FAULTS) faults.push(...(await sealedFaults(seal.at.toISOString(), heads)));
  }
  const head = await AuditHeads.findById(RUNNING).lean<AuditHead>();
  if (head) faults.push(...headFault(head, before.n));
  else if (before.n > 0)
    faults.push({ chain: RUNNING, n: before.n, zh: '链尾记录被删除', en: 'The record of its end was deleted' });
  const now = new Date().toISOString();
  return [...faults, ...(await sealedFaults(now, await among(unsealedHeads(), wanted)))];
}

async function sealedFaults(day: string, heads: AuditSeal['heads']): Promise<AuditFault[]> {
  return (await missingHeads(heads)).map(({ chain, n }) => ({
    chain,
    n,
    zh: `与 ${day} 封存的记录不符`,
    en: `It differs from what was sealed on ${day}`,
  }));
}

/** The newest seal, to be noted outside the database. */
export async function newestSeal(): Promise<string | undefined> {
  const [last] = await AuditSeals.find({}, { n: 1, hash: 1 }).sort({ n: -1 }).limit(1).lean<AuditSeal[]>();
  return last && `${last.n}:${last.hash}`;
}
