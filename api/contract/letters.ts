import { z } from 'zod';
import { letterStates } from '../../domain/letters';
import { bilingual, day, id, instant, pageOf, paging } from './common';
import { operation } from './operation';

const tag = 'notices';
/** As many as are merged into one file. */
export const MOST_LETTERS = 50;

/** A notice on paper, to whom no other channel reaches. */
export const letterSchema = z
  .strictObject({
    id,
    case: z.string(),
    name: z.string(),
    address: z.string(),
    title: bilingual,
    /** The last day that it names. */
    day: day.optional(),
    status: z.enum(letterStates.codes),
    /** With which others it was printed: that file can be had again. */
    batch: z.string().optional(),
    number: z.string().optional(),
    postedOn: day.optional(),
    /** The day on which it arrived or came back, and why it did. */
    endedOn: day.optional(),
    why: z.string().optional(),
    at: instant,
  })
  .meta({ id: 'Letter' });
export type Letter = z.infer<typeof letterSchema>;

export const listLetters = operation({
  id: 'listLetters',
  tag,
  method: 'get',
  path: '/letters',
  permission: 'letter.post',
  target: { list: 'case', query: { region: 'area' } },
  query: z.strictObject({
    ...paging,
    status: z.enum(letterStates.codes).optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  answer: pageOf(letterSchema),
  summary: { zh: '要打印、邮寄的信函', en: 'Letters to be printed and posted' },
});
export const caseLetters = operation({
  id: 'caseLetters',
  tag,
  method: 'get',
  path: '/cases/{number}/letters',
  permission: 'case.inside',
  target: { path: { number: 'case' } },
  query: z.strictObject(paging),
  answer: pageOf(letterSchema),
  summary: { zh: '案件的信函', en: 'The letters of a case' },
});
export const printLetters = operation({
  id: 'printLetters',
  tag,
  method: 'post',
  path: '/letters/print',
  permission: 'letter.post',
  target: { body: { ids: 'letter' } },
  body: z.strictObject({ ids: z.array(id).min(1).max(MOST_LETTERS) }),
  answer: z.strictObject({
    batch: z.string(),
    printed: z.number().int(),
    /** Left out, because their step is over. */
    dropped: z.number().int(),
  }),
  summary: { zh: '打印信函', en: 'Print letters: what is over is left out' },
});
export const downloadLetters = operation({
  id: 'downloadLetters',
  tag,
  method: 'get',
  path: '/letters/printed/{batch}',
  permission: 'letter.post',
  target: { path: { batch: { none: 'It contains only the letters within reach' } } },
  query: z.strictObject({ as: z.enum(['docx', 'pdf']).default('docx') }),
  gives: 'application/octet-stream',
  summary: { zh: '下载打印的信函', en: 'The letters printed together, one a page' },
});
export const postLetter = operation({
  id: 'postLetter',
  tag,
  method: 'post',
  path: '/letters/{id}/posted',
  permission: 'letter.post',
  target: { path: { id: 'letter' } },
  body: z.strictObject({
    number: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z-]{5,40}$/),
    on: day,
  }),
  answer: letterSchema,
  summary: { zh: '登记邮件号', en: 'Enter the number under which a letter was posted' },
});
export const endLetter = operation({
  id: 'endLetter',
  tag,
  method: 'post',
  path: '/letters/{id}/outcome',
  permission: 'letter.post',
  target: { path: { id: 'letter' } },
  /** Of a letter that came back it is said why. */
  body: z.strictObject({
    result: z.enum(['delivered', 'returned']),
    on: day,
    why: z.string().trim().min(1).max(300).optional(),
  }),
  answer: letterSchema,
  summary: { zh: '登记妥投或者退回', en: 'Enter that a letter arrived or came back' },
});
