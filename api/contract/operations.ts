import { z } from 'zod';
import { mendWayCodes } from '../../domain/hostTroubles';
import { bilingual, id, instant, pageOf, paging, person, reason, variables } from './common';
import { narrows, operation } from './operation';

const tag = 'operations';
const migrating = 'Only the instances of the version that are within reach';
const key = z.number().int().min(1);

export const incidentSchema = z
  .strictObject({
    id,
    case: z.string(),
    instance: id,
    key,
    element: z.string(),
    elementName: bilingual,
    process: z.string(),
    /** The name of the process in the version that the instance runs. */
    processName: bilingual.optional(),
    /** The version that it runs, and the newest published one if that differs. */
    definition: z.string(),
    newer: z.string().optional(),
    code: z.string(),
    message: bilingual,
    /** What to do about it. */
    remedy: bilingual,
    /** The ways to repair it if no element has failed but the instance as a whole cannot continue. */
    ways: z.array(z.enum(mendWayCodes)),
    phase: z.string(),
    retriesLeft: z.number().int().optional(),
    region: z.string(),
    status: z.enum(['open', 'resolved']),
    at: instant,
    resolvedAt: instant.optional(),
    resolvedBy: person.optional(),
    how: z.enum(['retried', 'skipped', 'completed', 'terminated', 'dismissed']).optional(),
  })
  .meta({ id: 'Incident' });

const activate = z.array(z.strictObject({ element: z.string().min(1).max(200), scope: key.optional() })).max(100);

/** The ways to repair an instance. */
export const repairBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('retry'), key, variables: variables.optional(), reason }),
    z.strictObject({ type: z.literal('skip'), key, variables: variables.optional(), reason }),
    z.strictObject({
      type: z.literal('move'),
      cancel: z.array(key).max(100),
      activate,
      variables: variables.optional(),
      reason,
    }),
    z.strictObject({ type: z.literal('startActivity'), scope: key, element: z.string().min(1).max(200), reason }),
    z.strictObject({ type: z.literal('setVariables'), scope: key.optional(), variables, reason }),
    z.strictObject({ type: z.literal('cancel'), reason }),
  ])
  .meta({ id: 'Repair' });

export const stepSchema = z
  .strictObject({
    instance: id,
    sequence: z.number().int(),
    status: z.enum(['active', 'completed', 'terminated', 'failed']),
  })
  .meta({ id: 'Step' });

