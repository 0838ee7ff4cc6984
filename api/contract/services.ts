import { z } from 'zod';
import { servers, serviceMethods } from '../../domain/service/methods';
import { bilingual, id, instant, pageOf, paging, person } from './common';
import { operation } from './operation';

const tag = 'services';
const day = z.string();

/** A paper and one of its recipients in the ledger of service (送达台账). */
export const serviceSchema = z
  .strictObject({
    id: z.string(),
    case: z.string(),
    /** Worker against employer. */
    title: z.string(),
    paper: z.string(),
    name: bilingual,
    /** The number of the paper, if its issuer numbers such papers. */
    number: z.string().optional(),
    /** A side, or one of several workers. */
    recipient: z.string(),
    by: z.enum(servers),
    groups: z.array(z.string()),
    status: z.enum(['pending', 'waiting', 'served', 'withdrawn']),
    /** The end of the time limit for service; null if there is none. */
    due: instant.nullable(),
    workingDaysLeft: z.number().int().nullable(),
    madeOn: day.optional(),
    attempts: z.array(
      z.strictObject({
        method: z.enum(serviceMethods.codes),
        on: day,
        result: z.enum(['received', 'refused', 'returned']),
        /** Ids of the documents that prove the service. */
        proof: z.array(z.string()),
        by: person.optional(),
        /** For staff: who signed for it, where it was sent, why it was returned. */
        receivedBy: z.string().optional(),
        address: z.string().optional(),
        why: z.string().optional(),
      }),
    ),
    servedOn: day.optional(),
    /** While it waits: the day on which it will count as served. */
    countsOn: day.optional(),
    /** The rule that determines the day, with its articles. */
    rule: bilingual.optional(),
    article: bilingual.optional(),
    /** The limits that run from the day of service, with their last days. */
    counts: z.array(z.strictObject({ limit: z.string(), title: bilingual, due: day.nullable() })),
    corrected: z.array(
      z.strictObject({
        from: day,
        to: day,
        why: z.string().optional(),
        on: day.optional(),
        by: person.optional(),
        moved: z.array(
          z.strictObject({ limit: z.string(), title: bilingual, from: instant.nullable(), to: instant.nullable() }),
        ),
      }),
    ),
    /** The task by which it is served, if it is still to be. */
    task: id.optional(),
    openedAt: instant,
  })
  .meta({ id: 'Service' });
export type Service = z.infer<typeof serviceSchema>;

export const caseServices = operation({
  id: 'caseServices',
  tag,
  method: 'get',
  path: '/cases/{number}/services',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({
    rows: z.array(serviceSchema),
    /** The task by which a day of service can be corrected, if the reader may do so. */
    correction: id.optional(),
  }),
  summary: { zh: '案件的送达台账', en: 'The ledger of service of a case' },
});

export const listServices = operation({
  id: 'listServices',
  tag,
  method: 'get',
  path: '/services',
  permission: 'service.list',
  target: { list: 'case', query: { region: 'area' } },
  query: z.strictObject({
    ...paging,
    /** `pending`: still to be served; `waiting`: counts as served once days have passed. */
    status: z.enum(['pending', 'waiting', 'served']).default('pending'),
    paper: z.string().max(100).optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  answer: pageOf(serviceSchema),
  summary: { zh: '待送达的文书', en: 'Papers to be served' },
});
