import { z } from 'zod';
import { codeField } from '../../domain/fields';
import { pipelineStages } from '../../domain/stages';
import { bilingual, id, instant, number, pageOf, paging, person, variables } from './common';
import { taskLimitSchema } from './deadlines';
import { identified } from './codes';
import { narrows, operation } from './operation';

const tag = 'tasks';

/**
 * For whom staff put a binding act on record: each side with who was present, in what capacity and how identified, and
 * the paper that was signed, a document of the case.
 */
export const recordedFor = z
  .array(
    z.strictObject({
      side: z.enum(['worker', 'employer']),
      ...identified,
      paper: id.optional(),
    }),
  )
  .min(1)
  .max(2)
  .meta({ id: 'RecordedFor' });

export const taskRow = z
  .strictObject({
    id,
    case: z.string(),
    /** Who against whom. */
    title: z.string(),
    name: bilingual,
    stage: z.string().optional(),
    region: z.string(),
    organisation: z.string().optional(),
    /** Role codes that may do it. */
    groups: z.array(z.string()),
    level: z.enum(['county', 'city', 'province']).optional(),
    assignee: person.optional(),
    /** Whom the process named and who was not given it, and why: unknown, does not reach the case, excluded by law. */
    notGiven: z.array(z.strictObject({ name: z.string(), why: z.enum(['unknown', 'outside', 'excluded']) })).optional(),
    status: z.enum(['open', 'completed', 'withdrawn']),
    priority: z.number(),
    limit: taskLimitSchema.optional(),
    openedAt: instant,
    closedAt: instant.optional(),
    closedBy: person.optional(),
    act: z.string().optional(),
    /** Whom staff put it on record for. */
    for: recordedFor.optional(),
    /** Goes up with every change: give it back to say which state you saw. */
    version: z.number().int(),
  })
  .meta({ id: 'TaskRow' });
export type TaskRow = z.infer<typeof taskRow>;

export const taskSchema = taskRow
  .extend({
    instance: id,
    element: z.string(),
    process: z.string(),
    definition: z.string(),
    instructions: bilingual.optional(),
    /** The form (form-js schema) as the case pinned it; absent: nothing is to be filled in. */
    form: z.any().optional(),
    /** What it is about is not for the reader: neither form nor values are shown. */
    sealed: z.literal(true).optional(),
    /** What the form may show. */
    variables,
    /** What was entered, of a completed one. */
    result: variables.optional(),
    /** The buttons: an act sets the values of its FEEL context `sets`. */
    acts: z.array(
      z.strictObject({
        code: z.string(),
        label: bilingual,
        sets: z.string(),
        primary: z.boolean(),
        /** The sides that it binds, each of which has to do it (`all`) or of which one has. */
        binds: z.strictObject({ sides: z.array(z.enum(['worker', 'employer'])), all: z.boolean() }).optional(),
      }),
    ),
    draft: z.strictObject({ data: variables, at: instant }).optional(),
    /** What the reader may do with it now. */
    may: z.strictObject({
      claim: z.boolean(),
      release: z.boolean(),
      complete: z.boolean(),
      delegate: z.boolean(),
      /** As a party, do what binds it. */
      bind: z.boolean(),
      /** As staff in charge, put on record what a party does. */
      record: z.boolean(),
    }),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof taskSchema>;

/** What completing it brought about in the same instance; other instances follow by the events. */
export const completionSchema = z
  .strictObject({
    task: taskRow,
    status: z.enum(['active', 'completed', 'terminated', 'failed']),
    opened: z.array(z.strictObject({ id, element: z.string(), name: z.string().optional() })),
  })
  .meta({ id: 'Completion' });

const version = z.number().int().min(0).optional();

export const listTasks = operation({
  id: 'listTasks',
  tag,
  method: 'get',
  path: '/tasks',
  permission: 'task.list',
  target: { list: 'task', query: { case: narrows, region: 'area' } },
  query: z.strictObject({
    ...paging,
    /** `mine`: assigned to the reader; `claimable`: nobody's yet; `team`: all that the reader's role may do. */
    view: z.enum(['mine', 'claimable', 'team']).default('team'),
    case: z.string().max(60).optional(),
    stage: codeField(pipelineStages).optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    group: z.string().max(60).optional(),
    text: z.string().trim().max(100).optional(),
    /** Only what falls due within so many calendar days, or is past due. */
    dueWithin: number(0, 366).optional(),
  }),
  answer: pageOf(taskRow),
  summary: { zh: '待办：期限最近的在前', en: 'The inbox, soonest limit first' },
});
export const countTasks = operation({
  id: 'countTasks',
  tag,
  method: 'get',
  path: '/tasks/counts',
  permission: 'task.list',
  target: { list: 'task' },
  /** Counted up to 300, soonest first; `capped`: there are more. */
  answer: z.strictObject({
    mine: z.number().int(),
    claimable: z.number().int(),
    team: z.number().int(),
    overdue: z.number().int(),
    dueSoon: z.number().int(),
    capped: z.boolean(),
  }),
  summary: { zh: '待办数', en: 'How much there is to do' },
});
export const readTask = operation({
  id: 'readTask',
  tag,
  method: 'get',
  path: '/tasks/{id}',
  permission: 'task.read',
  target: { path: { id: 'task' } },
  answer: taskSchema,
  summary: { zh: '一项任务及其表单', en: 'A task with its form' },
});
export const claimTask = operation({
  id: 'claimTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/claim',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  body: z.strictObject({ version }),
  answer: taskSchema,
  summary: { zh: '领取', en: 'Claim' },
});
export const releaseTask = operation({
  id: 'releaseTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/release',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  body: z.strictObject({ version }),
  answer: taskSchema,
  summary: { zh: '退回', en: 'Release' },
});
export const taskColleagues = operation({
  id: 'taskColleagues',
  tag,
  method: 'get',
  path: '/tasks/{id}/colleagues',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  answer: pageOf(person),
  summary: { zh: '可转交的同事', en: 'Colleagues who may do it' },
});
export const delegateTask = operation({
  id: 'delegateTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/delegate',
  permission: 'task.delegate',
  target: { path: { id: 'task' }, body: { to: { none: 'It has to be one of those whose reach covers the task' } } },
  body: z.strictObject({ to: id, note: z.string().trim().max(500).optional(), version }),
  answer: taskSchema,
  summary: { zh: '转交', en: 'Delegate' },
});
export const completeTask = operation({
  id: 'completeTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/complete',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  body: z.strictObject({
    values: variables.default({}),
    act: z.string().max(100).optional(),
    for: recordedFor.optional(),
  }),
  answer: completionSchema,
  summary: { zh: '完成任务（按表单校验）', en: 'Complete with the form’s values' },
});
export const keepDraft = operation({
  id: 'keepDraft',
  tag,
  method: 'put',
  path: '/tasks/{id}/draft',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  keyed: false,
  body: z.strictObject({ data: variables }),
  answer: z.strictObject({ at: instant }),
  summary: { zh: '保存草稿', en: 'Keep a draft' },
});
export const dropDraft = operation({
  id: 'dropDraft',
  tag,
  method: 'delete',
  path: '/tasks/{id}/draft',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  keyed: false,
  summary: { zh: '删除草稿', en: 'Drop the draft' },
});
