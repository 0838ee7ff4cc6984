import { z } from 'zod';
import { codeField } from '../../domain/fields';
import { mostPresent } from '../../domain/identification';
import { pipelineStages } from '../../domain/stages';
import { bilingual, id, instant, number, pageOf, paging, person, reason, variables } from './common';
import { taskLimitSchema } from './deadlines';
import { documentSchema } from './documents';
import { identified } from './codes';
import { oneTimeCode } from './contacts';
import { narrows, operation } from './operation';
import { bulkSchema } from './operations';

const tag = 'tasks';

const recordedPerson = z.strictObject({ side: z.enum(['worker', 'employer']), ...identified, paper: id.optional() });
/**
 * On whose behalf staff record a binding act: for each side the person present, or each of several, with their capacity and
 * identification, and the signed paper, a document of the case.
 */
export const recordedFor = z.array(recordedPerson).min(1).max(mostPresent).meta({ id: 'RecordedFor' });
/** Who did it: as staff recorded it, or the person themself, confirmed by a one-time code. */
export const doneFor = z
  .array(
    recordedPerson.extend({
      mandate: z.strictObject({ id, principal: z.string() }).optional(),
      confirmed: z.strictObject({ by: z.literal('code'), at: instant }).optional(),
    }),
  )
  .meta({ id: 'DoneFor' });

