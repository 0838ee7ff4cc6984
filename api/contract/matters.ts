import { z } from 'zod';
import { regionField } from '../../domain/fields';
import { bilingual, id, instant, pageOf, paging, person, variables } from './common';
import { narrows, operation } from './operation';
import { taskRow } from './tasks';

const tag = 'matters';

export const matterKind = z
  .strictObject({
    /** The id of its process. */
    kind: z.string(),
    name: bilingual,
    /** Whether the caller may begin a matter of this kind. */
    begin: z.boolean(),
    /** The kinds out of which one may be begun. */
    from: z.array(z.string()),
    columns: z.array(z.strictObject({ name: z.string(), label: bilingual })),
  })
  .meta({ id: 'MatterKind' });
export type MatterKind = z.infer<typeof matterKind>;

export const matterRow = z
  .strictObject({
    number: id,
    /** The number as people read it. */
    display: z.string(),
    kind: z.string(),
    title: z.string(),
    region: z.string(),
    begunAt: instant,
    /** Absent if a message or a timer began it. */
    begunBy: person.optional(),
    status: z.enum(['open', 'closed']),
    stage: z.string().optional(),
    /** How it ended, in words. */
    outcome: bilingual.optional(),
    closedAt: instant.optional(),
    openTasks: z.number().int(),
    due: instant.nullable(),
    workingDaysLeft: z.number().int().nullable(),
    /** The variables that its kind shows in lists. */
    values: variables,
  })
  .meta({ id: 'MatterRow' });
export type MatterRow = z.infer<typeof matterRow>;

export const listMatterKinds = operation({
  id: 'listMatterKinds',
  tag,
  method: 'get',
  path: '/matters/kinds',
  permission: 'matter.list',
  target: { none: 'The kinds that the caller may begin or see' },
  answer: z.strictObject({ rows: z.array(matterKind) }),
  summary: { zh: '事项的种类', en: 'The kinds of matters' },
});

export const matterForm = operation({
  id: 'matterForm',
  tag,
  method: 'get',
  path: '/matters/kinds/{kind}/form',
  permission: 'matter.begin',
  target: { path: { kind: { none: 'The kind says who may begin a matter of it' } } },
  answer: z.strictObject({ kind: matterKind, form: z.record(z.string(), z.unknown()).optional() }),
  summary: { zh: '发起事项的表单', en: 'The form by which a matter is begun' },
});

export const beginMatter = operation({
  id: 'beginMatter',
  tag,
  method: 'post',
  path: '/matters',
  permission: 'matter.begin',
  target: {
    none: 'The kind says who may begin a matter of it',
    body: { region: { none: 'The kind says which roles may begin it, each in its area' }, from: 'origin' },
  },
  body: z.strictObject({
    kind: z.string().min(1).max(200),
    /** The place that it concerns; by default the caller's. */
    region: regionField.optional(),
    values: variables,
    /** The number of the matter out of which it is begun. */
    from: id.optional(),
  }),
  answer: z
    .strictObject({ number: z.string(), display: z.string(), begunAt: instant, tasks: z.array(taskRow) })
    .meta({ id: 'BegunMatter' }),
  status: 201,
  summary: { zh: '发起事项', en: 'Begin a matter' },
});

export const matterQuery = z.strictObject({
  ...paging,
  kind: z.string().max(200).optional(),
  status: z.enum(['open', 'closed']).optional(),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  /** Part of a number or a title. */
  text: z.string().trim().max(100).optional(),
  /** `mine`: what the caller began. */
  view: z.enum(['area', 'mine']).default('area'),
  /** Only those that were begun out of this one. */
  from: id.optional(),
  /** Only those about this: `employer:` and a credit code, `organisation:` or `person:` and an id, `matter:` and a number. */
  subject: z.string().max(120).optional(),
});
export const listMatters = operation({
  id: 'listMatters',
  tag,
  method: 'get',
  path: '/matters',
  permission: 'matter.list',
  target: { list: 'matter', query: { region: narrows, from: 'origin' } },
  query: matterQuery,
  answer: pageOf(matterRow),
  summary: { zh: '事项列表', en: 'Matters' },
});
