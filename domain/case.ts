import * as z from 'zod';
import { causes, causeTraits, courtCauses } from './causes';
import { filingChannels } from './channels';
import { codeList } from './codeList';
import { evidenceKinds } from './evidence/evidence';
import { amountField, codeField, dayField, placeField, regionField, textField } from './fields';
import { birthDateOf } from './identityNumber';
import type { Day } from './limits/dates';
import { interruptionKinds } from './limits/interruptions';
import { thresholdValue } from './limits/thresholds';
import { isYuan, sumFen, toFen, yuanText, type Fen } from './money';
import { employerSchema, furtherEmployerSchema, partyProblems, workersSchema } from './party';
import { problemAt, type Problem } from './problems';
import { pipelineStages } from './stages';

/** What a row of the kinds of employment adds to its names. */
interface EmploymentTraits {
  /** A personnel dispute (人事争议, Rules33 art. 2(2)–(5)) rather than a labour dispute. */
  personnel?: boolean;
  /** Sixty days to apply instead of a year (公务员法 art. 105(1); by reference art. 112). */
  sixtyDays?: boolean;
}

/**
 * The kind of employment, which decides the applicable law: labour, or one of the personnel relations of Rules33 art. 2,
 * for which courts and limitation have rules of their own.
 */
export const employments = codeList({
  labour: { zh: '劳动关系', en: 'Employment' },
  'public-institution': { zh: '事业单位人事关系', en: 'Personnel of a public institution', personnel: true },
  'social-organisation': { zh: '社会团体人事关系', en: 'Personnel of a social organisation', personnel: true },
  'civil-servant': { zh: '聘任制公务员', en: 'Appointed civil servant', personnel: true, sixtyDays: true },
  'by-reference': {
    zh: '参照公务员法管理单位的聘任人员',
    en: 'Staff appointed by a body under the Civil Servant Law by reference',
    personnel: true,
    sixtyDays: true,
  },
  'military-civilian': { zh: '军队聘用制文职人员', en: 'Civilian staff of the armed forces', personnel: true },
} satisfies Record<string, { zh: string; en: string } & EmploymentTraits>);

/** The traits of a kind of employment. */
export const employmentTraits = (employment: string | undefined): EmploymentTraits =>
  employments.has(employment ?? '') ? (employments.rows[employment as 'labour'] as EmploymentTraits) : {};

/**
 * One claim. It has two causes: one from the arbitration list and one from the courts' list, which follows from the
 * first unless given.
 */
export const claimSchema = z
  .strictObject({
    cause: codeField(causes),
    courtCause: codeField(courtCauses).optional(),
    /** Yuan; absent for a claim that is not for money. */
    amount: amountField.optional(),
    facts: textField(5000),
    period: z.strictObject({ from: dayField, to: dayField }).optional(),
    /** When the party knew or should have known that this right was infringed, if it differs from the case's date. */
    rightInfringedOn: dayField.optional(),
  })
  .overwrite((claim) =>
    causes.has(claim.cause) ? { ...claim, courtCause: claim.courtCause ?? causeTraits(claim.cause).court } : claim,
  );
export type Claim = z.infer<typeof claimSchema>;

/**
 * A case that a court referred to mediation: before filing (委派) or after it (委托). The court's number must be kept to
 * report the result.
 */
const courtReferralSchema = z.strictObject({
  court: textField(120),
  number: textField(80),
  kind: z.enum(['before-filing', 'after-filing']),
  procedure: z.enum(['ordinary', 'simple']).optional(),
  referredOn: dayField.optional(),
});

const filedEvidenceSchema = z.strictObject({
  kind: codeField(evidenceKinds),
  name: textField(200),
  proves: textField(500),
  copy: z.enum(['original', 'copy']).optional(),
  /** The applicant; entered here, whoever sends it. */
  by: z.enum(['worker', 'employer']).optional(),
});

