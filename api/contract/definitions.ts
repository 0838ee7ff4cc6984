import { z } from 'zod';
import { bilingual, id, instant, pageOf, paging, person } from './common';
import { narrows, operation } from './operation';
import { proposalSchema } from './proposals';

const tag = 'definitions';
/** Processes follow the law and are the same everywhere. */
const everywhere = 'Definitions are the same everywhere';

export const kind = z.enum(['process', 'decision', 'form', 'template']);

export const findingSchema = z
  .strictObject({
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    element: z.string().optional(),
    line: z.number().int().optional(),
    zh: z.string(),
    en: z.string(),
    clause: z.string().optional(),
  })
  .meta({ id: 'Finding' });

export const definitionRow = z
  .strictObject({
    /** `<kind>:<key>:<version>`. */
    id,
    kind,
    key: z.string(),
    keys: z.array(z.string()),
    version: z.number().int(),
    status: z.enum(['draft', 'published', 'retired']),
    hash: z.string(),
    fileName: z.string(),
    name: bilingual.optional(),
    versionTag: z.string().optional(),
    note: z.string().optional(),
    createdBy: person.optional(),
    createdAt: instant,
    publishedBy: person.optional(),
    publishedAt: instant.optional(),
    /** Instances running this version now; in the list of all definitions, those of any version. */
    running: z.number().int().optional(),
    /** A later version with identical content: running instances are counted there. */
    sameAs: z.number().int().optional(),
  })
  .meta({ id: 'DefinitionRow' });
export type DefinitionRow = z.infer<typeof definitionRow>;

export const definitionSchema = definitionRow.extend({ findings: z.array(findingSchema) }).meta({ id: 'Definition' });

const LARGEST = 28_000_000;
const draftBody = z
  .strictObject({
    kind,
    fileName: z.string().min(1).max(200),
    /** The file's text, or its bytes in `base64`: a template (docx), or text in an encoding other than UTF-8. */
    source: z.string().min(1).max(20_000_000),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
    note: z.string().max(1000).optional(),
  })
  .meta({ id: 'DefinitionDraft' });

export const listDefinitions = operation({
  id: 'listDefinitions',
  tag,
  method: 'get',
  path: '/definitions',
  permission: 'definition.read',
  target: { none: everywhere },
  query: z.strictObject({ kind: kind.optional(), text: z.string().max(100).optional() }),
  /** The newest version of each definition. */
  answer: z.strictObject({ rows: z.array(definitionRow) }),
  summary: { zh: '流程、决策、表单、文书模板', en: 'Processes, decisions, forms, templates' },
});
export const definitionVersions = operation({
  id: 'definitionVersions',
  tag,
  method: 'get',
  path: '/definitions/{kind}/{key}/versions',
  permission: 'definition.read',
  target: { path: { kind: { none: everywhere }, key: { none: everywhere } } },
  answer: z.strictObject({ rows: z.array(definitionRow) }),
  summary: { zh: '各版本', en: 'Versions' },
});
export const readDefinition = operation({
  id: 'readDefinition',
  tag,
  method: 'get',
  path: '/definitions/{id}',
  permission: 'definition.read',
  target: { path: { id: 'definition' } },
  answer: definitionSchema,
  summary: { zh: '一个版本', en: 'A version' },
});
export const definitionSource = operation({
  id: 'definitionSource',
  tag,
  method: 'get',
  path: '/definitions/{id}/source',
  permission: 'definition.read',
  target: { path: { id: 'definition' } },
  gives: 'application/octet-stream',
  summary: { zh: '源文件', en: 'The file itself' },
});
/**
 * By hash, for the diagram of a case that is pinned to it: everybody who is signed in may see how the law's processes
 * run.
 */
