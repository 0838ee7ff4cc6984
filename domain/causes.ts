import { codeList } from './codeList';

/**
 * Causes of action of the courts' list (民事案件案由规定, third revision, in force since 2026-01-01), labour and personnel
 * part. `within` is the group above.
 */
export const courtCauses = codeList({
  contract: { zh: '劳动合同纠纷', en: 'Labour contract', within: null },
  relationship: { zh: '确认劳动关系纠纷', en: 'Existence of an employment relationship', within: 'contract' },
  'collective-contract': { zh: '集体合同纠纷', en: 'Collective contract', within: 'contract' },
  dispatch: { zh: '劳务派遣合同纠纷', en: 'Labour dispatch contract', within: 'contract' },
  'part-time': { zh: '非全日制用工纠纷', en: 'Part-time employment', within: 'contract' },
  wages: { zh: '追索劳动报酬纠纷', en: 'Wages', within: 'contract' },
  severance: { zh: '经济补偿金纠纷', en: 'Economic compensation (severance)', within: 'contract' },
  'non-competition': { zh: '竞业限制纠纷', en: 'Non-competition', within: 'contract' },
  'social-insurance': { zh: '社会保险纠纷', en: 'Social insurance', within: null },
  pension: { zh: '养老保险待遇纠纷', en: 'Pension benefit', within: 'social-insurance' },
  injury: { zh: '工伤保险待遇纠纷', en: 'Work-injury benefit', within: 'social-insurance' },
  medical: { zh: '医疗保险待遇纠纷', en: 'Medical benefit', within: 'social-insurance' },
  maternity: { zh: '生育保险待遇纠纷', en: 'Maternity benefit', within: 'social-insurance' },
  unemployment: { zh: '失业保险待遇纠纷', en: 'Unemployment benefit', within: 'social-insurance' },
  benefits: { zh: '福利待遇纠纷', en: 'Benefits', within: null },
  'personnel-contract': { zh: '聘用（聘任）合同纠纷', en: 'Personnel: appointment contract', within: null },
  resignation: { zh: '辞职纠纷', en: 'Personnel: resignation', within: null },
  dismissal: { zh: '辞退纠纷', en: 'Personnel: dismissal', within: null },
});
export type CourtCause = (typeof courtCauses.codes)[number];

/** What a row of the arbitration list adds to its names. */
interface CauseTraits {
  /** The cause of the courts' list under which a suit on this claim is filed, unless the claim names another. */
  court: CourtCause;
  /** Wage arrears: the one-year limitation does not apply while the employment lasts (Law art. 27(4)). */
  wageArrears?: boolean;
  /** The right arises when the employment ends, so its limitation runs from there unless another date is given. */
  fromEnd?: boolean;
  /** An item whose award is final up to twelve times the monthly minimum wage (Law art. 47(1)). */
  finalUpToAmount?: boolean;
  /** A matter of labour standards, whose award is final whatever the amount (Law art. 47(2)). */
  finalStandards?: boolean;
  /** A personnel matter that is reviewed and complained about, never arbitrated. */
  review?: boolean;
  /** A matter for which a mediation agreement allows a payment order (Law art. 16). */
  paymentOrder?: boolean;
}

const money = { finalUpToAmount: true, paymentOrder: true } as const;

/**
 * Causes of the arbitration list: the courts' causes and those that only arbitration distinguishes. A claim keeps both
 * codes, its own and the court's.
 */
export const causes = codeList({
  contract: { zh: '劳动合同', en: 'Labour contract', court: 'contract' },
  relationship: { zh: '确认劳动关系', en: 'Existence of an employment relationship', court: 'relationship' },
  'collective-contract': { zh: '集体合同', en: 'Collective contract', court: 'collective-contract' },
  dispatch: { zh: '劳务派遣', en: 'Labour dispatch', court: 'dispatch' },
  'part-time': { zh: '非全日制用工', en: 'Part-time employment', court: 'part-time' },
  wages: { zh: '劳动报酬', en: 'Wages', court: 'wages', wageArrears: true, ...money },
  severance: { zh: '经济补偿', en: 'Economic compensation (severance)', court: 'severance', fromEnd: true, ...money },
  'non-competition': { zh: '竞业限制', en: 'Non-competition', court: 'non-competition' },
  'social-insurance': { zh: '社会保险', en: 'Social insurance', court: 'social-insurance', finalStandards: true },
  pension: { zh: '养老保险待遇', en: 'Pension benefit', court: 'pension', finalStandards: true },
  injury: { zh: '工伤保险待遇', en: 'Work-injury benefit', court: 'injury', ...money },
  medical: { zh: '医疗保险待遇', en: 'Medical benefit', court: 'medical', finalStandards: true },
  maternity: { zh: '生育保险待遇', en: 'Maternity benefit', court: 'maternity', finalStandards: true },
  unemployment: { zh: '失业保险待遇', en: 'Unemployment benefit', court: 'unemployment', finalStandards: true },
  benefits: { zh: '福利待遇', en: 'Benefits', court: 'benefits' },
  'personnel-contract': { zh: '聘用（聘任）合同', en: 'Personnel: appointment contract', court: 'personnel-contract' },
  resignation: { zh: '辞职', en: 'Personnel: resignation', court: 'resignation', fromEnd: true },
  dismissal: { zh: '辞退', en: 'Personnel: dismissal', court: 'dismissal', fromEnd: true },
  appraisal: { zh: '考核结果', en: 'Personnel: appraisal', court: 'personnel-contract', review: true },
  sanction: { zh: '处分等人事处理', en: 'Personnel: sanction', court: 'personnel-contract', review: true },
  overtime: { zh: '加班工资', en: 'Overtime pay', court: 'wages', wageArrears: true, ...money },
  'double-wages': {
    zh: '未签书面劳动合同二倍工资',
    en: 'Double wages for lack of a written contract',
    court: 'contract',
    ...money,
  },
  'unlawful-termination': {
    zh: '违法解除（终止）赔偿金',
    en: 'Damages for unlawful termination',
    court: 'contract',
    fromEnd: true,
    ...money,
  },
  termination: { zh: '解除或终止劳动合同', en: 'Termination of the contract', court: 'contract', fromEnd: true },
  'contract-change': { zh: '变更劳动合同', en: 'Change of the contract', court: 'contract' },
  'annual-leave': { zh: '年休假工资', en: 'Annual leave pay', court: 'wages', finalStandards: true },
  'working-time': {
    zh: '工作时间、休息休假',
    en: 'Working time, rest and leave',
    court: 'contract',
    finalStandards: true,
  },
  training: { zh: '培训、服务期', en: 'Training and service period', court: 'contract' },
  protection: { zh: '劳动保护', en: 'Labour protection', court: 'contract' },
  compensation: { zh: '赔偿金', en: 'Damages', court: 'contract', ...money },
  other: { zh: '其他', en: 'Other', court: 'contract' },
} satisfies Record<string, { zh: string; en: string } & CauseTraits>);
export type Cause = (typeof causes.codes)[number];

/** The traits of a cause: its court cause and the rules of law that apply to it. */
export function causeTraits(cause: Cause): CauseTraits {
  return causes.rows[cause];
}
