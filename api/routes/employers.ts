import type { Response } from 'express';
import { toDay } from '../../domain/limits/dates';
import { isPublicCode } from '../../domain/employers/employer';
import { employerColumns, largestEmployerSheet } from '../../domain/employers/sheet';
import type { Lang } from '../../domain/text';
import { beginningTerm, Cases, Employers, plain, type Case, type Employer } from '../../models';
import { inThread, TooHeavy } from '../../threads/pool';
import { sendSheet } from '../../threads/sendSheet';
import type { Cell, SheetForm } from '../../threads/sheet';
import { reaches } from '../access/reach';
import { belonging, outside } from '../access/targets';
import type { Who } from '../access/Who';
import { askedPieces } from '../askedPieces';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/employers';
import { zipProblem } from '../documents/receive';
import { receiveSheet } from '../documents/receiveSheet';
import {
  addEmployer,
  changeEmployer,
  distinguishEmployers,
  importEmployers,
  mergeEmployers,
} from '../employers/register';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { displayed } from '../views/cases';
import { employerRowOf, employerView } from '../views/employers';

export const employerRoutes = [
  route(contract.listEmployers, async ({ who, query, at }) => {
    const page = await pageOf<Employer>(
      Employers,
      { ...listOf(who, query, at), size: query.size, after: query.after },
      (found) => fits(found, query),
    );
    return { ...page, rows: page.rows.map(employerRowOf) };
  }),
  route(contract.exportEmployers, exportEmployers),
  route(contract.emptyEmployers, async ({ lang, res }) => {
    await send(res, 'employers.xlsx', formOf(lang), []);
    return undefined;
  }),
  route(contract.importEmployers, async (call) => {
    const bytes = await receiveSheet(call.req, largestEmployerSheet);
    const read = await inThread('register', 'readEmployerSheet', { bytes }, (input) => [
      input.bytes.buffer as ArrayBuffer,
    ]).catch((error: unknown) =>
      error instanceof TooHeavy ? { fault: 'tooMuch' as const } : Promise.reject(error as Error),
    );
    if ('fault' in read) throw zipProblem(read.fault);
    return importEmployers(call, read);
  }),
  route(contract.suggestEmployers, async ({ query: { text, size } }) => ({ rows: await suggested(text, size) })),
  route(contract.addEmployer, async (call) => shown(call.who, await addEmployer(call, call.body))),
  route(contract.readEmployer, ({ who, target }) => employerView(who, target)),
  route(contract.changeEmployer, async (call) => {
    await changeEmployer(call, call.target, call.body);
    return shown(call.who, call.target._id);
  }),
  route(contract.mergeEmployers, async (call) => {
    await mergeEmployers(call, call.target._id, call.body.other, call.body.reason);
    return shown(call.who, call.target._id);
  }),
  route(contract.distinguishEmployers, async (call) => {
    await distinguishEmployers(call, call.target, call.body.other, call.body.reason);
    return shown(call.who, call.target._id);
  }),
  route(contract.employerRecord, record),
];

const shown = async (who: Who, id: string) => employerView(who, (await Employers.findById(id).lean<Employer>())!);

interface Wanted {
  text?: string;
  region?: string;
  industry?: string;
  sizeClass?: string;
  focus?: 'true';
  alike?: 'true';
}

const EARLIEST = Date.UTC(2015, 0, 1);
/** How far another server's clock may be ahead of this one's. */
const AHEAD = 5 * 60_000;

/** Every area knows what is in it, so that one equality selects what the reader may see. */
function listOf(who: Who, { text, region, industry, sizeClass, focus, alike }: Wanted, at: Date) {
  const pieces = text ? askedPieces(text) : [];
  return {
    filter: {
      places: region ?? who.region,
      ...(alike && { suspect: true }),
      ...(focus && { focus: true }),
      ...(industry && { industry }),
      ...(sizeClass && { size: sizeClass }),
      ...(pieces.length && { terms: { $all: pieces } }),
    },
    sort: 'registeredAt',
    direction: -1 as const,
    bounds: [EARLIEST, at.getTime() + AHEAD] as [number, number],
    projection: { terms: 0, changes: 0, merged: 0 } as const,
  };
}

const namesIn = ({ name, formerNames, codes }: Employer): string[] => [name, ...(formerNames ?? []), ...codes];
const fits = (found: Employer, { text }: Wanted): boolean =>
  !text || namesIn(found).some((each) => plain(each).includes(plain(text)));

/** Looked at for a suggestion: names that begin alike are few after some letters. */
const MOST_ALIKE = 200;

/** Employers whose name, or a former one, begins with the text; then those that contain it. */
async function suggested(text: string, size: number) {
  const typed = plain(text);
  if ([...typed].length < 2) return [];
  const fields = { name: 1, formerNames: 1, region: 1, industry: 1, active: 1, codes: 1 } as const;
  const read = (filter: Record<string, unknown>) => Employers.find(filter, fields).limit(MOST_ALIKE).lean<Employer[]>();
  const places = (found: Employer[], how: 'startsWith' | 'includes') =>
    found.filter((each) => each.active !== false && namesIn(each).some((name) => plain(name)[how](typed)));
  const begin = places(await read({ terms: beginningTerm(text) }), 'startsWith');
  const rest = begin.length < size ? places(await read({ terms: { $all: askedPieces(text) } }), 'includes') : [];
  return [...new Map([...begin, ...rest].map((each) => [each._id, each])).values()]
    .slice(0, size)
    .map(({ _id, name, region, industry }) => ({
      name,
      region,
      ...(industry && { industry }),
      ...(isPublicCode(_id) && { creditCode: _id }),
    }));
}