const shape = z.strictObject({
  title: textField(200).optional(),
  /** The place of filing. */
  region: regionField,
  /** The place where the contract is performed. Jurisdiction lies there or at the employer's seat (Law art. 21). */
  performedIn: placeField.optional(),
  applicant: z.enum(['worker', 'employer']).default('worker'),
  entryStage: codeField(pipelineStages),
  /** The union that applies for the workers: only over a collective contract (Rules33 art. 63(2)). */
  unionApplicant: textField(120).optional(),
  channel: codeField(filingChannels).default('online'),
  workers: workersSchema,
  employer: employerSchema,
  furtherEmployers: z.array(furtherEmployerSchema).max(10).optional(),
  claims: z.array(claimSchema).min(1).max(50),
  employment: codeField(employments).default('labour'),
  employmentStarted: dayField.optional(),
  /** Absent while the employment lasts, or if unknown. */
  employmentEnded: dayField.optional(),
  /** True if the employment still lasts. */
  employed: z.boolean().optional(),
  /** When the party knew or should have known that its right was infringed (Law art. 27(1)). */
  rightInfringedOn: dayField.optional(),
  interruptions: z
    .array(z.strictObject({ on: dayField, kind: codeField(interruptionKinds) }))
    .max(100)
    .optional(),
  /** When force majeure or another proper reason kept the party from applying (Law art. 27(3)). */
  suspensions: z
    .array(z.strictObject({ from: dayField, to: dayField.optional(), reason: textField(200).optional() }))
    .max(100)
    .optional(),
  /** The mediation organisation that the applicant chose (Anhui ordinance art. 15). */
  wantedOrganisation: textField(64).optional(),
  courtReferral: courtReferralSchema.optional(),
  /** The dispute has been mediated before, without agreement. */
  mediated: z.boolean().optional(),
  /** The applicant's answer to the offer to mediate before arbitration. */
  mediateFirst: z.boolean().optional(),
  /** There is a written IOU for the wages, so that the worker may sue directly (解释(一) art. 15). */
  wageIou: z.boolean().optional(),
  /** The labour inspectorate handles the same matter (劳动保障监察条例 art. 21). */
  underInspection: z.boolean().optional(),
  legalAidWanted: z.boolean().optional(),
  /** What the applicant has to prove it with; the list of evidence begins with it (Law art. 28(2); Rules33 art. 29). */
  evidence: z.array(filedEvidenceSchema).max(50).optional(),
  /** The applicant has read the whole application and declared that it is true. */
  declared: z.literal(true).optional(),
});
export type Case = z.infer<typeof shape>;
/** A case as it may be sent: fields with a default may be left out. */
export type CaseInput = z.input<typeof shape>;

/**
 * A case as filed. Dates are only checked against each other; `caseFiledOn` also checks them against the day of filing.
 */
export const caseSchema = crossChecked((filed) => [
  ...partyProblems(filed),
  ...orderProblems(filed),
  ...referralProblems(filed),
  ...personnelProblems(filed),
  ...unionProblems(filed),
  ...rosterProblems(filed),
]);

/** A case as filed on a day in Asia/Shanghai: events must not be dated after that day. */
export function caseFiledOn(day: Day): typeof caseSchema {
  return crossChecked((filed) => [
    ...partyProblems(filed),
    ...orderProblems(filed),
    ...referralProblems(filed),
    ...personnelProblems(filed),
    ...unionProblems(filed),
    ...rosterProblems(filed),
    ...futureProblems(filed, day),
  ]);
}

/** The sum of all claims, in fen. */
export function totalFen(filed: Pick<Case, 'claims'>): Fen {
  return sumFen(filed.claims.map((claim) => toFen(claim.amount ?? 0)));
}

/**
 * True for a collective dispute: ten or more workers with a common claim, or a collective contract (Law art. 7; Rules33
 * art. 5, 62).
 */
export function isCollective(filed: Pick<Case, 'workers' | 'claims'>): boolean {
  return (
    filed.workers.count >= (thresholdValue('collective-workers') as number) ||
    filed.claims.some((claim) => claim.cause === 'collective-contract')
  );
}