/** Work on many instances, one after another; it survives a restart of the process that started it. */
export const bulkSchema = z
  .strictObject({
    id,
    kind: z.enum(['migrate', 'takeContext', 'retry', 'reassign']),
    status: z.enum(['running', 'stopped', 'done']),
    by: person,
    reason: z.string(),
    total: z.number().int(),
    done: z.number().int(),
    failed: z.number().int(),
    /** The last hundred failures, with their reasons. */
    failures: z.array(z.strictObject({ instance: id, code: z.string(), message: z.string() })),
    /** For a recent retry: the number of incidents that have occurred again since and are still open. */
    again: z.number().int().optional(),
    startedAt: instant,
    endedAt: instant.optional(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BulkWork' });
export type Bulk = z.infer<typeof bulkSchema>;

export const listExceeding = operation({
  id: 'listExceeding',
  tag,
  method: 'get',
  path: '/bounds',
  // What is published is the province's, and what it stops may be anywhere in it.
  permission: 'definition.write',
  target: { none: 'The bounds are the whole system’s, and so are those who see to them' },
  query: z.strictObject({ after: paging.after }),
  /** A page is a stretch of what is looked at: it may have no rows and still go on. */
  answer: pageOf(
    bilingual.extend({
      kind: z.enum(['process', 'decision', 'form', 'case']),
      /** Id of the definition, or number of the case. */
      where: z.string(),
      name: bilingual.optional(),
      /** The element in it. */
      at: z.string().optional(),
      bound: z.enum(['form-pattern', 'pattern', 'elements', 'data', 'unreadable', 'time']),
    }),
  ).extend({ looked: z.strictObject({ definitions: z.number().int(), cases: z.number().int() }) }),
  summary: { zh: '超出现行限度的已发布或已存内容', en: 'What is published or stored and exceeds the present bounds' },
});
export const listIncidents = operation({
  id: 'listIncidents',
  tag,
  method: 'get',
  path: '/incidents',
  permission: 'operation.read',
  target: { list: 'incident', query: { case: narrows } },
  query: z.strictObject({
    ...paging,
    status: z.enum(['open', 'resolved']).default('open'),
    process: z.string().max(200).optional(),
    code: z.string().max(100).optional(),
    case: z.string().max(60).optional(),
  }),
  answer: pageOf(incidentSchema),
  summary: { zh: '异常', en: 'Incidents' },
});
export const readIncident = operation({
  id: 'readIncident',
  tag,
  method: 'get',
  path: '/incidents/{id}',
  permission: 'operation.read',
  target: { path: { id: 'incident' } },
  answer: incidentSchema,
  summary: { zh: '一个异常', en: 'An incident' },
});
export const retryIncident = operation({
  id: 'retryIncident',
  tag,
  method: 'post',
  path: '/incidents/{id}/retry',
  permission: 'operation.repair',
  target: { path: { id: 'incident' } },
  body: z.strictObject({ variables: variables.optional(), reason }),
  answer: stepSchema,
  summary: { zh: '重试', en: 'Try again, with changed variables if given' },
});
export const resolveIncident = operation({
  id: 'resolveIncident',
  tag,
  method: 'post',
  path: '/incidents/{id}/resolve',
  permission: 'operation.repair',
  target: { path: { id: 'incident' } },
  body: z.strictObject({ variables: variables.optional(), reason }),
  answer: stepSchema,
  summary: { zh: '跳过该步骤并说明理由', en: 'Skip the element, with a reason' },
});
export const mendIncident = operation({
  id: 'mendIncident',
  tag,
  method: 'post',
  path: '/incidents/{id}/mend',
  permission: 'operation.repair',
  target: { path: { id: 'incident' } },
  body: z.strictObject({ way: z.enum(mendWayCodes), reason }),
  answer: stepSchema,
  summary: {
    zh: '处理整个实例的异常：关闭并结束记录、从最后成功处继续、重建记录',
    en: 'Repair an instance as a whole: end it and close its record, resume it after its last task that succeeded, or rebuild its record',
  },
});
export const retryIncidents = operation({
  id: 'retryIncidents',
  tag,
  method: 'post',
  path: '/incidents/retry',
  permission: 'operation.repair',
  target: { body: { case: 'case', ids: 'incident' } },
  status: 202,
  body: z.strictObject({
    process: z.string().max(200).optional(),
    code: z.string().max(100).optional(),
    case: z.string().max(60).optional(),
    ids: z.array(id).max(1000).optional(),
    reason,
  }),
  answer: bulkSchema,
  summary: { zh: '批量重试', en: 'Retry many incidents' },
});
export const repairInstance = operation({
  id: 'repairInstance',
  tag,
  method: 'post',
  path: '/instances/{id}/repair',
  permission: 'operation.repair',
  target: { path: { id: 'instance' } },
  body: repairBody,
  answer: stepSchema,
  summary: { zh: '修复：移动令牌、跳过、设变量', en: 'Repair: move a token, skip, set variables' },
});
const placeSchema = z.strictObject({ element: z.string(), name: bilingual });
export const previewMove = operation({
  id: 'previewMove',
  tag,
  method: 'post',
  path: '/instances/{id}/repair/preview',
  permission: 'operation.repair',
  target: { path: { id: 'instance' } },
  keyed: false,
  body: z.strictObject({ cancel: z.array(key).max(100), activate, variables: variables.optional() }),
  answer: z
    .strictObject({
      /** State of the instance after the move. */
      status: z.enum(['active', 'completed', 'terminated', 'failed']),
      /** Where it newly stands; what it passes on the way; what completes, and what ends without completing. */
      begins: z.array(placeSchema),
      passes: z.array(placeSchema),
      completes: z.array(placeSchema),
      ends: z.array(placeSchema),
    })
    .meta({ id: 'MovePreview' }),
  summary: { zh: '移动令牌会带来什么', en: 'Preview what follows from moving tokens' },
});
export const readInstance = operation({
  id: 'readInstance',
  tag,
  method: 'get',
  path: '/instances/{id}',
  permission: 'operation.read',
  target: { path: { id: 'instance' } },
  answer: z
    .strictObject({
      id,
      case: z.string(),
      process: z.string(),
      processName: bilingual.optional(),
      definition: z.string(),
      status: z.enum(['active', 'completed', 'terminated', 'failed']),
      /** Element instances with their variables and waits (engine/state). */
      elements: z.array(
        z.strictObject({
          key,
          element: z.string(),
          name: bilingual.optional(),
          scope: key.optional(),
          variables: variables.optional(),
          /** It belongs to sealed talks: its contents are not shown here. */
          sealed: z.literal(true).optional(),
          waits: z.array(z.record(z.string(), z.unknown())).optional(),
          incident: z.strictObject({ code: z.string(), message: bilingual }).optional(),
        }),
      ),
      /** The named elements to which a token can be moved. */
      places: z.array(z.strictObject({ element: z.string(), name: bilingual })),
    })
    .meta({ id: 'Instance' }),
  summary: { zh: '实例内部', en: 'Inside an instance' },
});

const plan = z.record(z.string(), z.string()).meta({ id: 'MigrationPlan' });
export const planMigration = operation({
  id: 'planMigration',
  tag: 'migrations',
  method: 'post',
  path: '/migrations/plan',
  permission: 'operation.repair',
  target: { none: migrating },
  keyed: false,
  body: z.strictObject({ process: z.string().max(200), from: z.string().length(64), to: z.string().length(64) }),
  answer: z.strictObject({
    /** Elements of the old version that also exist in the new one, by id and type. */
    plan,
    /** What a person has to map, with candidates of the same type. */
    open: z.array(
      z.strictObject({
        element: z.string(),
        name: bilingual,
        type: z.string(),
        candidates: z.array(z.strictObject({ element: z.string(), name: bilingual })),
      }),
    ),
    running: z.number().int(),
  }),
  summary: { zh: '迁移方案', en: 'Propose a migration plan' },
});
export const dryRunMigration = operation({
  id: 'dryRunMigration',
  tag: 'migrations',
  method: 'post',
  path: '/migrations/dry-run',
  permission: 'operation.repair',
  target: { none: migrating },
  keyed: false,
  body: z.strictObject({
    process: z.string().max(200),
    from: z.string().length(64),
    to: z.string().length(64),
    plan,
    after: z.string().max(400).optional(),
  }),
  answer: pageOf(
    z.strictObject({
      instance: id,
      case: z.string(),
      possible: z.boolean(),
      /** What would happen, or why it cannot. */
      changes: z.array(bilingual),
      problems: z.array(z.strictObject({ element: z.string().optional(), zh: z.string(), en: z.string() })),
    }),
  ),
  summary: { zh: '试运行：逐案结果', en: 'Dry run of a migration, a row per case' },
});
export const startMigration = operation({
  id: 'startMigration',
  tag: 'migrations',
  method: 'post',
  path: '/migrations',
  permission: 'operation.repair',
  target: { none: migrating },
  status: 202,
  body: z.strictObject({
    process: z.string().max(200),
    from: z.string().length(64),
    to: z.string().length(64),
    plan,
    reason,
  }),
  answer: bulkSchema,
  summary: { zh: '开始迁移', en: 'Migrate running instances' },
});
export const listBulk = operation({
  id: 'listBulk',
  tag: 'migrations',
  method: 'get',
  path: '/bulk',
  permission: 'operation.read',
  target: { list: 'bulk' },
  answer: z.strictObject({ rows: z.array(bulkSchema) }),
  summary: { zh: '批量作业', en: 'Bulk work' },
});
export const readBulk = operation({
  id: 'readBulk',
  tag: 'migrations',
  method: 'get',
  path: '/bulk/{id}',
  permission: 'operation.read',
  target: { path: { id: 'bulk' } },
  answer: bulkSchema,
  summary: { zh: '作业进度', en: 'The progress of bulk work' },
});
export const stopBulk = operation({
  id: 'stopBulk',
  tag: 'migrations',
  method: 'post',
  path: '/bulk/{id}/stop',
  permission: 'operation.repair',
  target: { path: { id: 'bulk' } },
  answer: bulkSchema,
  summary: { zh: '停止', en: 'Stop after the current instance' },
});
export const resumeBulk = operation({
  id: 'resumeBulk',
  tag: 'migrations',
  method: 'post',
  path: '/bulk/{id}/resume',
  permission: 'operation.repair',
  target: { path: { id: 'bulk' } },
  answer: bulkSchema,
  summary: { zh: '继续', en: 'Resume; failures are tried again' },
});