export const taskRow = z
  .strictObject({
    id,
    case: z.string(),
    /** Worker against employer. */
    title: z.string(),
    name: bilingual,
    stage: z.string().optional(),
    region: z.string(),
    organisation: z.string().optional(),
    /** Codes of the roles that may do it. */
    groups: z.array(z.string()),
    level: z.enum(['county', 'city', 'province']).optional(),
    assignee: person.optional(),
    /** Who has the case and does it first; the others of the role may take it. */
    keeper: person.optional(),
    /** For whom, while absent, a deputy has it or did it. */
    insteadOf: person.optional(),
    /**
     * People named by the process who were not assigned, with the reason: unknown, case out of reach, excluded by law.
     */
    notGiven: z.array(z.strictObject({ name: z.string(), why: z.enum(['unknown', 'outside', 'excluded']) })).optional(),
    status: z.enum(['open', 'completed', 'withdrawn']),
    priority: z.number(),
    limit: taskLimitSchema.optional(),
    openedAt: instant,
    closedAt: instant.optional(),
    closedBy: person.optional(),
    act: z.string().optional(),
    /** On whose behalf staff recorded it, or who confirmed it. */
    for: doneFor.optional(),
    /** Increases with every change: send it back to say which state you saw. */
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
    /** The form (form-js schema) to which the case is pinned; absent if there is nothing to fill in. */
    form: z.any().optional(),
    /** The reader may not see what it is about: neither form nor values are shown. */
    sealed: z.literal(true).optional(),
    /** The values that the form may show. */
    variables,
    /** What was entered, for a completed task. */
    result: variables.optional(),
    /** The buttons: an act sets the values of its FEEL context `sets`. */
    acts: z.array(
      z.strictObject({
        code: z.string(),
        label: bilingual,
        sets: z.string(),
        primary: z.boolean(),
        /** The sides that the act binds: each of them has to do it (`all`), or one of them. */
        binds: z.strictObject({ sides: z.array(z.enum(['worker', 'employer'])), all: z.boolean() }).optional(),
        /** It decides and cannot be taken back: its paper is shown, and the person asked once more. */
        irrevocable: z.literal(true).optional(),
      }),
    ),
    draft: z.strictObject({ data: variables, at: instant }).optional(),
    /** What the reader may do with it now. */
    may: z.strictObject({
      claim: z.boolean(),
      release: z.boolean(),
      complete: z.boolean(),
      delegate: z.boolean(),
      /** The absent person for whom the reader, as deputy, may claim it. */
      standsIn: person.optional(),
      /** Give its case to somebody else. */
      reassign: z.boolean(),
      /** Do, as a party, what binds it. */
      bind: z.boolean(),
      /** The reader is one of several on a side, and binds none of the others. */
      several: z.literal(true).optional(),
      /** It is confirmed by a one-time code, sent to the reader's number with this end. */
      confirm: z.strictObject({ tail: z.string() }).optional(),
      /** Record, as staff in charge, what a party does. */
      record: z.boolean(),
    }),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof taskSchema>;

/** The result of completing it in the same instance; effects in other instances follow as events. */
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
    /**
     * `mine`: assigned to the reader; `claimable`: unassigned; `team`: everything that the reader's roles may do,
     * including the escalations of lower levels; `overseen`: the tasks, of mediators or arbitrators,
     * that the reader may reassign; `escalated`: what was passed up to supervisors of any level in the reader's area.
     */
    view: z.enum(['mine', 'claimable', 'team', 'overseen', 'escalated']).default('team'),
    /** With `overseen`: only what this person has or keeps. */
    person: id.optional(),
    case: z.string().max(60).optional(),
    stage: codeField(pipelineStages).optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    group: z.string().max(60).optional(),
    text: z.string().trim().max(100).optional(),
    /** Only tasks due within this many calendar days, or overdue. */
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
export const taskOutlookSchema = z
  .strictObject({
    /** What happened last, as far as the reader may know. */
    last: z.strictObject({ at: instant, text: bilingual }).optional(),
    /** The last day, in Asia/Shanghai, and why that day. */
    day: z.string().optional(),
    why: bilingual.optional(),
    /** What follows by when if nobody does it, soonest first. */
    next: z.array(z.strictObject({ name: bilingual, at: instant, then: bilingual })),
    /** The papers filed or signed with it. */
    papers: z.array(documentSchema),
  })
  .meta({ id: 'TaskOutlook' });
export type TaskOutlook = z.infer<typeof taskOutlookSchema>;
export const taskOutlook = operation({
  id: 'taskOutlook',
  tag,
  method: 'get',
  path: '/tasks/{id}/outlook',
  permission: 'task.read',
  target: { path: { id: 'task' } },
  answer: taskOutlookSchema,
  summary: {
    zh: '这一步因何而来，到哪天为止，为什么，不办会怎样',
    en: 'What led to a task, until when it can be done and why, and what follows if it is not',
  },
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
/** The most tasks given to others in one act, and the most people to whom they are given. */
const MOST_REASSIGNED = 100;
const several = z.array(id).min(1).max(5);
export const loadSchema = z
  .strictObject({
    /** Open tasks, those past their limit or due within three days, and their cases. */
    open: z.number().int(),
    overdue: z.number().int(),
    soon: z.number().int(),
    cases: z.number().int(),
    since: instant.optional(),
  })
  .meta({ id: 'Load' });
export const reassignCandidates = operation({
  id: 'reassignCandidates',
  tag,
  method: 'post',
  path: '/tasks/reassign/candidates',
  permission: 'task.reassign',
  target: { body: { ids: 'task', to: { none: 'Only those who may have the tasks are looked at' } } },
  keyed: false,
  body: z.strictObject({ ids: z.array(id).min(1).max(MOST_REASSIGNED), to: several.optional() }),
  answer: z.strictObject({
    rows: z.array(
      person.extend({
        load: loadSchema.optional(),
        /** Absent today, until that day. */
        absentUntil: z.string().optional(),
        /** Of those chosen: the cases that they may not have, and why. */
        conflicts: z.array(z.strictObject({ case: z.string(), why: bilingual })).optional(),
      }),
    ),
  }),
  summary: { zh: '可改派的人：工作量、缺勤和回避', en: 'To whom tasks can be given: load, absence, conflicts' },
});
export const reassignTasks = operation({
  id: 'reassignTasks',
  tag,
  method: 'post',
  path: '/tasks/reassign',
  permission: 'task.reassign',
  target: {
    body: { ids: 'task', to: { none: 'Checked per task: the reach of whoever gets it must cover it' } },
  },
  status: 202,
  body: z.strictObject({ ids: z.array(id).min(1).max(MOST_REASSIGNED), to: several, reason }),
  answer: bulkSchema,
  summary: {
    zh: '改派案件（一件或多件，给一人或几人）',
    en: 'Give the cases of one or many tasks to one or several others',
  },
});
export const delegateTask = operation({
  id: 'delegateTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/delegate',
  permission: 'task.delegate',
  target: { path: { id: 'task' }, body: { to: { none: 'It has to be a person whose reach covers the task' } } },
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
    /** Of a task that signs a paper: the SHA-256 shown to who signs. Required if the paper was edited. */
    paper: z.string().max(1000).optional(),
    /** A party confirms by it what binds them, if they have given a contact. */
    code: oneTimeCode.optional(),
  }),
  answer: completionSchema,
  summary: { zh: '完成任务（按表单校验）', en: 'Complete a task with the form’s values' },
});
export const previewTask = operation({
  id: 'previewTask',
  tag,
  method: 'post',
  path: '/tasks/{id}/preview',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  keyed: false,
  body: z.strictObject({ values: variables.default({}), act: z.string().max(100).optional() }),
  answer: z
    .strictObject({
      /** The papers that it makes at once, as they will read; the number is drawn when they are made. */
      papers: z.array(
        z.strictObject({
          code: z.string(),
          name: bilingual,
          /** Absent: it cannot be filled in, and why. */
          text: z.string().optional(),
          fault: bilingual.optional(),
        }),
      ),
      /** What then begins in this process. */
      begins: z.array(bilingual),
      status: z.enum(['active', 'completed', 'terminated', 'failed']),
    })
    .meta({ id: 'CompletionPreview' }),
  summary: {
    zh: '办结前预览：会制作的文书和后续步骤',
    en: 'Preview a completion: the papers it makes, and what follows',
  },
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
  summary: { zh: '删除草稿', en: 'Delete the draft' },
});
