import { z } from 'zod';
import { accountPattern } from '../../domain/accountNames';
import { causes } from '../../domain/causes';
import { identificationMeans } from '../../domain/identification';
import { industries } from '../../domain/industries';
import { languages } from '../../domain/languages';
import { organisationHosts, organisationKinds } from '../../domain/organisations';
import {
  codeField,
  dayField,
  emailField,
  identityNumberField,
  creditCodeField,
  phoneField,
  regionField,
  textField,
} from '../../domain/fields';
import { says } from '../../domain/problems';
import { roles } from '../../domain/roles';
import { bilingual, id, instant, pageOf, paging, person } from './common';
import { operation } from './operation';

const tag = 'people';
/** Organisations and their mediators are public among staff. */
const register = 'The register is open to all who work on cases';
const text = z.string().trim().max(100).optional();

const userFields = {
  name: textField(60),
  roles: z.array(codeField(roles)).min(1).max(10),
  /** The area that the user is in charge of; 340000 is the whole province. */
  region: regionField,
  organisation: id.optional(),
  email: emailField.optional(),
  /** For a part-time arbitrator: their main employer, such as a law firm. */
  firm: textField(120).optional(),
  language: z.enum(['zh', 'en']).default('zh'),
  active: z.boolean().default(true),
  /** The user's own identity as a worker or an employer, stored only as keyed hashes, to find the user's own cases. */
  identityNumber: identityNumberField.optional(),
  creditCode: creditCodeField.optional(),
};
export const userSchema = z
  .strictObject({
    id,
    account: z.string(),
    name: z.string(),
    roles: z.array(codeField(roles)),
    region: z.string(),
    organisation: id.optional(),
    organisationName: bilingual.optional(),
    mediator: id.optional(),
    email: z.string().optional(),
    firm: z.string().optional(),
    /** Whether the account has an identity number or credit code. It counts once staff have checked it. */
    bound: z.boolean(),
    /** Somebody else may be able to use the account: its roles in cases count once an independent administrator has checked. */
    unseen: z.literal(true).optional(),
    identity: z
      .strictObject({ checkedBy: person, checkedAt: instant, means: codeField(identificationMeans) })
      .optional(),
    language: z.enum(['zh', 'en']),
    active: z.boolean(),
    /** Whether a second factor is set up. */
    secondFactor: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'User' });
export const userBody = z
  .strictObject({
    /** Full-width letters and digits are taken as ordinary ones. */
    account: z
      .string()
      .overwrite((text) => text.normalize('NFKC').trim())
      .regex(
        accountPattern,
        says(
          '账号用 2 至 60 个英文字母、汉字、数字和 . _ @ -，以字母、汉字或数字开头',
          'An account has 2 to 60 Latin or Chinese letters, digits and . _ @ -, and does not begin with one of these',
        ),
      ),
    ...userFields,
  })
  .meta({ id: 'NewUser' });
export const userChange = z
  .strictObject({
    ...userFields,
    language: z.enum(['zh', 'en']),
    active: z.boolean(),
  })
  .partial()
  .meta({ id: 'UserChange' });

/** A temporary password: shown once to be handed over, or sent to the person's own number. */
const issuedPassword = z
  .strictObject({ password: z.string().optional(), sentTo: z.string().optional(), expiresAt: instant })
  .meta({ id: 'IssuedPassword' });

