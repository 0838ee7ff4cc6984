import { z } from 'zod';
import { employerFields, employerSchema, employerSizes } from '../../domain/employers/employer';
import { codeField, textField } from '../../domain/fields';
import { industries } from '../../domain/industries';
import { id, instant, number, pageOf, paging, person, reason } from './common';
import { operation } from './operation';

const tag = 'employers';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const shownFields = {
  /** The credit code. */
  id: z.string(),
  name: z.string(),
  formerNames: z.array(z.string()),
  industry: z.string().optional(),
  headcount: z.number().int().optional(),
  size: z.string().optional(),
  region: z.string(),
  focus: z.boolean(),
  active: z.boolean(),
  /** Whether another employer is named alike. */
  suspect: z.boolean(),
};
export const employerRow = z.strictObject(shownFields).meta({ id: 'EmployerRow' });
export type EmployerRow = z.infer<typeof employerRow>;

export const employerDetail = z
  .strictObject({
    ...shownFields,
    /** Codes under which it was registered a second time. */
    otherCodes: z.array(z.string()),
    foundedOn: z.string().optional(),
    areas: z.array(z.string()),
    partyOrganisation: z.boolean(),
    union: z.boolean(),
    committee: z.boolean(),
    negotiationRules: z.boolean(),
    contactName: z.string().optional(),
    contactPhone: z.string().optional(),
    /** Employers that may be the same, by their names. */
    alike: z.array(employerRow),
    /** The latest changes, the newest first. */
    changes: z.array(
      z.strictObject({
        at: instant,
        by: person.optional(),
        how: z.enum(['add', 'change', 'import', 'merge', 'distinguish']),
        fields: z.array(
          z.strictObject({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() }),
        ),
        reason: z.string().optional(),
      }),
    ),
    version: z.number().int(),
    /** Whether the caller may change it. */
    changeable: z.boolean(),
  })
  .meta({ id: 'Employer' });
export type EmployerDetail = z.infer<typeof employerDetail>;

const filters = {
  text: textField(120).optional(),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  industry: codeField(industries).optional(),
  sizeClass: codeField(employerSizes).optional(),
  focus: z.enum(['true']).optional(),
  /** Only those that another one is named like. */
  alike: z.enum(['true']).optional(),
};

