import type { Response } from 'express';
import { toDay } from '../../domain/limits/dates';
import { sumFen, toFen, toYuan } from '../../domain/money';
import { outcomes } from '../../domain/outcomes';
import { workerOutcome, type Course, type WorkerOutcome } from '../../domain/roster/outcomes';
import { claimHeader, largestRoster, rosterColumns, type Listed } from '../../domain/roster/roster';
import { sidesOf } from '../../domain/reach';
import type { Lang } from '../../domain/text';
import { asApplied, type Case } from '../../models';
import { inThread, TooHeavy } from '../../threads/pool';
import { sendSheet } from '../../threads/sendSheet';
import type { Cell, SheetForm } from '../../threads/sheet';
import { reaches } from '../access/reach';
import { belonging } from '../access/targets';
import type { Who } from '../access/Who';
import { audit } from '../audit/audit';
import * as contract from '../contract/rosters';
import { zipProblem } from '../documents/receive';
import { receiveSheet } from '../documents/receiveSheet';
import { route, type Call } from '../http/Route';
import { masked } from '../views/masked';

export const rosterRoutes = [
  route(contract.readRoster, async ({ req }) => {
    const bytes = await receiveSheet(req, largestRoster);
    const read = await inThread('roster', 'readRosterSheet', { bytes }, (input) => [
      input.bytes.buffer as ArrayBuffer,
    ]).catch((error: unknown) =>
      error instanceof TooHeavy ? { fault: 'tooMuch' as const } : Promise.reject(error as Error),
    );
    if ('fault' in read) throw zipProblem(read.fault);
    return read;
  }),
  route(contract.emptyRoster, async ({ lang, res }) => {
    await send(res, 'roster.xlsx', formOf(lang, 1), []);
    return undefined;
  }),
  route(contract.exportRoster, exportRoster),
  route(contract.listWorkers, ({ target, query }) => {
    const { members } = rosterOf(target);
    const course = courseOf(target);
    const last = query.from + PAGE;
    return {
      rows: members.slice(query.from - 1, last - 1).map(({ name, claims }, index) => ({
        number: query.from + index,
        name,
        ...(claims?.length && { claimed: toYuan(sumFen(claims.map(({ amount }) => toFen(amount)))) }),
        ...workerOutcome(query.from + index - 1, course),
      })),
      total: members.length,
      ...(last <= members.length && { next: last }),
    };
  }),
];

const PAGE = 200;

/** What is known of the course of a case for its workers. */
function courseOf({ facts, outcome, closedAt }: Case): Course {
  const { workerEnds, workerAgreements, courtEnds, effects, arbitration, agreement } = facts as Record<
    string,
    { [name: string]: unknown } | null
  >;
  return {
    ends: [workerAgreements, workerEnds, courtEnds].flatMap((each) => (Array.isArray(each) ? each : [])),
    effects: effects ?? arbitration?.effects,
    agreed: agreement?.terms,
    outcome,
    ...(closedAt && { closedOn: toDay(closedAt.toISOString()) }),
  };
}

/** The workers of a case: to those who handle it as listed, to others so that they can recognise them. */
async function exportRoster(call: Call<'/cases/{number}/roster'>): Promise<undefined> {
  const { target: found, who, lang, res } = call;
  const { members, claims } = rosterOf(found);
  await audit(call, found._id, 'case.roster', undefined, { workers: members.length });
  const course = courseOf(found);
  const rows = members.map((each, index) => [
    ...rowOf(shownTo(who, found, each), claims),
    ...outcomeCells(workerOutcome(index, course), lang),
  ]);
  await send(res, `${found._id}-roster.xlsx`, formOf(lang, claims, true), rows);
  return undefined;
}

function rosterOf(found: Case): { members: Listed[]; claims: number } {
  const { workers, claims } = asApplied(found) as { workers?: { members?: Listed[] | null }; claims?: unknown[] };
  return { members: workers?.members ?? [], claims: claims?.length ?? 0 };
}

/** Numbers are masked except for those who handle the case; the other side does not get telephone numbers. */
function shownTo(who: Who, found: Case, member: Listed): Listed {
  if (reaches(who, 'case.change', belonging(found))) return member;
  const { phone, ...rest } = masked(member);
  return sidesOf(who, belonging(found)).includes('worker') ? { ...rest, ...(phone && { phone }) } : rest;
}

const rowOf = (member: Listed, claims: number): Cell[] => [
  ...rosterColumns.map(({ key }) => member[key]),
  ...Array.from({ length: claims }, (_, index) => amountOf(member, index + 1)),
];
const amountOf = ({ claims = [] }: Listed, claim: number): Cell => claims.find((each) => each.claim === claim)?.amount;

const outcomeColumns = [
  { zh: '处理结果', en: 'Outcome', width: 24, format: '@' },
  { zh: '日期', en: 'Date', width: 14, format: '@' },
  { zh: '应得金额（元）', en: 'Owed (yuan)', width: 16, format: '0.00' },
];
const agreed = { zh: '已达成协议，履行中', en: 'Agreed; being performed' };
const outcomeCells = ({ outcome, on, amount }: WorkerOutcome, lang: Lang): Cell[] => [
  outcome && outcomes.has(outcome) ? outcomes.name(outcome, lang) : on && agreed[lang],
  on,
  amount,
];

/** Texts are formatted as texts, so that a spreadsheet never takes one for a formula or a number. */
const formOf = (lang: Lang, claims: number, ended = false): SheetForm => ({
  name: lang === 'zh' ? '劳动者名单' : 'Roster',
  columns: [
    ...rosterColumns.map((column) => ({ header: column[lang], width: column.width, format: '@' })),
    ...Array.from({ length: claims }, (_, index) => ({
      header: claimHeader(index + 1)[lang],
      width: 16,
      format: '0.00',
    })),
    ...(ended ? outcomeColumns.map(({ zh, en, ...column }) => ({ header: lang === 'zh' ? zh : en, ...column })) : []),
  ],
});

async function send(res: Response, fileName: string, form: SheetForm, rows: Cell[][]): Promise<void> {
  res.setHeader('Content-Type', contract.exportRoster.gives!);
  res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  res.setHeader('Cache-Control', 'no-store');
  await sendSheet(res, form, rows.length ? [rows] : []);
  res.end();
}
