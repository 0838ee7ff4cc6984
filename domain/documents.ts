import { codeList } from './codeList';
import type { Role } from './roles';
import type { PipelineStage } from './stages';
import type { Text } from './text';

/** Who makes a paper: people of these roles, where the case has come to that stage. */
interface Maker {
  roles: readonly Role[];
  stage?: PipelineStage;
}

/** By whom a paper can be put on file under its name. What is filed by a party may be brought in by who takes it in. */
const makers = {
  party: { roles: ['worker', 'employer', 'negotiator', 'mediator', 'arbitrator', 'court'] },
  talks: { roles: ['negotiator', 'mediator'] },
  mediation: { roles: ['mediator'], stage: 'mediation' },
  commission: { roles: ['arbitrator'], stage: 'arbitration' },
  /** Of the commission, also where it reviews an agreement (Rules33 art. 74–76) or advises an employer. */
  review: { roles: ['arbitrator'] },
  trial: { roles: ['court'], stage: 'litigation' },
  /** Of the court, also where it refers to mediation or confirms an agreement. */
  court: { roles: ['court'] },
  service: { roles: ['negotiator', 'mediator', 'arbitrator', 'court'] },
  union: { roles: ['negotiator'] },
  /** Made by the system alone. */
  system: { roles: [] },
} as const satisfies Record<string, Maker>;

interface DocumentTraits extends Text {
  by: keyof typeof makers;
}