export const listEmployers = operation({
  id: 'listEmployers',
  tag,
  method: 'get',
  path: '/employers',
  permission: 'employer.read',
  target: { list: 'employer', query: { region: 'area' } },
  query: z.strictObject({ ...paging, ...filters }),
  answer: pageOf(employerRow),
  summary: { zh: '用人单位', en: 'Employers' },
});
export const exportEmployers = operation({
  id: 'exportEmployers',
  tag,
  method: 'get',
  path: '/employers/export',
  permission: 'employer.read',
  target: { list: 'employer', query: { region: 'area' } },
  query: z.strictObject(filters),
  gives: xlsx,
  summary: { zh: '导出用人单位（Excel）', en: 'Export employers as a spreadsheet' },
});
export const emptyEmployers = operation({
  id: 'emptyEmployers',
  tag,
  method: 'get',
  path: '/employers/empty',
  permission: 'employer.write',
  target: { none: 'It is the same for everybody' },
  gives: xlsx,
  summary: { zh: '用人单位空白表（Excel）', en: 'An empty sheet of employers to fill in' },
});
export const importEmployers = operation({
  id: 'importEmployers',
  tag,
  method: 'post',
  path: '/employers/import',
  permission: 'employer.write',
  target: { none: 'Rows outside the area of whoever imports them are refused one by one' },
  accepts: 'multipart/form-data',
  keyed: false,
  body: z.strictObject({ file: z.any().meta({ type: 'string', format: 'binary' }) }),
  answer: z
    .strictObject({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      /** How many rows were not accepted, and the first thousand of them: by number in the spreadsheet, and why. */
      refusedRows: z.number().int(),
      refused: z.array(z.strictObject({ row: z.number().int(), zh: z.string(), en: z.string() })),
      /** Accepted rows that are named like another employer. */
      alike: z.number().int(),
    })
    .meta({ id: 'EmployerImport' }),
  summary: { zh: '导入用人单位（Excel）', en: 'Import employers from a spreadsheet' },
});
/** Names are public; the code of an individual business is that of a person and is not given. */
export const suggestEmployers = operation({
  id: 'suggestEmployers',
  tag,
  method: 'get',
  path: '/employers/suggestions',
  permission: 'case.file',
  target: { none: 'Names of employers and the codes of bodies are public' },
  strangers: 600,
  query: z.strictObject({ text: textField(120), size: number(1, 10).default(6) }),
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        name: z.string(),
        creditCode: z.string().optional(),
        region: z.string(),
        industry: z.string().optional(),
      }),
    ),
  }),
  summary: { zh: '按名称提示用人单位', en: 'Suggest employers by the beginning of a name' },
});
export const addEmployer = operation({
  id: 'addEmployer',
  tag,
  method: 'post',
  path: '/employers',
  permission: 'employer.write',
  target: { body: { region: 'area' } },
  body: employerSchema,
  answer: employerDetail,
  status: 201,
  summary: { zh: '登记用人单位', en: 'Register an employer' },
});
export const readEmployer = operation({
  id: 'readEmployer',
  tag,
  method: 'get',
  path: '/employers/{id}',
  permission: 'employer.read',
  target: { path: { id: 'employer' } },
  answer: employerDetail,
  summary: { zh: '一个用人单位', en: 'One employer' },
});
const { creditCode: _code, ...changeable } = employerFields;
export const changeEmployer = operation({
  id: 'changeEmployer',
  tag,
  method: 'put',
  path: '/employers/{id}',
  permission: 'employer.write',
  target: { path: { id: 'employer' }, body: { region: 'area' } },
  /** `version`: the one that was shown, so that nobody's change is overwritten. */
  body: z.strictObject({ ...changeable, version: z.number().int() }).meta({ id: 'EmployerChange' }),
  answer: employerDetail,
  summary: { zh: '修改用人单位', en: 'Change an employer' },
});
export const mergeEmployers = operation({
  id: 'mergeEmployers',
  tag,
  method: 'post',
  path: '/employers/{id}/merge',
  permission: 'employer.write',
  target: { path: { id: 'employer' }, body: { other: 'employer' } },
  body: z.strictObject({ other: id, reason }).meta({ id: 'EmployerMerge' }),
  answer: employerDetail,
  summary: {
    zh: '合并重复登记：另一登记的代码、名称和所在地并入本登记',
    en: 'Merge a second entry into this one, which takes over its codes, names and places',
  },
});
export const distinguishEmployers = operation({
  id: 'distinguishEmployers',
  tag,
  method: 'post',
  path: '/employers/{id}/distinction',
  permission: 'employer.write',
  target: { path: { id: 'employer' }, body: { other: 'employer' } },
  body: z.strictObject({ other: id, reason }).meta({ id: 'EmployerDistinction' }),
  answer: employerDetail,
  summary: { zh: '确认不是同一单位', en: 'Record that two employers named alike are different ones' },
});
export const employerRecord = operation({
  id: 'employerRecord',
  tag,
  method: 'get',
  path: '/employers/{id}/record',
  permission: 'employer.read',
  target: { path: { id: 'employer' } },
  query: z.strictObject(paging),
  answer: z
    .strictObject({
      /** Of the cases and matters that the caller may see; `capped`: of the latest thousand. */
      figures: z.strictObject({
        open: z.number().int(),
        closed: z.number().int(),
        settlementsKept: z.number().int(),
        settlementsBroken: z.number().int(),
        matters: z.number().int(),
        capped: z.boolean(),
      }),
      rows: z.array(
        z.strictObject({
          number: z.string(),
          display: z.string(),
          title: z.string(),
          kind: z.string().optional(),
          region: z.string(),
          at: instant,
          status: z.enum(['open', 'closed']),
          stage: z.string().optional(),
          outcome: z.string().optional(),
        }),
      ),
      next: z.string().optional(),
    })
    .meta({ id: 'EmployerRecord' }),
  summary: { zh: '用人单位的案件和事项', en: 'The cases and matters of an employer' },
});
