import { causes } from '../../domain/causes';
import { toDay } from '../../domain/limits/dates';
import { displayCaseNumber } from '../../domain/caseNumber';
import { keyGroups } from '../../domain/groups';
import { industries } from '../../domain/industries';
import { toYuan } from '../../domain/money';
import { outcomes } from '../../domain/outcomes';
import { isParty } from '../../domain/reach';
import { regionName } from '../../domain/regions';
import { pipelineStages } from '../../domain/stages';
import type { Lang } from '../../domain/text';
import { Cases, plain, type Case } from '../../models';
import type { Cell } from '../../threads/sheet';
import { sendSheet } from '../../threads/sendSheet';
import { areaFilter, filterOf, reaches } from '../access/reach';
import { belonging } from '../access/targets';
import type { Who } from '../access/Who';
import { askedPieces } from '../askedPieces';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/cases';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { caseRows } from '../views/cases';

export const caseListRoutes = [
  route(contract.listCases, async ({ who, query, at, deps }) => {
    const page = await pageOf<Case>(
      Cases,
      { ...listOf(who, query, at), size: query.size, after: query.after },
      (found) => fits(who, found, query),
    );
    return { ...page, rows: await caseRows(page.rows, at, await deps.references.inForce(), isParty(who)) };
  }),
  route(contract.countCases, async ({ who, query, at }) => {
    const page = await pageOf<Case>(
      Cases,
      { ...listOf(who, query, at), size: COUNTED, projection: LOOKED_AT },
      (found) => fits(who, found, query),
    );
    return { count: page.rows.length, capped: page.next !== undefined };
  }),
  route(contract.exportCases, exportCases),
];

interface Wanted {
  status?: string;
  stage?: string;
  region?: string;
  organisation?: string;
  mediator?: string;
  industry?: string;
  keyGroup?: string;
  cause?: string;
  outcome?: string[];
  breached?: string;
  incident?: 'true' | 'false';
  filedFrom?: string;
  filedTo?: string;
  dueWithin?: number;
  text?: string;
  view?: 'area' | 'mine';
  sort?: 'filedAt' | 'due' | 'updatedAt';
}

const COUNTED = 300;
/** What `fits` and the sort keys need. */
const LOOKED_AT = {
  filedAt: 1,
  due: 1,
  updatedAt: 1,
  region: 1,
  organisation: 1,
  parties: 1,
  worker: 1,
  employer: 1,
} as const;
const EXPORTED = 50_000;
const DAY = 86_400_000;
const EARLIEST = Date.UTC(2015, 0, 1);
/** How far another server's clock may be ahead of this one's. */
const AHEAD = 5 * 60_000;
/** A province receives some hundreds of cases a day. */
const HOUR = 3_600_000;

/** The query for a page: its index begins with what the reader may see and ends in the sort key. */
function listOf(who: Who, wanted: Wanted, now: Date) {
  const sort = wanted.dueWithin === undefined ? (wanted.sort ?? 'filedAt') : 'due';
  const from = wanted.filedFrom ? Date.parse(`${wanted.filedFrom}T00:00:00+08:00`) : EARLIEST;
  const to = Math.min(
    wanted.filedTo ? Date.parse(`${wanted.filedTo}T00:00:00+08:00`) + DAY - 1 : Infinity,
    now.getTime() + AHEAD,
  );
  const filter = {
    ...filterOf(who, 'case.list', wanted.view),
    ...(wanted.region && areaFilter(wanted.region)),
    ...equalities(wanted),
    matter: null,
    ...(who.kind === 'party' && { _id: who.case }),
  };
  if (who.kind === 'party') delete (filter as Record<string, unknown>).parties;
  const projection = { data: 0, facts: 0, terms: 0, access: 0 } as const;
  if (sort === 'due') {
    const last = wanted.dueWithin === undefined ? Date.UTC(9999, 11, 31) : now.getTime() + wanted.dueWithin * DAY;
    return {
      filter: { ...filter, status: wanted.status ?? 'open' },
      sort,
      direction: 1 as const,
      bounds: [EARLIEST, last] as [number, number],
      anchor: now.getTime(),
      projection,
    };
  }
  return {
    filter,
    sort,
    direction: -1 as const,
    bounds: (sort === 'filedAt' ? [from, to] : [EARLIEST, now.getTime() + AHEAD]) as [number, number],
    window: HOUR,
    projection,
  };
}

function equalities({
  status,
  stage,
  organisation,
  mediator,
  industry,
  keyGroup,
  cause,
  outcome,
  breached,
  incident,
  text,
}: Wanted): Record<string, unknown> {
  const pieces = text ? askedBy(text) : [];
  return {
    ...(status && { status }),
    ...(stage && { stage }),
    ...(organisation && { organisation }),
    ...(mediator && { mediator }),
    ...(industry && { industry }),
    ...(keyGroup && { keyGroups: keyGroup }),
    ...(cause && { causes: cause }),
    ...(outcome && { outcome: { $in: outcome } }),
    ...(breached && { breached }),
    ...(incident && { incidents: incident === 'true' ? { $gt: 0 } : 0 }),
    ...(pieces.length && { terms: { $all: pieces } }),
  };
}