/** The documents of a case (文书). A template and a form field refer to one by its code. */
export const documents = codeList({
  'negotiation-request': { zh: '协商申请', en: 'Request to negotiate', by: 'party' },
  'negotiation-period-agreement': { zh: '协商期限约定书', en: 'Agreement on the negotiation period', by: 'talks' },
  'settlement-agreement': { zh: '和解协议书', en: 'Settlement agreement', by: 'talks' },
  'mediation-application': { zh: '调解申请书', en: 'Mediation application', by: 'party' },
  'oral-application-record': { zh: '口头申请笔录', en: 'Record of an oral application', by: 'mediation' },
  'mediation-acceptance-notice': { zh: '调解受理通知书', en: 'Notice of acceptance for mediation', by: 'mediation' },
  'mediation-refusal-notice': { zh: '调解不予受理通知书', en: 'Notice of refusal of mediation', by: 'mediation' },
  'mediation-record': { zh: '调解笔录', en: 'Mediation record', by: 'mediation' },
  'mediation-agreement': { zh: '调解协议书', en: 'Mediation agreement', by: 'mediation' },
  'mediation-failure-notice': {
    zh: '调解终止（不成）通知书',
    en: 'Notice that mediation ended without agreement',
    by: 'mediation',
  },
  'arbitration-review-application': {
    zh: '仲裁审查申请书',
    en: 'Joint application for arbitration review',
    by: 'party',
  },
  'judicial-confirmation-application': {
    zh: '司法确认申请书',
    en: 'Joint application for judicial confirmation',
    by: 'party',
  },
  'payment-order-application': { zh: '支付令申请书', en: 'Application for a payment order', by: 'party' },
  'non-confirmation-decision': { zh: '不予确认决定书', en: 'Decision not to confirm', by: 'review' },
  'arbitration-application': { zh: '仲裁申请书', en: 'Arbitration application', by: 'party' },
  receipt: { zh: '收件回执', en: 'Receipt for materials', by: 'commission' },
  'correction-notice': { zh: '补正通知书', en: 'Notice to complete the application', by: 'commission' },
  'acceptance-notice': { zh: '受理通知书', en: 'Notice of acceptance', by: 'commission' },
  'non-acceptance-notice': { zh: '不予受理通知书', en: 'Notice of non-acceptance', by: 'commission' },
  'mediation-suggestion': { zh: '调解建议书', en: 'Suggestion to mediate first', by: 'commission' },
  'response-notice': { zh: '应诉通知书', en: 'Notice to respond', by: 'commission' },
  defence: { zh: '答辩书', en: 'Defence', by: 'party' },
  counterclaim: { zh: '反申请书', en: 'Counter-claim', by: 'party' },
  'jurisdiction-objection': { zh: '管辖异议申请书', en: 'Jurisdiction objection', by: 'party' },
  'recusal-request': { zh: '回避申请书', en: 'Recusal request', by: 'party' },
  'tribunal-notice': { zh: '组庭通知书', en: 'Notice of the tribunal', by: 'commission' },
  'hearing-notice': { zh: '开庭通知书', en: 'Notice of hearing', by: 'commission' },
  'evidence-notice': { zh: '举证通知书', en: 'Notice to submit evidence', by: 'commission' },
  'hearing-record': { zh: '庭审笔录', en: 'Hearing record', by: 'commission' },
  'extension-approval': { zh: '延期审理审批表', en: 'Extension approval', by: 'commission' },
  'extension-notice': { zh: '延期通知书', en: 'Extension notice', by: 'commission' },
  'stay-notice': { zh: '中止审理通知书', en: 'Notice of stay', by: 'commission' },
  'arbitral-mediation-document': { zh: '仲裁调解书', en: 'Arbitral mediation document', by: 'review' },
  award: { zh: '仲裁裁决书', en: 'Award', by: 'commission' },
  'correction-decision': { zh: '补正决定书', en: 'Decision correcting the award', by: 'commission' },
  withdrawal: { zh: '撤回仲裁申请书', en: 'Withdrawal', by: 'party' },
  'power-of-attorney': { zh: '授权委托书', en: 'Power of attorney', by: 'party' },
  'representative-certificate': {
    zh: '法定代表人身份证明书',
    en: 'Certificate of the legal representative',
    by: 'party',
  },
  'service-address-confirmation': { zh: '送达地址确认书', en: 'Confirmation of the address for service', by: 'party' },
  'proof-of-service': { zh: '送达回证', en: 'Proof of service', by: 'service' },
  'public-notice': { zh: '公告', en: 'Public notice', by: 'service' },
  'delegation-letter': { zh: '委派（委托）函', en: 'Court referral letter', by: 'court' },
  complaint: { zh: '起诉状', en: 'Complaint', by: 'party' },
  appeal: { zh: '上诉状', en: 'Appeal', by: 'party' },
  judgment: { zh: '判决书', en: 'Judgment', by: 'trial' },
  ruling: { zh: '裁定书', en: 'Ruling', by: 'court' },
  'court-mediation-document': { zh: '民事调解书', en: 'Court mediation document', by: 'court' },
  'appeal-judgment': { zh: '二审判决书', en: 'Second-instance judgment', by: 'trial' },
  'enforcement-application': { zh: '强制执行申请书', en: 'Application for enforcement', by: 'party' },
  'judicial-suggestion': { zh: '司法建议书', en: 'Judicial suggestion', by: 'court' },
  'union-letter': { zh: '工会提示函（意见书、建议书）', en: 'Union reminder, opinion or suggestion', by: 'union' },
  'commission-suggestion': { zh: '规范用工书面建议', en: 'Written suggestion on employment practice', by: 'review' },
  'risk-ledger': { zh: '风险台账', en: 'Risk ledger', by: 'system' },
  'case-file': { zh: '案卷', en: 'Case file', by: 'system' },
} satisfies Record<string, DocumentTraits>);
export type DocumentCode = (typeof documents.codes)[number];

/**
 * Whether people of these roles may put a paper on file under this name in a case that has been in these stages: an award
 * comes from who makes awards. Whatever else somebody has is an `upload`.
 */
export function mayFile(code: string, roles: readonly Role[], stages: readonly string[]): boolean {
  if (code === 'upload') return true;
  if (!documents.has(code)) return false;
  const { roles: makes, stage }: Maker = makers[(documents.rows[code] as DocumentTraits).by];
  return roles.some((role) => makes.includes(role)) && (stage === undefined || stages.includes(stage));
}
