import { z } from 'zod';
import { memberSchema } from '../../domain/party';
import { yuan } from './common';
import { operation } from './operation';

const tag = 'cases';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const rosterSchema = z
  .strictObject({
    /** The workers of the accepted rows, as a filing lists them. */
    members: z.array(memberSchema),
    /** The rows that were not accepted, by their numbers in the spreadsheet, and why. */
    refused: z.array(z.strictObject({ row: z.number().int(), zh: z.string(), en: z.string() })),
  })
  .meta({ id: 'Roster' });

export const readRoster = operation({
  id: 'readRoster',
  tag,
  method: 'post',
  path: '/rosters',
  permission: 'case.file',
  target: { none: 'A spreadsheet is read for whoever sends it, and not kept' },
  accepts: 'multipart/form-data',
  strangers: 100,
  keyed: false,
  body: z.strictObject({ file: z.any().meta({ type: 'string', format: 'binary' }) }),
  answer: rosterSchema,
  summary: { zh: '读取劳动者名单（Excel）', en: 'Read a roster of workers from a spreadsheet' },
});
export const emptyRoster = operation({
  id: 'emptyRoster',
  tag,
  method: 'get',
  path: '/rosters/empty',
  permission: 'case.file',
  target: { none: 'It is the same for everybody' },
  gives: xlsx,
  summary: { zh: '空白的劳动者名单（Excel）', en: 'An empty roster to fill in' },
});
export const exportRoster = operation({
  id: 'exportRoster',
  tag,
  method: 'get',
  path: '/cases/{number}/roster',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  gives: xlsx,
  summary: { zh: '案件的劳动者名单（Excel）', en: 'The roster of a case' },
});
export const listWorkers = operation({
  id: 'listWorkers',
  tag,
  method: 'get',
  path: '/cases/{number}/workers',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  query: z.strictObject({ from: z.coerce.number().int().min(1).max(100_000).default(1) }),
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        /** The number in the roster, from 1. */
        number: z.number().int(),
        name: z.string(),
        /** His own part of the claims, if it is known. */
        claimed: yuan.optional(),
        /** What came of the case for him; none while it goes on. */
        outcome: z.string().optional(),
        on: z.string().optional(),
        /** What he alone is owed by it. */
        amount: yuan.optional(),
      }),
    ),
    total: z.number().int(),
    /** The first number of the next page. */
    next: z.number().int().optional(),
  }),
  summary: { zh: '名单上的劳动者及各人的处理结果', en: 'The workers of a case and what came of it for each' },
});
