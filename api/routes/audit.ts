import {
  auditHash,
  AuditEntries,
  AuditSeals,
  Cases,
  sealHash,
  type AuditEntry,
  type AuditSeal,
  type Case,
} from '../../models';
import { inArea } from '../../domain/reach';
import { province } from '../../domain/regions';
import { areaFilter } from '../access/reach';
import type { Who } from '../access/Who';
import { SYSTEM } from '../audit';
import * as contract from '../contract/audit';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { outside, regionOf } from '../access/targets';
import { namesOf } from '../views/people';

export const auditRoutes = [route(contract.listAudit, list), route(contract.checkAudit, check)];

const mayRead = (who: Who, chain: string): boolean => inArea(who, regionOf(chain));

async function list({
  who,
  query,
  at,
}: Call<'/audit', { size: number; after?: string; chain?: string; by?: string; from?: string; to?: string }>) {
  const page = await pageOf<AuditEntry>(
    AuditEntries,
    {
      filter: { ...(query.chain && { chain: query.chain }), ...(query.by && { by: query.by }) },
      sort: 'at',
      direction: -1,
      size: query.size,
      after: query.after,
      bounds: [
        query.from ? Date.parse(query.from) : Date.UTC(2015, 0, 1),
        query.to ? Date.parse(query.to) : at.getTime() + 86_400_000,
      ],
    },
    ({ chain }) => mayRead(who, chain),
  );
  const names = await namesOf(page.rows.map(({ by }) => by));
  return {
    ...page,
    rows: page.rows.map(({ _id, chain, n, at: done, by, action, subject, detail, hash }) => ({
      id: outside(_id),
      chain,
      n,
      at: done.toISOString(),
      by: names(by)!,
      action,
      ...(subject && { subject }),
      ...(detail && { detail }),
      hash,
    })),
  };
}

interface Fault {
  chain: string;
  n: number;
  zh: string;
  en: string;
}

/** So many cases are checked at a time, so many faults told. */
const CASES = 200;
const FAULTS = 200;
const LOOKED_UP = 500;
const EARLIEST = Date.UTC(2015, 0, 1);

/**
 * Goes through one chain, or through those within reach part by part: each entry's hash, its link to the one before, no
 * gap; with the last
 * part also the daily seals.
 */
async function check({ who, query, at }: Call<'/audit/check', { chain?: string; after?: string }>) {
  const { chains, next } = query.chain
    ? { chains: [query.chain], next: undefined }
    : await chainsOf(who, at, query.after);
  const { entries, faults } = await readThrough(chains);
  if (!next) faults.push(...(await sealFaults((chain) => (query.chain ? chain === query.chain : mayRead(who, chain)))));
  return { chains: chains.length, entries, sound: faults.length === 0, faults: faults.slice(0, FAULTS), next };
}

async function chainsOf(who: Who, now: Date, after: string | undefined): Promise<{ chains: string[]; next?: string }> {
  const page = await pageOf<Case>(Cases, {
    filter: areaFilter(who.region!),
    sort: 'filedAt',
    direction: -1,
    bounds: [EARLIEST, now.getTime() + 86_400_000],
    projection: { filedAt: 1 },
    size: CASES,
    after,
  });
  const system = !after && who.region === province ? [SYSTEM] : [];
  return { chains: [...system, ...page.rows.map(({ _id }) => _id)], next: page.next };
}

/** No chain is ever held whole. */
async function readThrough(chains: string[]): Promise<{ entries: number; faults: Fault[] }> {
  const faults: Fault[] = [];
  const last = new Map<string, Pick<AuditEntry, 'n' | 'hash'>>();
  let entries = 0;
  for await (const entry of AuditEntries.find({ chain: { $in: chains } })
    .sort({ chain: 1, n: 1 })
    .lean<AuditEntry[]>()
    .cursor()) {
    entries += 1;
    const { chain, n, hash, previous } = entry;
    const before = last.get(chain) ?? { n: 0, hash: '' };
    if (n !== before.n + 1)
      faults.push({ chain, n: before.n + 1, zh: `缺少第 ${before.n + 1} 条`, en: `Entry ${before.n + 1} is missing` });
    else if (previous !== before.hash)
      faults.push({ chain, n, zh: '与上一条不相接', en: 'It does not link to the one before' });
    if (hash !== auditHash(entry)) faults.push({ chain, n, zh: '内容已被改动', en: 'Its content was changed' });
    last.set(chain, { n, hash });
  }
  return { entries, faults };
}

/** What was sealed on a day must still be there as it was, and so must the seals. */
async function sealFaults(wanted: (chain: string) => boolean): Promise<Fault[]> {
  const faults: Fault[] = [];
  let before = { n: 0, hash: '' };
  for await (const seal of AuditSeals.find().sort({ n: 1 }).lean<AuditSeal[]>().cursor()) {
    if (seal.n !== before.n + 1 || seal.previous !== before.hash || seal.hash !== sealHash(seal))
      faults.push({
        chain: 'seals',
        n: seal.n,
        zh: `${seal.day} 的封存记录已被改动`,
        en: `The seal of ${seal.day} was changed`,
      });
    before = seal;
    const heads = seal.heads.filter(({ chain }) => wanted(chain));
    for (let from = 0; from < heads.length; from += LOOKED_UP)
      faults.push(...(await headFaults(seal.day, heads.slice(from, from + LOOKED_UP))));
  }
  return faults;
}

async function headFaults(day: string, heads: AuditSeal['heads']): Promise<Fault[]> {
  const found = await AuditEntries.find(
    { _id: { $in: heads.map(({ chain, n }) => `${chain}/${n}`) } },
    { hash: 1 },
  ).lean<AuditEntry[]>();
  const hashes = new Map(found.map(({ _id, hash }) => [_id, hash]));
  return heads
    .filter(({ chain, n, hash }) => hashes.get(`${chain}/${n}`) !== hash)
    .map(({ chain, n }) => ({ chain, n, zh: `与 ${day} 封存的记录不符`, en: `It is not what was sealed on ${day}` }));
}
