import { z } from 'zod';
import { bilingual, id, instant, yuan } from './common';
import { operation } from './operation';

const cited = bilingual.optional();

/** Something that a party may do: until when and why, where, with which papers, for how much, and what ends it. */
export const remedyRow = z
  .strictObject({
    code: z.string(),
    /**
     * `remedy`: it takes the dispute on to another body; `request`: it asks for something in what runs; `answer`: it
     * answers the other side or an authority.
     */
    kind: z.enum(['remedy', 'request', 'answer']),
    name: bilingual,
    sides: z.array(z.enum(['worker', 'employer'])),
    /** The task by which it is used, its name, and what is said of it; none if it is used in person. */
    task: id.optional(),
    step: bilingual.optional(),
    note: bilingual.optional(),
    /** The end of the last day; null: none runs. */
    due: instant.nullable(),
    workingDaysLeft: z.number().int().nullable().optional(),
    provisional: z.boolean().optional(),
    limit: bilingual.optional(),
    article: cited,
    /** Why it ends on this day. */
    explanation: bilingual.optional(),
    /** How long it is open, where its day is not known. */
    within: bilingual.optional(),
    law: cited,
    /** The body to turn to, and which of its kind has jurisdiction. */
    forum: z.strictObject({ name: bilingual, which: bilingual, law: cited }),
    /** Such bodies near the place of the case, nearest first. */
    places: z.array(
      z.strictObject({ id, name: bilingual, address: z.string().optional(), phone: z.string().optional() }),
    ),
    /** Papers to bring; `document`: the case has it. */
    papers: z.array(z.strictObject({ code: z.string(), name: bilingual, document: id.optional() })),
    fee: z.strictObject({ text: bilingual, law: cited }),
    closes: bilingual,
  })
  .meta({ id: 'Remedy' });
export type RemedyRow = z.infer<typeof remedyRow>;

export const caseRemedies = operation({
  id: 'caseRemedies',
  tag: 'cases',
  method: 'get',
  path: '/cases/{number}/remedies',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({
    /** What was agreed or decided, the newest last. */
    results: z.array(
      z.strictObject({
        kind: z.string(),
        name: bilingual,
        /** When it was made or came into force. */
        day: z.string().optional(),
        amount: yuan.optional(),
        clauses: z.array(bilingual),
      }),
    ),
    /** Soonest last day first. A party sees its own, others those of both sides. */
    rows: z.array(remedyRow),
  }),
  summary: { zh: '结果和现在可以做什么', en: 'The result, and what the parties may do now' },
});
