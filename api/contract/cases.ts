import { z } from 'zod';
import { caseSchema } from '../../domain/case';
import { causes } from '../../domain/causes';
import { completionSchema } from '../../domain/completion';
import { codeField } from '../../domain/fields';
import { keyGroups } from '../../domain/groups';
import { industries } from '../../domain/industries';
import { outcomes } from '../../domain/outcomes';
import { pipelineStages } from '../../domain/stages';
import {
  bilingual,
  day,
  id,
  instant,
  number,
  pageOf,
  paging,
  person,
  reason,
  several,
  variables,
  yuan,
} from './common';
import { oneTimeCode, sentCode } from './contacts';
import { deadlineSchema, taskLimitSchema } from './deadlines';
import { documentSchema } from './documents';
import { narrows, operation } from './operation';
import { doneFor, recordedFor, taskRow } from './tasks';

const tag = 'cases';

export const caseRow = z
  .strictObject({
    number: z.string(),
    /** The case number in the form used in documents. */
    display: z.string(),
    region: z.string(),
    city: z.string(),
    filedAt: instant,
    channel: z.string().optional(),
    worker: z.string(),
    employer: z.string(),
    workers: z.number().int(),
    industry: z.string().optional(),
    keyGroups: z.array(z.string()),
    causes: z.array(z.string()),
    amount: yuan,
    status: z.enum(['open', 'closed']),
    stage: z.string().optional(),
    outcome: z.string().optional(),
    closedAt: instant.optional(),
    kind: z.string().optional(),
    priority: z.string().optional(),
    organisation: person.optional(),
    mediator: person.optional(),
    openTasks: z.number().int(),
    incidents: z.number().int(),
    /** The running time limit that ends soonest. */
    due: instant.nullable(),
    workingDaysLeft: z.number().int().nullable(),
    /** Ids of the time limits that were breached. */
    breached: z.array(z.string()),
    updatedAt: instant,
  })
  .meta({ id: 'CaseRow' });
export type CaseRow = z.infer<typeof caseRow>;

export const caseDetail = caseRow
  .extend({
    /** Of other matters than disputes: its kind, its title, who began it, and out of what. */
    matter: z
      .strictObject({
        kind: z.string(),
        name: bilingual,
        title: z.string(),
        begunBy: person.optional(),
        from: id.optional(),
        /** Whom or what it is about, with the name if that is known. */
        subjects: z.array(z.strictObject({ kind: z.string(), id: z.string(), name: z.string().optional() })),
        /** How it ended, in words. */
        outcome: bilingual.optional(),
        /** What the fields of its data are called. */
        fields: z.array(z.strictObject({ name: z.string(), label: bilingual })),
      })
      .optional(),
    /** As it was filed. */
    data: z.record(z.string(), z.unknown()),
    /** The result of triage (definitions' decision). */
    triage: z.record(z.string(), z.unknown()).nullable(),
    /** Facts established in the course of the case. Only for staff who work on it. */
    facts: variables.optional(),
    stages: z.array(z.strictObject({ stage: z.string(), at: instant })),
    /** The case that was filed in its place with the competent commission … */
    filedAs: z.string().optional(),
    /** … and the one in whose place it was filed. */
    filedFrom: z.string().optional(),
    /** The place of the commission that transferred it here. */
    transferredFrom: z.string().optional(),
    tasks: z.array(taskRow),
    deadlines: z.array(deadlineSchema),
    documents: z.array(documentSchema),
    may: z.strictObject({
      withdraw: z.boolean(),
      confirmTail: z.string().optional(),
      comment: z.boolean(),
      upload: z.boolean(),
      /** Codes of the official documents that the reader may file; anything else is uploaded as other material. */
      papers: z.array(z.string()),
      codes: z.boolean(),
      /** Whether the reader, in charge of the case, may complete its parties. */
      complete: z.boolean(),
      inside: z.boolean(),
      /** Whether the reader may see what is sealed: what is said and filed to reach an agreement. */
      sealed: z.boolean(),
    }),
  })
  .meta({ id: 'Case' });