const organisationFields = {
  name: bilingual,
  kind: codeField(organisationKinds),
  region: regionField,
  industries: z.array(codeField(industries)).max(20).default([]),
  causes: z.array(codeField(causes)).max(60).default([]),
  /** The credit code of the employer whose own committee it is. */
  employer: creditCodeField.optional(),
  address: textField(200).optional(),
  phone: phoneField.optional(),
  /** 代字: begins the numbers of its papers; absent: made from its place or name. */
  mark: textField(30)
    .regex(/^[\p{Script=Han}A-Za-z0-9（）()]+$/u)
    .optional(),
  /** Which body set it up or houses it. */
  host: codeField(organisationHosts).optional(),
  foundedOn: dayField.optional(),
  /** How many people it has. */
  staff: z.number().int().min(0).max(100_000).optional(),
  /** When it is open, in words. */
  hours: textField(200).optional(),
  /** The day of its latest yearly review. */
  reviewedOn: dayField.optional(),
  active: z.boolean().default(true),
};
export const organisationBody = z.strictObject(organisationFields).meta({ id: 'NewOrganisation' });
export const organisationSchema = z
  .strictObject({
    id,
    name: bilingual,
    kind: z.string(),
    region: z.string(),
    city: z.string(),
    industries: z.array(z.string()),
    causes: z.array(z.string()),
    employer: z.string().optional(),
    address: z.string().optional(),
    phone: z.string().optional(),
    mark: z.string().optional(),
    host: z.string().optional(),
    foundedOn: z.string().optional(),
    staff: z.number().int().optional(),
    hours: z.string().optional(),
    reviewedOn: z.string().optional(),
    active: z.boolean(),
  })
  .meta({ id: 'Organisation' });

const mediatorFields = {
  name: textField(60),
  organisation: id,
  region: regionField,
  fullTime: z.boolean().default(false),
  languages: z.array(codeField(languages)).max(20).default([]),
  skills: z.array(textField(60)).max(50).default([]),
  /** Credit codes of employers, or identity numbers of people, with whom the mediator has a conflict of interest. */
  conflicts: z.array(z.string().min(1).max(80)).max(500).default([]),
  user: id.optional(),
  active: z.boolean().default(true),
};
export const mediatorBody = z.strictObject(mediatorFields).meta({ id: 'NewMediator' });
export const mediatorSchema = z
  .strictObject({
    id,
    name: z.string(),
    organisation: id,
    organisationName: bilingual.optional(),
    region: z.string(),
    fullTime: z.boolean(),
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    /** The number of recorded conflicts; people are stored as hashes. */
    conflicts: z.number().int(),
    user: id.optional(),
    userName: z.string().optional(),
    active: z.boolean(),
    openTasks: z.number().int(),
  })
  .meta({ id: 'Mediator' });

const read = { tag, method: 'get', permission: 'people.read' } as const;
const write = { tag, permission: 'people.write' } as const;
const people = {
  ...paging,
  text,
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
};

export const listUsers = operation({
  ...read,
  id: 'listUsers',
  path: '/users',
  permission: 'people.write',
  target: { list: 'user', query: { region: 'area' } },
  query: z.strictObject({ ...people, role: codeField(roles).optional() }),
  answer: pageOf(userSchema),
  summary: { zh: '用户', en: 'Users' },
});
export const addUser = operation({
  ...write,
  id: 'addUser',
  method: 'post',
  path: '/users',
  target: { body: { region: 'area', organisation: 'organisation' } },
  body: userBody,
  answer: userSchema.extend({ issued: issuedPassword }),
  status: 201,
  summary: { zh: '新增用户', en: 'Add a user' },
});
export const changeUser = operation({
  ...write,
  id: 'changeUser',
  method: 'patch',
  path: '/users/{id}',
  target: { path: { id: 'user' }, body: { region: 'area', organisation: 'organisation' } },
  body: userChange,
  answer: userSchema,
  summary: { zh: '修改用户', en: 'Change a user' },
});
export const issuePassword = operation({
  ...write,
  id: 'issuePassword',
  method: 'post',
  path: '/users/{id}/password',
  target: { path: { id: 'user' } },
  /** `toContact: false`: the person has lost the number, too. */
  body: z.strictObject({ toContact: z.boolean().default(true) }),
  answer: issuedPassword,
  status: 201,
  summary: {
    zh: '为忘记密码的用户设置临时密码（首次登录须更换）',
    en: 'Make a temporary password for a user who has lost theirs; it must be replaced at the first sign-in',
  },
});
/**
 * Done by somebody independent of those who created the account, set its sign-in or entered the number, in the presence
 * of the person, who shows the code of their session; whoever checks reads the number off the document.
 */
