import { AuditEntries, AuditReads, Cases, READS, type AuditEntry, type AuditRead, type Case } from '../../models';
import { inArea } from '../../domain/reach';
import { province } from '../../domain/regions';
import { areaFilter } from '../access/reach';
import type { Who } from '../access/Who';
import { SYSTEM } from '../audit/audit';
import { checkChains, checkSeals, newestSeal } from '../audit/check';
import * as contract from '../contract/audit';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { outside, regionsOf } from '../access/targets';
import { namesOf } from '../views/people';

export const auditRoutes = [
  route(contract.listAudit, list),
  route(contract.checkAudit, check),
  route(contract.listReads, listReads),
];

/** Those rows whose chains the caller may read. */
async function readable<T>(who: Who, rows: readonly T[], chainOf: (row: T) => string): Promise<T[]> {
  const regionOf = await regionsOf(rows.map(chainOf));
  return rows.filter((row) => inArea(who, regionOf(chainOf(row))));
}

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
      bounds: boundsOf(query, at),
    },
    { among: (rows) => readable(who, rows, ({ chain }) => chain) },
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

/** At most this many cases are checked per request, and this many faults reported. */
const CASES = 200;
const FAULTS = 200;
const EARLIEST = Date.UTC(2015, 0, 1);

/**
 * Checks one chain, or those within reach part by part; the last part also checks the daily seals and, for callers
 * responsible for the whole province, the chains that belong to no case.
 */
async function check({ who, query, at }: Call<'/audit/check', { chain?: string; after?: string; seal?: string }>) {
  const { chains, next } = query.chain
    ? { chains: [query.chain], next: undefined }
    : await chainsOf(who, at, query.after);
  const { entries, faults } = await checkChains(chains, (chain) => !query.chain && isCase(chain));
  if (!next) {
    const wanted = async (heads: readonly string[]) =>
      query.chain ? heads.filter((chain) => chain === query.chain) : readable(who, heads, (chain) => chain);
    faults.push(...(await checkSeals(wanted, query.seal)));
  }
  const seal = await newestSeal();
  return {
    chains: chains.length,
    entries,
    sound: faults.length === 0,
    faults: faults.slice(0, FAULTS),
    ...(seal && { seal }),
    next,
  };
}

const isCase = (chain: string): boolean => chain.startsWith('AH-');

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
  const system = !after && who.region === province ? [SYSTEM, READS] : [];
  return { chains: [...system, ...page.rows.map(({ _id }) => _id)], next: page.next };
}

/** Who read a case, or what somebody read. */
async function listReads({
  who,
  query,
  at,
}: Call<'/audit/reads', { size: number; after?: string; case?: string; by?: string; from?: string; to?: string }>) {
  const page = await pageOf<AuditRead>(
    AuditReads,
    {
      filter: { ...(query.case && { case: query.case }), ...(query.by && { by: query.by }) },
      sort: 'at',
      direction: -1,
      size: query.size,
      after: query.after,
      bounds: boundsOf(query, at),
    },
    { among: (rows) => readable(who, rows, (row) => row.case) },
  );
  const names = await namesOf(page.rows.map(({ by }) => by));
  return {
    ...page,
    rows: page.rows.map(({ _id, at: seen, by, case: number, action, subject }) => ({
      id: outside(_id),
      at: seen.toISOString(),
      by: names(by)!,
      case: number,
      action,
      ...(subject && { subject: outside(subject) }),
    })),
  };
}

const boundsOf = ({ from, to }: { from?: string; to?: string }, now: Date): [number, number] => [
  from ? Date.parse(from) : EARLIEST,
  to ? Date.parse(to) : now.getTime() + 86_400_000,
];
