import { z } from 'zod';
import { calendarSchema, calendarYearSchema } from '../../domain/limits/calendar';
import { rulesSchema } from '../../domain/limits/rules';
import { noticeTextsSchema } from '../../domain/noticeTemplates';
import { parameterSchema } from '../../domain/parameters';
import { instant, number, person } from './common';
import { operation } from './operation';
import { proposalSchema } from './proposals';

const tag = 'references';
const law = 'The law is the same everywhere';
const version = {
  version: z.number().int(),
  hash: z.string(),
  note: z.string().optional(),
  by: person.optional(),
  at: instant.optional(),
};
const note = z.string().trim().min(1).max(1000);
const versionRow = z
  .strictObject({ kind: z.enum(['calendar', 'rules', 'parameters', 'noticeTexts']), ...version })
  .meta({ id: 'ReferenceVersion' });

export const readCalendar = operation({
  id: 'readCalendar',
  tag,
  method: 'get',
  path: '/calendar',
  permission: 'reference.read',
  target: { none: law },
  answer: z.strictObject({ ...version, calendar: calendarSchema }),
  summary: { zh: '节假日历', en: 'The calendar' },
});
export const loadYear = operation({
  id: 'loadYear',
  tag,
  method: 'put',
  path: '/calendar/years/{year}',
  permission: 'reference.write',
  target: { path: { year: { none: law } } },
  body: z.strictObject({ year: calendarYearSchema, note }),
  status: 202,
  answer: proposalSchema,
  summary: {
    zh: '提请载入一年放假通知，批准后在办案件随之重算',
    en: 'Propose the holiday notice of a year; once approved, running cases adopt it',
  },
});
export const readLimits = operation({
  id: 'readLimits',
  tag,
  method: 'get',
  path: '/time-limits',
  permission: 'reference.read',
  target: { none: law },
  answer: z.strictObject({ ...version, limits: rulesSchema.shape.limits, thresholds: rulesSchema.shape.thresholds }),
  summary: { zh: '法定期限', en: 'Time limits with their legal basis' },
});
export const changeLimits = operation({
  id: 'changeLimits',
  tag,
  method: 'put',
  path: '/time-limits',
  permission: 'reference.write',
  target: { none: law },
  body: z.strictObject({ rules: rulesSchema, note }),
  status: 202,
  answer: proposalSchema,
  summary: { zh: '提请修订法定期限', en: 'Propose a new version of the time limits' },
});
export const readParameters = operation({
  id: 'readParameters',
  tag,
  method: 'get',
  path: '/parameters',
  permission: 'reference.read',
  target: { none: law },
  answer: z.strictObject({ ...version, parameters: z.array(parameterSchema) }),
  summary: { zh: '最低工资等参数', en: 'Parameters by place and date' },
});
export const readCalculatorParameters = operation({
  id: 'readCalculatorParameters',
  tag,
  method: 'get',
  path: '/calculator/parameters',
  permission: 'public',
  target: { none: law },
  answer: z.strictObject({ parameters: z.array(parameterSchema) }),
  summary: { zh: '计算器所需的参数', en: 'The parameters that the calculator needs' },
});
export const changeParameters = operation({
  id: 'changeParameters',
  tag,
  method: 'put',
  path: '/parameters',
  permission: 'parameter.write',
  target: { none: 'Rows of other places must stay unchanged: they are compared with those in force' },
  body: z.strictObject({ parameters: z.array(parameterSchema).max(5000), note }),
  status: 202,
  answer: proposalSchema,
  summary: { zh: '提请修改参数', en: 'Propose new parameters; an area proposes its own where they depend on the area' },
});
export const readNoticeTexts = operation({
  id: 'readNoticeTexts',
  tag,
  method: 'get',
  path: '/notice-texts',
  permission: 'reference.read',
  target: { none: 'They are the same everywhere' },
  answer: z.strictObject({ ...version, texts: noticeTextsSchema }),
  summary: { zh: '通知用语', en: 'The words of notices' },
});
export const changeNoticeTexts = operation({
  id: 'changeNoticeTexts',
  tag,
  method: 'put',
  path: '/notice-texts',
  permission: 'reference.write',
  target: { none: 'They are the same everywhere' },
  body: z.strictObject({ texts: noticeTextsSchema, note }),
  status: 202,
  answer: proposalSchema,
  summary: { zh: '提请修改通知用语', en: 'Propose other words for notices' },
});
export const referenceVersions = operation({
  id: 'referenceVersions',
  tag,
  method: 'get',
  path: '/references/{kind}/versions',
  permission: 'reference.read',
  target: { path: { kind: { none: law } } },
  query: z.strictObject({ size: number(1, 200).default(50) }),
  answer: z.strictObject({ rows: z.array(versionRow) }),
  summary: { zh: '历次版本', en: 'Versions' },
});