export type CaseDetail = z.infer<typeof caseDetail>;

const filters = {
  status: z.enum(['open', 'closed']).optional(),
  stage: codeField(pipelineStages).optional(),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  organisation: id.optional(),
  mediator: id.optional(),
  industry: codeField(industries).optional(),
  keyGroup: codeField(keyGroups).optional(),
  cause: codeField(causes).optional(),
  outcome: several(codeField(outcomes)),
  breached: z.string().max(80).optional(),
  incident: z.enum(['true', 'false']).optional(),
  filedFrom: day.optional(),
  /** The last day, inclusive. */
  filedTo: day.optional(),
  /** Only cases whose soonest limit falls within this many calendar days, or has passed. */
  dueWithin: number(0, 366).optional(),
  /** Part of a case number or of a party's name. */
  text: z.string().trim().max(100).optional(),
  /** `mine`: cases to which the reader is a party. */
  view: z.enum(['area', 'mine']).optional(),
};

export const caseQuery = z.strictObject({
  ...filters,
  ...paging,
  sort: z.enum(['filedAt', 'due', 'updatedAt']).default('filedAt'),
});

/**
 * The answer to a filing. The code is shown only this once, and only to a filer who files for that side: the other side
 * receives its own.
 */
export const filedSchema = z
  .strictObject({
    number: z.string(),
    display: z.string(),
    filedAt: instant,
    stage: z.string().optional(),
    /** Absent if staff file for a side: they issue the code once they have checked who asks. */
    access: z.strictObject({ side: z.enum(['worker', 'employer']), code: z.string() }).optional(),
    tasks: z.array(taskRow),
  })
  .meta({ id: 'Filed' });

/** Where the case stands according to the engine, in words. */
export const outlookSchema = z
  .strictObject({
    /** What happened last. */
    last: z.strictObject({ at: instant, text: bilingual }).optional(),
    /**
     * `groups`: the roles whose turn it is; `limit`: by when; `told`: what there is to know about it, such as date and
     * place of the hearing.
     */
    here: z.array(
      z.strictObject({
        instance: id,
        element: z.string(),
        name: bilingual,
        since: instant,
        why: bilingual,
        told: bilingual.optional(),
        groups: z.array(z.string()),
        optional: z.literal(true).optional(),
        limit: taskLimitSchema.optional(),
      }),
    ),
    /** What happens if nobody acts, soonest first. */
    next: z.array(
      z.strictObject({
        instance: id,
        element: z.string(),
        name: bilingual,
        at: instant.nullable(),
        limit: z.string().optional(),
        then: bilingual,
      }),
    ),
  })
  .meta({ id: 'Outlook' });

/** One entry of the history. */
export const traceEntry = z
  .strictObject({
    instance: id,
    process: z.string(),
    sequence: z.number().int(),
    at: instant,
    by: person.optional(),
    type: z.string(),
    element: z.string().optional(),
    name: bilingual.optional(),
    act: z.string().optional(),
    /** On whose behalf staff recorded it. */
    for: doneFor.optional(),
    /** The task that was completed. */
    task: id.optional(),
    text: bilingual,
    /** The fact itself; only for those who may see internal details. */
    fact: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'TraceEntry' });

/** Where an instance stands on its diagram, and the path that it took. */
export const instancePath = z
  .strictObject({
    instance: id,
    parent: id.optional(),
    /** The call activity's element in the parent. */
    calledBy: z.string().optional(),
    process: z.string(),
    definition: z.string(),
    name: bilingual.optional(),
    status: z.enum(['active', 'completed', 'terminated', 'failed']),
    active: z.array(z.strictObject({ key: z.number().int(), element: z.string(), incident: z.boolean() })),
    visited: z.record(z.string(), z.number().int()),
    flows: z.record(z.string(), z.number().int()),
  })
  .meta({ id: 'InstancePath' });

export const momentSchema = z
  .strictObject({
    at: instant,
    status: z.enum(['open', 'closed']),
    stage: z.string().optional(),
    outcome: z.string().optional(),
    instances: z.array(instancePath),
    /** Variables as they were; only for those who may see internal details. */
    facts: variables.optional(),
  })
  .meta({ id: 'Moment' });