/** The evidence is the applicant's, whatever was sent. */
function ofApplicant(filed: Case): Case {
  if (!filed.evidence) return filed;
  return { ...filed, evidence: filed.evidence.map((item) => ({ ...item, by: filed.applicant })) };
}

/**
 * Adds checks across several fields. They also run when single fields are wrong, so that all problems are reported at
 * once.
 */
function crossChecked(find: (filed: Partial<Case>) => Problem[]) {
  return shape.overwrite(ofApplicant).superRefine(
    (filed, context) => {
      for (const { path, zh, en } of find(filed))
        context.addIssue({ code: 'custom', path, message: `${zh} / ${en}`, params: { zh, en } });
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );
}

function orderProblems(filed: Partial<Case>): Problem[] {
  const found: Problem[] = [];
  const ordered = (from: unknown, to: unknown, path: (string | number)[]) => {
    if (typeof from === 'string' && typeof to === 'string' && from > to)
      found.push(problemAt(path, '结束日期早于开始日期', 'The end is earlier than the start'));
  };
  ordered(filed.employmentStarted, filed.employmentEnded, ['employmentEnded']);
  list(filed.claims).forEach((claim, index) =>
    ordered(claim?.period?.from, claim?.period?.to, ['claims', index, 'period', 'to']),
  );
  list(filed.suspensions).forEach((stop, index) => ordered(stop?.from, stop?.to, ['suspensions', index, 'to']));
  if (filed.employed === true && filed.employmentEnded !== undefined) {
    found.push(
      problemAt(
        ['employed'],
        '已填写劳动关系终止日期，与“仍在职”矛盾',
        'The employment has an end, so it cannot still last',
      ),
    );
  }
  return found;
}

function referralProblems(filed: Partial<Case>): Problem[] {
  if (filed.courtReferral === undefined || filed.entryStage === 'mediation' || filed.entryStage === undefined)
    return [];
  return [
    problemAt(
      ['courtReferral'],
      '法院委派或委托的案件从调解阶段进入',
      'A case referred by a court enters at mediation',
    ),
  ];
}

/** The workers' own amounts must add up to each claim; with a roster that is not complete they stay within it. */
function rosterProblems({ workers, claims }: Partial<Case>): Problem[] {
  const members = list(workers?.members);
  const own = members.flatMap((member, row) => list(member?.claims).map((each, index) => ({ each, row, index })));
  if (!own.length) return [];
  const unknown = own.filter(({ each }) => typeof each?.claim === 'number' && each.claim > list(claims).length);
  const sums = list(claims).flatMap((claim, at): Problem[] => {
    const amounts = own.flatMap(({ each }) =>
      each?.claim === at + 1 && isYuan(each.amount) ? [toFen(each.amount)] : [],
    );
    if (!amounts.length || !isYuan(claim?.amount)) return [];
    const [sum, claimed] = [sumFen(amounts), toFen(claim!.amount!)];
    const whole = members.length === workers?.count;
    if (whole ? sum === claimed : sum <= claimed) return [];
    return [
      problemAt(
        ['claims', at, 'amount'],
        `名单上各人的金额合计${yuanText(sum)}元，与请求的${yuanText(claimed)}元不符：请改正`,
        `The workers' own amounts come to ${yuanText(sum)} yuan, not the ${yuanText(claimed)} claimed: correct one`,
      ),
    ];
  });
  return [
    ...unknown.map(({ row, index }) =>
      problemAt(
        ['workers', 'members', row, 'claims', index, 'claim'],
        `只有${list(claims).length}项请求：请改正请求的序号`,
        `There are ${list(claims).length} claims: correct the number of the claim`,
      ),
    ),
    ...sums,
  ];
}

/** A union applies in its own name only over a collective contract. */
function unionProblems({ unionApplicant, claims, applicant }: Partial<Case>): Problem[] {
  if (unionApplicant === undefined) return [];
  const contract = list(claims).some((claim) => claim?.cause === 'collective-contract');
  return contract && applicant !== 'employer'
    ? []
    : [
        problemAt(
          ['unionApplicant'],
          '工会只就履行集体合同发生的争议作为申请人（办案规则第63条第2款）：其他争议请由劳动者申请，工会可以指导、协助',
          'A union applies itself only over a collective contract (Arbitration Rules art. 63(2)): in other disputes the workers apply, and the union may help them',
        ),
      ];
}

/** What is told instead of arbitration: appraisals and sanctions are reviewed and complained about, never arbitrated. */
function personnelProblems(filed: Partial<Case>): Problem[] {
  const civil = employmentTraits(filed.employment).sixtyDays === true;
  return list(filed.claims).flatMap((claim, index) =>
    claim && causes.has(claim.cause) && causeTraits(claim.cause).review
      ? [
          problemAt(
            ['claims', index, 'cause'],
            civil
              ? '考核、处分等人事处理不属于仲裁范围：可以自知道之日起三十日内向原处理机关申请复核，或者向同级公务员主管部门、上一级机关申诉；对复核不服的，接到决定之日起十五日内申诉（公务员法第95条）'
              : '考核、处分等人事处理不属于仲裁范围：请向作出决定的单位申请复核，对复核不服的，向其主管部门或者同级事业单位人事综合管理部门申诉（事业单位人事管理条例第38条）',
            civil
              ? 'Appraisals and sanctions are not arbitrated: ask the body that decided to review it within 30 days of learning of it, or complain to the civil-service authority or the body above; against the review complain within 15 days (Civil Servant Law art. 95)'
              : 'Appraisals and sanctions are not arbitrated: ask the unit that decided to review it, and against the review complain to its authority or the personnel authority (Regulations on Personnel of Public Institutions art. 38)',
          ),
        ]
      : [],
  );
}

function futureProblems(filed: Partial<Case>, day: Day): Problem[] {
  const dates: [unknown, (string | number)[]][] = [
    ...(['employmentStarted', 'employmentEnded', 'rightInfringedOn'] as const).map((field): [unknown, string[]] => [
      filed[field],
      [field],
    ]),
    [filed.courtReferral?.referredOn, ['courtReferral', 'referredOn']],
    ...list(filed.claims).map((claim, index): [unknown, (string | number)[]] => [
      claim?.rightInfringedOn,
      ['claims', index, 'rightInfringedOn'],
    ]),
    ...list(filed.interruptions).map((each, index): [unknown, (string | number)[]] => [
      each?.on,
      ['interruptions', index, 'on'],
    ]),
    ...list(filed.suspensions).map((each, index): [unknown, (string | number)[]] => [
      each?.from,
      ['suspensions', index, 'from'],
    ]),
  ];
  const late = dates
    .filter(([date]) => typeof date === 'string' && date > day)
    .map(([, path]) => problemAt(path, `日期晚于立案日${day}`, `This date lies after the day of filing, ${day}`));
  return [...late, ...unbornProblems(filed, day)];
}

function unbornProblems(filed: Partial<Case>, day: Day): Problem[] {
  const born = (number: unknown) => typeof number === 'string' && number.length === 18 && birthDateOf(number) > day;
  const numbers: [unknown, (string | number)[]][] = [
    [filed.workers?.identityNumber, ['workers', 'identityNumber']],
    [filed.employer?.ownerIdentityNumber, ['employer', 'ownerIdentityNumber']],
    ...list(filed.workers?.members).map((each, index): [unknown, (string | number)[]] => [
      each?.identityNumber,
      ['workers', 'members', index, 'identityNumber'],
    ]),
    ...list(filed.workers?.representatives).map((each, index): [unknown, (string | number)[]] => [
      each?.identityNumber,
      ['workers', 'representatives', index, 'identityNumber'],
    ]),
  ];
  return numbers
    .filter(([number]) => born(number))
    .map(([, path]) => problemAt(path, '出生日期晚于立案日', 'The date of birth lies after the day of filing'));
}

function list<Item>(value: Item[] | undefined): (Item | undefined)[] {
  return Array.isArray(value) ? value : [];
}
