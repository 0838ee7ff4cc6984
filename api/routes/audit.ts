import { auditHash, AuditEntries, AuditSeals, Cases, type AuditEntry, type AuditSeal, type Case } from '../../models';
import { province } from '../../domain/regions';
import { areaFilter, inArea } from '../access/reach';
import type { Who } from '../access/Who';
import { SYSTEM } from '../audit';
import * as contract from '../contract/audit';
import { Problem } from '../errors';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { outside } from '../access/targets';
import { namesOf } from '../views/people';

export const auditRoutes = [route(contract.listAudit, list), route(contract.checkAudit, check)];

/** The region of a case stands in its number; what belongs to no case is for those of the whole province. */
const mayRead = (who: Who, chain: string): boolean => inArea(who, /^AH-(\d{6})-/.exec(chain)?.[1] ?? province);

async function list({ who, query, at }: Call<'/audit', { size: number; after?: string; chain?: string; by?: string; from?: string; to?: string }>) {
  if (query.chain && !mayRead(who, query.chain)) throw new Problem('OUT_OF_REACH');
  const page = await pageOf<AuditEntry>(AuditEntries, {
    filter: { ...(query.chain && { chain: query.chain }), ...(query.by && { by: query.by }) }, sort: 'at', direction: -1, size: query.size, after: query.after,
    bounds: [query.from ? Date.parse(query.from) : Date.UTC(2015, 0, 1), query.to ? Date.parse(query.to) : at.getTime() + 86_400_000],
  }, ({ chain }) => mayRead(who, chain));
  const names = await namesOf(page.rows.map(({ by }) => by));
  return {
    ...page,
    rows: page.rows.map(({ _id, chain, n, at: done, by, action, subject, detail, hash }) => ({ id: outside(_id), chain, n, at: done.toISOString(), by: names(by)!, action, ...(subject && { subject }), ...(detail && { detail }), hash })),
  };
}

interface Fault { chain: string; n: number; zh: string; en: string }

/** Goes through one chain, or through all within reach: each entry's hash, its link to the one before, no gap; and the daily seals. */
async function check({ who, query }: Call<'/audit/check', { chain?: string }>) {
  if (query.chain && !mayRead(who, query.chain)) throw new Problem('OUT_OF_REACH');
  const chains = query.chain ? [query.chain] : await chainsOf(who);
  const faults: Fault[] = [];
  const ends = new Map<string, AuditEntry[]>();
  let entries = 0;
  for (const chain of chains) {
    const found = await AuditEntries.find({ chain }).sort({ n: 1 }).lean<AuditEntry[]>();
    entries += found.length;
    faults.push(...faultsOf(chain, found));
    ends.set(chain, found);
  }
  faults.push(...sealFaults(await AuditSeals.find().sort({ n: 1 }).lean<AuditSeal[]>(), ends));
  return { chains: chains.length, entries, sound: faults.length === 0, faults: faults.slice(0, 200) };
}

async function chainsOf(who: Who): Promise<string[]> {
  const cases = await Cases.find(areaFilter(who.region!), { _id: 1 }).lean<Case[]>();
  return [...(who.region === province ? [SYSTEM] : []), ...cases.map(({ _id }) => _id)];
}

function faultsOf(chain: string, entries: AuditEntry[]): Fault[] {
  const faults: Fault[] = [];
  let previous = '';
  entries.forEach((entry, index) => {
    if (entry.n !== index + 1) faults.push({ chain, n: index + 1, zh: `缺少第 ${index + 1} 条`, en: `Entry ${index + 1} is missing` });
    if (entry.hash !== auditHash(entry)) faults.push({ chain, n: entry.n, zh: '内容已被改动', en: 'Its content was changed' });
    if (entry.previous !== previous) faults.push({ chain, n: entry.n, zh: '与上一条不相接', en: 'It does not link to the one before' });
    previous = entry.hash;
  });
  return faults;
}

/** What was sealed on a day must still be there as it was. */
function sealFaults(seals: AuditSeal[], chains: Map<string, AuditEntry[]>): Fault[] {
  return seals.flatMap(({ day, heads }) => heads.flatMap(({ chain, n, hash }): Fault[] => {
    const entries = chains.get(chain);
    if (!entries || entries[n - 1]?.hash === hash) return [];
    return [{ chain, n, zh: `与 ${day} 封存的记录不符`, en: `It is not what was sealed on ${day}` }];
  }));
}