export const commentSchema = z
  .strictObject({
    id,
    case: z.string(),
    task: id.optional(),
    by: person,
    at: instant,
    text: z.string(),
    /** Only for those who lead the talks. */ sealed: z.boolean(),
  })
  .meta({ id: 'Comment' });

export const listCases = operation({
  id: 'listCases',
  tag,
  method: 'get',
  path: '/cases',
  permission: 'case.list',
  target: { list: 'case', query: { region: 'area', organisation: narrows, mediator: narrows } },
  query: caseQuery,
  answer: pageOf(caseRow),
  summary: { zh: '案件列表', en: 'Cases' },
});
export const countCases = operation({
  id: 'countCases',
  tag,
  method: 'get',
  path: '/cases/count',
  permission: 'case.list',
  target: { list: 'case', query: { region: 'area', organisation: narrows, mediator: narrows } },
  query: z.strictObject(filters),
  answer: z.strictObject({ count: z.number().int(), capped: z.boolean() }),
  summary: { zh: '符合条件的案件数（至多数到三百）', en: 'The number of cases, counted up to 300' },
});
export const exportCases = operation({
  id: 'exportCases',
  tag,
  method: 'get',
  path: '/cases/export',
  permission: 'case.list',
  target: { list: 'case', query: { region: 'area', organisation: narrows, mediator: narrows } },
  query: z.strictObject(filters),
  gives: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  summary: { zh: '导出 Excel', en: 'Export to Excel' },
});
export const fileCase = operation({
  id: 'fileCase',
  tag,
  method: 'post',
  path: '/cases',
  permission: 'case.file',
  target: {
    none: 'Anyone may file, in any area',
    body: { region: { none: 'The place of filing follows from the dispute' } },
  },
  strangers: 100,
  body: caseSchema,
  answer: filedSchema,
  status: 201,
  summary: { zh: '立案申请', en: 'File a case' },
});
/** Cases between the same parties on the same matter, and what the law says of filing it again. */
const similarAnswer = z
  .strictObject({
    rows: z.array(
      z.strictObject({
        number: z.string(),
        display: z.string(),
        filedAt: instant,
        status: z.enum(['open', 'closed']),
        stage: z.string().optional(),
        outcome: z.string().optional(),
        /** Whether the commission does not accept the same application again (Rules33 art. 34, 39). */
        bars: z.boolean(),
        law: bilingual,
      }),
    ),
    /** How many more there are that the caller may not read. */
    elsewhere: z.number().int(),
  })
  .meta({ id: 'SimilarCases' });
