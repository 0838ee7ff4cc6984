import { z } from 'zod';
import { id, instant, pageOf, paging, person } from './common';
import { operation } from './operation';

const tag = 'audit';
export const auditSchema = z
  .strictObject({
    id,
    chain: z.string(),
    n: z.number().int(),
    at: instant,
    by: person,
    action: z.string(),
    subject: z.string().optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const listAudit = operation({
  id: 'listAudit',
  tag,
  method: 'get',
  path: '/audit',
  permission: 'audit.read',
  target: { list: 'chain', query: { chain: 'chain' } },
  query: z.strictObject({
    ...paging,
    chain: z.string().max(60).optional(),
    by: z.string().max(100).optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  answer: pageOf(auditSchema),
  summary: { zh: '操作日志', en: 'The audit trail' },
});
export const checkAudit = operation({
  id: 'checkAudit',
  tag,
  method: 'get',
  path: '/audit/check',
  permission: 'audit.read',
  target: { list: 'chain', query: { chain: 'chain' } },
  /** One chain, or everything within reach, some hundred cases at a time: `next` requests the following ones. */
  query: z.strictObject({
    chain: z.string().max(60).optional(),
    after: paging.after,
    /** A seal noted earlier, `<n>:<hash>`, which must still be there. */
    seal: z
      .string()
      .regex(/^\d{1,9}:[0-9a-f]{64}$/)
      .optional(),
  }),
  answer: z.strictObject({
    chains: z.number().int(),
    entries: z.number().int(),
    sound: z.boolean(),
    faults: z.array(z.strictObject({ chain: z.string(), n: z.number().int(), zh: z.string(), en: z.string() })),
    /** The newest seal, to be noted outside the system. */
    seal: z.string().optional(),
    next: z.string().optional(),
  }),
  summary: { zh: '校验哈希链', en: 'Check the chains for gaps and changes' },
});

export const readSchema = z
  .strictObject({
    id,
    at: instant,
    by: person,
    case: z.string(),
    /** The operation that read it. */
    action: z.string(),
    subject: z.string().optional(),
  })
  .meta({ id: 'AuditRead' });
export const listReads = operation({
  id: 'listReads',
  tag,
  method: 'get',
  path: '/audit/reads',
  permission: 'audit.read',
  target: { list: 'chain', query: { case: 'chain' } },
  query: z.strictObject({
    ...paging,
    case: z.string().max(60).optional(),
    by: z.string().max(100).optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  answer: pageOf(readSchema),
  summary: { zh: '查阅记录：谁看过哪个案件、哪份材料', en: 'Who read which case, task and document' },
});