export const sourceByHash = operation({
  id: 'sourceByHash',
  tag,
  method: 'get',
  path: '/sources/{hash}',
  permission: 'signedIn',
  target: { path: { hash: { none: everywhere } } },
  gives: 'application/octet-stream',
  summary: { zh: '按哈希取源文件', en: 'A file by its hash' },
});
export const draftDefinition = operation({
  id: 'draftDefinition',
  tag,
  method: 'post',
  path: '/definitions',
  permission: 'definition.write',
  target: { none: everywhere },
  body: draftBody,
  largest: LARGEST,
  answer: definitionSchema,
  status: 201,
  summary: { zh: '上传草稿', en: 'Upload a draft' },
});
export const changeDraft = operation({
  id: 'changeDraft',
  tag,
  method: 'put',
  path: '/definitions/{id}/source',
  permission: 'definition.write',
  target: { path: { id: 'definition' } },
  largest: LARGEST,
  body: z.strictObject({
    source: z.string().min(1).max(20_000_000),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
    hash: z.string().length(64),
    note: z.string().max(1000).optional(),
  }),
  answer: definitionSchema,
  summary: { zh: '修改草稿（hash 为改前版本）', en: 'Change a draft; `hash` is that of the version being changed' },
});
export const dropDraftDefinition = operation({
  id: 'dropDraftDefinition',
  tag,
  method: 'delete',
  path: '/definitions/{id}',
  permission: 'definition.write',
  target: { path: { id: 'definition' } },
  summary: { zh: '删除草稿', en: 'Delete a draft' },
});
export const checkDefinition = operation({
  id: 'checkDefinition',
  tag,
  method: 'post',
  path: '/definitions/check',
  permission: 'definition.write',
  target: { none: 'Nothing is stored' },
  keyed: false,
  body: draftBody,
  largest: LARGEST,
  answer: z.strictObject({ findings: z.array(findingSchema), publishable: z.boolean() }),
  summary: { zh: '检查', en: 'Check a file without storing it' },
});
export const modelNames = operation({
  id: 'modelNames',
  tag,
  method: 'get',
  path: '/definitions/names',
  permission: 'definition.read',
  target: { none: everywhere },
  /**
   * Names that an expression may use besides those set by its own model: functions, the case, what other models and
   * forms set.
   */
  answer: z.strictObject({ variables: z.array(z.string()) }),
  summary: { zh: '表达式可用的名称', en: 'Names that expressions may use' },
});
export const publishDefinition = operation({
  id: 'publishDefinition',
  tag,
  method: 'post',
  path: '/definitions/{id}/publish',
  permission: 'definition.write',
  target: { path: { id: 'definition' } },
  body: z.strictObject({
    note: z.string().trim().min(1).max(1000),
    hash: z.string().length(64).optional(),
    /**
     * Published together with it: drafts, and versions in force that belong to it. Anything referenced with the binding
     * `deployment` must be among them, or in the same file.
     */
    together: z
      .array(z.strictObject({ id, hash: z.string().length(64).optional() }))
      .max(50)
      .optional(),
  }),
  status: 202,
  answer: proposalSchema,
  summary: { zh: '提请发布', en: 'Propose to publish it: another administrator approves' },
});
export const retireDefinition = operation({
  id: 'retireDefinition',
  tag,
  method: 'post',
  path: '/definitions/{id}/retire',
  permission: 'definition.write',
  target: { path: { id: 'definition' } },
  body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
  status: 202,
  answer: proposalSchema,
  summary: { zh: '提请停用', en: 'Propose to retire it: no new instances will run it' },
});

export const instanceRow = z
  .strictObject({
    id,
    case: z.string(),
    parent: id.optional(),
    process: z.string(),
    processName: bilingual.optional(),
    definition: z.string(),
    region: z.string(),
    status: z.enum(['active', 'completed', 'terminated', 'failed']),
    startedAt: instant,
    endedAt: instant.optional(),
    active: z.array(z.strictObject({ key: z.number().int(), element: z.string(), name: bilingual })),
    incidents: z.number().int(),
  })
  .meta({ id: 'InstanceRow' });

export const listInstances = operation({
  id: 'listInstances',
  tag: 'operations',
  method: 'get',
  path: '/instances',
  permission: 'operation.read',
  target: { list: 'instance', query: { case: narrows } },
  query: z.strictObject({
    ...paging,
    process: z.string().max(200).optional(),
    definition: z.string().length(64).optional(),
    status: z.enum(['active', 'completed', 'terminated', 'failed']).optional(),
    case: z.string().max(60).optional(),
    element: z.string().max(200).optional(),
  }),
  answer: pageOf(instanceRow),
  summary: { zh: '流程实例', en: 'Process instances' },
});
export const heatMap = operation({
  id: 'heatMap',
  tag: 'operations',
  method: 'get',
  path: '/definitions/{id}/heat',
  permission: 'operation.read',
  target: { path: { id: 'definition' } },
  answer: z.strictObject({
    waiting: z.record(z.string(), z.number().int()),
    breached: z.record(z.string(), z.number().int()),
    incidents: z.record(z.string(), z.number().int()),
    /** The names of these elements. */
    names: z.record(z.string(), bilingual),
  }),
  summary: { zh: '热力图：停留与超期', en: 'Where cases wait and limits are breached' },
});
