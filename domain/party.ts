import * as z from 'zod';
import { agentKinds, identityDocuments } from './capacities';
import {
  amountField,
  codeField,
  creditCodeField,
  dayField,
  emailField,
  identityNumberField,
  phoneField,
  placeField,
  textField,
} from './fields';
import { keyGroups } from './groups';
import { industries } from './industries';
import { languages } from './languages';
import { thresholdValue } from './limits/thresholds';
import { problemAt, type Problem } from './problems';

const identityDocumentSchema = z.strictObject({
  type: codeField(identityDocuments),
  number: textField(40),
  birthDate: dayField.optional(),
});

/** One person: a represented worker, an elected representative. */
export const personSchema = z.strictObject({
  name: textField(60),
  identityNumber: identityNumberField.optional(),
  identityDocument: identityDocumentSchema.optional(),
  phone: phoneField.optional(),
});
export type Person = z.infer<typeof personSchema>;

/** One worker of the roster, with his own part of each claim (from 1) and, if cases were joined, his own number. */
export const memberSchema = personSchema.extend({
  claims: z
    .array(z.strictObject({ claim: z.number().int().min(1).max(50), amount: amountField }))
    .max(50)
    .optional(),
  filing: textField(40).optional(),
});

const agentSchema = z.strictObject({
  kind: codeField(agentKinds),
  name: textField(60),
  phone: phoneField.optional(),
  organisation: textField(120).optional(),
});

/** How a party can be reached; documents are served at the address. */
const reach = {
  phone: phoneField.optional(),
  email: emailField.optional(),
  address: textField(200).optional(),
  agent: agentSchema.optional(),
};

/**
 * The workers' side: how many, how to call them, and the identity of the one who files, or of the first of several. Ten
 * or more may elect three to five representatives (Law art. 7; Rules33 art. 63), at filing or later.
 */
export const workersSchema = z.strictObject({
  count: z.number().int().min(1).max(100_000),
  label: textField(100),
  identityNumber: identityNumberField.optional(),
  identityDocument: identityDocumentSchema.optional(),
  keyGroups: z.array(codeField(keyGroups)).max(keyGroups.codes.length).default([]),
  languages: z.array(codeField(languages)).max(languages.codes.length).default([]),
  ...reach,
  representatives: z.array(personSchema).max(20).optional(),
  /** The listed workers, if there are several. */
  members: z.array(memberSchema).max(5000).optional(),
});
export type Workers = z.infer<typeof workersSchema>;

/**
 * The employer: its credit code or, if it has no licence, the identity number of its owner, who is then the party
 * (解释(一) art. 29).
 */
export const employerSchema = z.strictObject({
  name: textField(120),
  creditCode: creditCodeField.optional(),
  ownerIdentityNumber: identityNumberField.optional(),
  /** At filing the worker knew neither: staff look it up (domain/completion.ts). */
  codeUnknown: z.literal(true).optional(),
  industry: codeField(industries),
  region: placeField.optional(),
  legalRepresentative: textField(60).optional(),
  ...reach,
  /** It has closed down, so that documents may be posted (Rules33 art. 20(2)). */
  ceased: z.boolean().optional(),
});
export type Employer = z.infer<typeof employerSchema>;

/** A further party on the employers' side: the two sides of labour dispatch are parties together (Law art. 22(2)). */
export const furtherEmployerSchema = z.strictObject({
  capacity: z.enum(['user-unit', 'dispatch-unit', 'employer', 'third-party']),
  ...employerSchema.shape,
});

/**
 * What is wrong with the parties beyond single fields; paths start at the case. Accepts anything: fields of the wrong
 * type are ignored.
 */
export function partyProblems(filed: {
  workers?: Partial<Workers>;
  employer?: Partial<Employer>;
  applicant?: unknown;
}): Problem[] {
  const { workers, employer, applicant } = filed;
  return [
    ...(workers ? workersProblems(workers) : []),
    ...(employer ? employerProblems(employer, applicant === 'employer') : []),
  ];
}

function workersProblems(workers: Partial<Workers>): Problem[] {
  const found: Problem[] = [];
  if (workers.identityNumber === undefined && workers.identityDocument === undefined) {
    found.push(
      problemAt(
        ['workers', 'identityNumber'],
        '请填写劳动者（多人时为第一人）的身份证号码，没有的填写其他身份证件',
        "Give the worker's identity number (of the first, if several), or another identity document",
      ),
    );
  }
  const count = typeof workers.count === 'number' ? workers.count : undefined;
  if (Array.isArray(workers.representatives) && count !== undefined)
    found.push(...representativesProblems(workers.representatives.length, count));
  if (Array.isArray(workers.members) && count !== undefined && workers.members.length > count) {
    found.push(
      problemAt(
        ['workers', 'members'],
        `名单有${workers.members.length}人，多于填写的${count}人`,
        `The list has ${workers.members.length} people, more than the ${count} given`,
      ),
    );
  }
  return [
    ...found,
    ...duplicates(workers.members, 'members'),
    ...duplicates(workers.representatives, 'representatives'),
    ...duplicates(workers.keyGroups, 'keyGroups'),
  ];
}

function representativesProblems(elected: number, count: number): Problem[] {
  const path = ['workers', 'representatives'];
  const collective = thresholdValue('collective-workers') as number;
  const [least, most] = thresholdValue('collective-representatives') as [number, number];
  if (count < collective)
    return elected
      ? [
          problemAt(
            path,
            `不足${collective}人的争议不推举代表人，请删除`,
            `Fewer than ${collective} workers do not elect representatives; remove them`,
          ),
        ]
      : [];
  if (elected >= least && elected <= most) return [];
  return [
    problemAt(
      path,
      `代表人应为${least}至${most}人（办案规则第63条），现为${elected}人`,
      `There must be ${least} to ${most} representatives (Rules of Arbitration art. 63), not ${elected}`,
    ),
  ];
}

function duplicates(list: unknown, field: string): Problem[] {
  if (!Array.isArray(list)) return [];
  const seen = new Set<unknown>();
  return list.flatMap((entry, index) => {
    const id = typeof entry === 'string' ? entry : entry?.identityNumber;
    if (id === undefined || !seen.has(id)) return (seen.add(id), []);
    return [problemAt(['workers', field, index], '与前面一项重复', 'This repeats an entry above')];
  });
}

function employerProblems(employer: Partial<Employer>, own: boolean): Problem[] {
  if (employer.creditCode !== undefined || employer.ownerIdentityNumber !== undefined) return [];
  if (employer.codeUnknown !== true || own)
    return [
      problemAt(
        ['employer', 'creditCode'],
        own
          ? '请填写本单位的统一社会信用代码；没有营业执照的，填写出资人的身份证号码'
          : '请填写用人单位的统一社会信用代码；没有营业执照的，填写出资人的身份证号码；不知道的，选择“不知道，请工作人员查找”',
        own
          ? 'Give your unified social credit code or, without a licence, the owner’s identity number'
          : 'Give the employer’s unified social credit code or, if it has no licence, its owner’s identity number; if you know neither, choose “unknown, staff will look it up”',
      ),
    ];
  if (employer.address !== undefined || employer.phone !== undefined) return [];
  return [
    problemAt(
      ['employer', 'address'],
      '不知道信用代码的，请填写单位的地址或者电话，工作人员据此查找、联系',
      'Without the code, give an address or a phone number by which staff can find the employer',
    ),
  ];
}