export const checkIdentity = operation({
  ...write,
  id: 'checkIdentity',
  method: 'post',
  path: '/users/{id}/identity',
  target: { path: { id: 'user' } },
  body: z
    .strictObject({
      means: codeField(identificationMeans),
      /** From `POST /sessions/current/introduction`, as the person shows it. */
      code: z.string().max(40),
      identityNumber: identityNumberField.optional(),
      /** With an identity number: the name on the document. */
      name: textField(60).optional(),
      creditCode: creditCodeField.optional(),
      /** With a credit code: the name of the employer as on the licence. */
      employer: textField(120).optional(),
    })
    .meta({ id: 'IdentityCheck' }),
  answer: userSchema,
  summary: { zh: '核验身份', en: 'Record that the identity was checked' },
});
export const listOrganisations = operation({
  ...read,
  id: 'listOrganisations',
  path: '/organisations',
  target: { none: register, query: { region: { none: register } } },
  query: z.strictObject({ ...people, kind: codeField(organisationKinds).optional() }),
  answer: pageOf(organisationSchema),
  summary: { zh: '机构', en: 'Organisations' },
});
/** What everybody may know of a body: what it is, and where. */
const placeSchema = z.strictObject({
  id,
  name: bilingual,
  kind: z.string(),
  region: z.string(),
  address: z.string().optional(),
  phone: z.string().optional(),
  hours: z.string().optional(),
});
export const listPlaces = operation({
  tag,
  method: 'get',
  permission: 'public',
  id: 'listPlaces',
  path: '/places',
  target: {
    none: 'Where a dispute can be brought is public',
    query: { region: { none: 'Where a dispute can be brought is public' } },
  },
  query: z.strictObject({ ...paging, region: regionField }),
  answer: pageOf(placeSchema),
  summary: { zh: '去哪里办：一地的调解组织、仲裁院等', en: 'Where a dispute can be brought: the bodies of a place' },
});
export const addOrganisation = operation({
  ...write,
  id: 'addOrganisation',
  method: 'post',
  path: '/organisations',
  target: { body: { region: 'area' } },
  body: organisationBody,
  answer: organisationSchema,
  status: 201,
  summary: { zh: '新增机构', en: 'Add an organisation' },
});
export const changeOrganisation = operation({
  ...write,
  id: 'changeOrganisation',
  method: 'put',
  path: '/organisations/{id}',
  target: { path: { id: 'organisation' }, body: { region: 'area' } },
  body: organisationBody,
  answer: organisationSchema,
  summary: { zh: '修改机构', en: 'Change an organisation' },
});
export const listMediators = operation({
  ...read,
  id: 'listMediators',
  path: '/mediators',
  target: { none: register, query: { region: { none: register }, organisation: { none: register } } },
  query: z.strictObject({ ...people, organisation: id.optional() }),
  answer: pageOf(mediatorSchema),
  summary: { zh: '调解员', en: 'Mediators' },
});
export const addMediator = operation({
  ...write,
  id: 'addMediator',
  method: 'post',
  path: '/mediators',
  target: { body: { region: 'area', organisation: 'organisation', user: 'user' } },
  body: mediatorBody,
  answer: mediatorSchema,
  status: 201,
  summary: { zh: '新增调解员', en: 'Add a mediator' },
});
export const changeMediator = operation({
  ...write,
  id: 'changeMediator',
  method: 'put',
  path: '/mediators/{id}',
  target: { path: { id: 'mediator' }, body: { region: 'area', organisation: 'organisation', user: 'user' } },
  body: mediatorBody.partial({ conflicts: true }),
  answer: mediatorSchema,
  summary: { zh: '修改调解员', en: 'Change a mediator' },
});

export const resetSecondFactor = operation({
  ...write,
  id: 'resetSecondFactor',
  method: 'delete',
  path: '/users/{id}/second-factor',
  target: { path: { id: 'user' } },
  summary: { zh: '取消用户的动态验证码', en: 'Remove the second factor of a user who has lost it' },
});