/** Texts are formatted as texts, so that a spreadsheet never takes one for a formula or a number. */
const formOf = (lang: Lang): SheetForm => ({
  name: lang === 'zh' ? '用人单位' : 'Employers',
  columns: employerColumns.map(({ key, width, ...column }) => ({
    header: column[lang],
    width,
    ...(key !== 'headcount' && { format: '@' }),
  })),
});

async function exportEmployers(call: Call<'/employers/export', Wanted>): Promise<undefined> {
  const { query, at, lang, res } = call;
  await audit(call, SYSTEM, 'employer.export', undefined, { filters: Object.keys(query) });
  await send(res, `employers-${toDay(at.toISOString())}.xlsx`, formOf(lang), exportedPages(call));
  return undefined;
}

const EXPORTED = 50_000;

/** Row by row as it is read, so that a list is never held in memory as a whole; an import reads what an export wrote. */
async function* exportedPages({ who, query, at, lang }: Call<'/employers/export', Wanted>): AsyncGenerator<Cell[][]> {
  let after: string | undefined;
  for (let rows = 0; rows < EXPORTED;) {
    const page = await pageOf<Employer>(Employers, { ...listOf(who, query, at), size: 500, after }, (found) =>
      fits(found, query),
    );
    yield page.rows.map((found) => rowOf(found, lang));
    rows += page.rows.length;
    after = page.next;
    if (!after) break;
  }
}

const rowOf = (found: Employer, lang: Lang): Cell[] =>
  employerColumns.map(({ key, write }) => {
    const value = key === 'creditCode' ? found._id : found[key];
    return value === undefined || value === null ? undefined : write(value as never, lang);
  });

async function send(
  res: Response,
  fileName: string,
  form: SheetForm,
  pages: AsyncIterable<Cell[][]> | Iterable<Cell[][]>,
): Promise<void> {
  res.setHeader('Content-Type', contract.exportEmployers.gives!);
  res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  res.setHeader('Cache-Control', 'no-store');
  await sendSheet(res, form, pages);
  res.end();
}

/** Its latest cases that are counted. */
const COUNTED = 1_000;

/** What the employer has had: its cases, by all its codes, as far as the reader may see them, and what came of them. */
async function record(call: Call<'/employers/{id}/record', { size: number; after?: string }>) {
  const { target, who, query, at, deps } = call;
  const list = {
    filter: { parties: { $in: target.codes.map((code) => deps.keys.partyKey('employer', code)) } },
    sort: 'filedAt',
    direction: -1 as const,
    bounds: [EARLIEST, at.getTime() + AHEAD] as [number, number],
    window: at.getTime() - EARLIEST,
  };
  const mine = (found: Case) => reaches(who, 'case.read', belonging(found));
  const projection = { data: 0, terms: 0, factsIn: 0, facts: 0 } as const;
  const [page, counted] = await Promise.all([
    pageOf<Case>(Cases, { ...list, projection, size: query.size, after: query.after }, mine),
    pageOf<Case>(Cases, { ...list, projection: COUNTED_FIELDS, size: COUNTED }, mine),
  ]);
  const disputes = counted.rows.filter(({ matter }) => !matter);
  return {
    figures: {
      open: disputes.filter(({ status }) => status === 'open').length,
      closed: disputes.filter(({ status }) => status === 'closed').length,
      settlementsKept: disputes.filter(({ outcome }) => kept.has(outcome ?? '')).length,
      settlementsBroken: disputes.filter(isBroken).length,
      matters: counted.rows.length - disputes.length,
      capped: counted.next !== undefined,
    },
    rows: page.rows.map((found) => ({
      number: outside(found._id),
      display: displayed(found),
      title: found.title ?? found.worker,
      ...(found.matter && { kind: found.matter }),
      region: found.region,
      at: found.filedAt.toISOString(),
      status: found.status,
      ...(found.stage && { stage: found.stage }),
      ...(found.outcome && { outcome: found.outcome }),
    })),
    ...(page.next && { next: page.next }),
  };
}

const COUNTED_FIELDS = {
  matter: 1,
  readers: 1,
  region: 1,
  organisation: 1,
  parties: 1,
  mediator: 1,
  filedBy: 1,
  filedAt: 1,
  status: 1,
  outcome: 1,
  'facts.negotiation.result': 1,
  'facts.mediation.result': 1,
} as const;
/** Outcomes of an agreement that was performed. */
const kept = new Set(['settled-and-performed', 'mediated-and-performed']);
/** Whether an agreement of the case was not performed, whatever came of it later. */
function isBroken({ outcome, facts }: Pick<Case, 'outcome' | 'facts'>): boolean {
  const { negotiation, mediation } = (facts ?? {}) as Record<string, { result?: unknown } | null | undefined>;
  return (
    outcome === 'settlement-breached' || [negotiation, mediation].some((stage) => stage?.result === 'not-performed')
  );
}