export const previewCase = operation({
  id: 'previewCase',
  tag,
  method: 'post',
  path: '/cases/preview',
  permission: 'case.file',
  target: {
    none: 'Anyone may file, in any area',
    body: { region: { none: 'The place of filing follows from the dispute' } },
  },
  keyed: false,
  strangers: 1_000,
  body: caseSchema,
  answer: z.strictObject({
    triage: z.record(z.string(), z.unknown()).nullable(),
    /** The organisations that may mediate it, nearest first. */
    organisations: z.array(z.strictObject({ id: z.string(), name: bilingual, kind: z.string() })),
    similar: similarAnswer,
  }),
  summary: { zh: '提交前的分流结果', en: 'Preview the result of triage' },
});
export const similarCases = operation({
  id: 'similarCases',
  tag,
  method: 'get',
  path: '/cases/{number}/similar',
  permission: 'case.inside',
  target: { path: { number: 'case' } },
  answer: similarAnswer,
  summary: { zh: '相同当事人就同一争议的其他案件', en: 'Other cases of the same parties on the same matter' },
});
export const readCase = operation({
  id: 'readCase',
  tag,
  method: 'get',
  path: '/cases/{number}',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: caseDetail,
  summary: { zh: '案件', en: 'A case' },
});
export const caseDeadlines = operation({
  id: 'caseDeadlines',
  tag,
  method: 'get',
  path: '/cases/{number}/deadlines',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({ rows: z.array(deadlineSchema) }),
  summary: { zh: '期限及其依据', en: 'Time limits with their legal basis' },
});
export const caseTrace = operation({
  id: 'caseTrace',
  tag,
  method: 'get',
  path: '/cases/{number}/trace',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  query: z.strictObject({ ...paging, detail: z.enum(['story', 'all']).default('story') }),
  answer: pageOf(traceEntry),
  summary: { zh: '经过', en: 'The history of the case' },
});
export const casePaths = operation({
  id: 'casePaths',
  tag,
  method: 'get',
  path: '/cases/{number}/paths',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({ rows: z.array(instancePath) }),
  summary: { zh: '流程图上的位置和路径', en: 'Where it stands on the diagrams' },
});
export const caseOutlook = operation({
  id: 'caseOutlook',
  tag,
  method: 'get',
  path: '/cases/{number}/outlook',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: outlookSchema,
  summary: { zh: '为何在此，无人处理将如何', en: 'Why it is at this point, and what follows if nobody acts' },
});
export const caseAt = operation({
  id: 'caseAt',
  tag,
  method: 'get',
  path: '/cases/{number}/at',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  query: z.strictObject({ instant }),
  answer: momentSchema,
  summary: { zh: '案件在过去某一时刻的状态', en: 'The case at a moment in the past' },
});
export const withdrawCase = operation({
  id: 'withdrawCase',
  tag,
  method: 'post',
  path: '/cases/{number}/withdraw',
  permission: 'case.withdraw',
  target: { path: { number: 'case' } },
  /** `for`: given by staff who record what the applicant says. */
  body: z.strictObject({ reason, for: recordedFor.optional(), code: oneTimeCode.optional() }),
  answer: z.strictObject({ number: z.string(), status: z.enum(['open', 'closed']), outcome: z.string().optional() }),
  summary: { zh: '撤回', en: 'Withdraw' },
});
export const completeParties = operation({
  id: 'completeParties',
  tag,
  method: 'post',
  path: '/cases/{number}/parties',
  permission: 'case.code',
  target: { path: { number: 'case' } },
  /** `reason`: where it was found, or who gave it. */
  body: completionSchema.extend({ reason }),
  answer: z.strictObject({ number: z.string(), completed: z.array(z.string()) }),
  summary: {
    zh: '补全当事人信息：申请时不知道的号码、地址，劳动者名单',
    en: 'Complete the parties: a number or address that was not known at filing, the roster of workers',
  },
});
export const sendWithdrawalCode = operation({
  id: 'sendWithdrawalCode',
  tag,
  method: 'post',
  path: '/cases/{number}/withdraw/code',
  permission: 'case.withdraw',
  target: { path: { number: 'case' } },
  body: z.strictObject({}),
  answer: sentCode,
  summary: {
    zh: '向本人的联系号码发送验证码，用于确认撤回',
    en: 'Send a code to the caller’s contact, to confirm the withdrawal',
  },
});
export const listComments = operation({
  id: 'listComments',
  tag,
  method: 'get',
  path: '/cases/{number}/comments',
  permission: 'case.inside',
  target: { path: { number: 'case' } },
  answer: z.strictObject({ rows: z.array(commentSchema) }),
  summary: { zh: '工作备注', en: 'Comments by the staff who work on it' },
});
export const addComment = operation({
  id: 'addComment',
  tag,
  method: 'post',
  path: '/cases/{number}/comments',
  permission: 'case.comment',
  target: { path: { number: 'case' }, body: { task: { none: 'It has to belong to the case' } } },
  status: 201,
  body: z.strictObject({
    text: z.string().trim().min(1).max(4000),
    task: id.optional(),
    /**
     * For everyone who works on the case, or only for those who lead the talks; the latter is the default for their
     * comments.
     */
    compartment: z.enum(['internal', 'sealed']).optional(),
  }),
  answer: commentSchema,
  summary: { zh: '添加备注', en: 'Comment' },
});