/** The pieces of a text that are looked up in the index (`terms`): a whole case number, otherwise its pieces. */
const askedBy = (text: string): string[] =>
  /^ah-\d{6}-\d{4}-\d{6,9}$/.test(plain(text)) ? [plain(text)] : askedPieces(text);

/**
 * What no index can check: the rest of the text, the filing dates if another key is the sort key, and again that the
 * case is within reach.
 */
function fits(who: Who, found: Case, { text, filedFrom, filedTo, view }: Wanted): boolean {
  if (!reaches(who, 'case.list', belonging(found))) return false;
  if (view === 'mine' && who.kind === 'user' && !found.parties.some((key) => who.parties.includes(key))) return false;
  if (filedFrom && found.filedAt.getTime() < Date.parse(`${filedFrom}T00:00:00+08:00`)) return false;
  if (filedTo && found.filedAt.getTime() >= Date.parse(`${filedTo}T00:00:00+08:00`) + DAY) return false;
  return (
    !text ||
    [found._id, found.worker, found.employer].some((part) => plain(part).includes(plain(text))) ||
    found._id.toLowerCase() === plain(text)
  );
}

/** Written row by row as it is read, so that a list is never held in memory as a whole. */
async function exportCases(call: Call<'/cases/export', Wanted>): Promise<undefined> {
  const { query, at, lang, res } = call;
  await audit(call, SYSTEM, 'case.export', undefined, {
    filters: Object.keys(query).filter((name) => name !== 'text'),
  });
  res.setHeader('Content-Type', contract.exportCases.gives!);
  res.setHeader('Content-Disposition', `attachment; filename="cases-${toDay(at.toISOString())}.xlsx"`);
  res.setHeader('Cache-Control', 'no-store');
  await sendSheet(
    res,
    {
      name: lang === 'zh' ? '案件' : 'Cases',
      columns: columns.map(({ zh, en, width }) => ({ header: lang === 'zh' ? zh : en, width })),
    },
    exportedPages(call),
  );
  res.end();
  return undefined;
}

async function* exportedPages({ who, query, at, lang }: Call<'/cases/export', Wanted>): AsyncGenerator<Cell[][]> {
  let after: string | undefined;
  for (let rows = 0; rows < EXPORTED;) {
    const page = await pageOf<Case>(Cases, { ...listOf(who, query, at), size: 500, after }, (found) =>
      fits(who, found, query),
    );
    yield page.rows.map((found) => columns.map(({ value }) => value(found, lang)));
    rows += page.rows.length;
    after = page.next;
    if (!after) break;
  }
}

interface Column {
  zh: string;
  en: string;
  width: number;
  value(found: Case, lang: Lang): Cell;
}
const columns: Column[] = [
  { zh: '案号', en: 'Case', width: 30, value: ({ _id }) => displayCaseNumber(_id) },
  { zh: '编号', en: 'Number', width: 26, value: ({ _id }) => _id },
  { zh: '立案时间', en: 'Filed', width: 18, value: ({ filedAt }) => filedAt },
  { zh: '地区', en: 'Area', width: 18, value: ({ region }, lang) => regionName(region, lang, { full: true }) },
  { zh: '劳动者', en: 'Worker', width: 20, value: ({ worker }) => worker },
  { zh: '人数', en: 'Workers', width: 8, value: ({ workers }) => workers },
  { zh: '用人单位', en: 'Employer', width: 32, value: ({ employer }) => employer },
  {
    zh: '行业',
    en: 'Industry',
    width: 18,
    value: ({ industry }, lang) => (industry ? industries.name(industry, lang) : ''),
  },
  {
    zh: '重点群体',
    en: 'Key groups',
    width: 18,
    value: ({ keyGroups: groups }, lang) => groups.map((code) => keyGroups.name(code, lang)).join('、'),
  },
  {
    zh: '案由',
    en: 'Causes',
    width: 24,
    value: ({ causes: codes }, lang) => codes.map((code) => causes.name(code, lang)).join('、'),
  },
  { zh: '标的额（元）', en: 'Amount (yuan)', width: 14, value: ({ amount }) => toYuan(amount) },
  {
    zh: '状态',
    en: 'Status',
    width: 8,
    value: ({ status }, lang) => (lang === 'en' ? status : status === 'open' ? '在办' : '办结'),
  },
  { zh: '阶段', en: 'Stage', width: 10, value: ({ stage }, lang) => (stage ? pipelineStages.name(stage, lang) : '') },
  {
    zh: '结案方式',
    en: 'Outcome',
    width: 22,
    value: ({ outcome }, lang) => (outcome ? outcomes.name(outcome, lang) : ''),
  },
  { zh: '结案时间', en: 'Closed', width: 18, value: ({ closedAt }) => closedAt ?? '' },
  { zh: '超期事项数', en: 'Limits breached', width: 12, value: ({ breached }) => breached.length },
];
