import { codeList } from '../codeList';
import type { Act } from '../acts';
import type { DocumentCode } from '../documents';
import type { Source } from '../limits/citation';
import type { Outcome } from '../outcomes';
import type { Text } from '../text';
import type { FeeCode } from './fees';
import type { ForumCode } from './forums';
import { anhui, civilProcedure, costs, interpretation2, law, mediationLaw, rules33 } from './laws';

/**
 * Something that a party may do. `remedy`: it takes the dispute on to somebody else; `request`: it asks for something in
 * the proceedings that run; `answer`: it answers the other side or an authority.
 */
interface Remedy extends Text {
  kind: 'remedy' | 'request' | 'answer';
  /** The acts of a task by which it is used; none for what is done in person. */
  acts: readonly Act[];
  /** The limits by which it ends, if the task has several, or if no task stands for it. */
  limits?: readonly string[];
  /** The ways in which a case closes after which it is still open. */
  after?: readonly Outcome[];
  law: readonly Source[];
  forum: ForumCode;
  /** What to bring: papers of the party's own, and papers of the case. */
  papers: readonly DocumentCode[];
  fee: FeeCode;
  /** What ends it besides its last day. */
  closes: Text;
}

const says = (zh: string, en: string): Text => ({ zh, en });
const request = { kind: 'request', papers: [], fee: 'none' } as const;
const inPractice = says('这一步办结后', 'Once this step is over');
const afterPleadings = says('庭审辩论终结后', 'Once the arguments in the hearing have ended');

/** What parties may do, in the order in which a dispute proceeds; every row is used by the tasks that offer its acts. */
export const remedies = codeList({
  'leave-mediation': {
    ...request,
    zh: '退出调解',
    en: 'Leave the mediation',
    acts: ['mediation.leave'],
    law: [mediationLaw('23')],
    forum: 'here',
    closes: says('达成协议或者调解结束后', 'Once there is an agreement or the mediation has ended'),
  },
  'end-negotiation': {
    ...request,
    zh: '不再等待协商答复',
    en: 'Wait no longer for an answer',
    acts: ['negotiation.fail'],
    law: [law('5')],
    forum: 'here',
    closes: says('对方答复后', 'Once the other side has answered'),
  },
  'ask-union': {
    ...request,
    zh: '请工会指导、协助',
    en: 'Ask the union for help',
    acts: ['union.request'],
    law: [law('4')],
    forum: 'here',
    closes: inPractice,
  },
  mediate: {
    kind: 'remedy',
    zh: '申请调解',
    en: 'Apply for mediation',
    acts: ['mediation.apply', 'mediation.first'],
    law: [law('5'), law('10'), law('12')],
    forum: 'mediation',
    papers: ['mediation-application'],
    fee: 'mediation',
    closes: says('对方不同意，或者已经申请仲裁、起诉', 'The other side declines, or arbitration or a suit has begun'),
  },
  'perform-agreement': {
    ...request,
    zh: '选择直接履行协议',
    en: 'Choose to perform the agreement at once',
    acts: ['performance.choose'],
    law: [law('14(2)')],
    forum: 'here',
    closes: says('双方已选择审查或者确认', 'Both sides have chosen a review or a confirmation'),
  },
  'review-agreement': {
    kind: 'remedy',
    zh: '共同申请仲裁审查',
    en: 'Apply together for arbitration review',
    acts: ['arbitration-review.apply'],
    limits: ['arbitration-review-application'],
    law: [rules33('74'), rules33('75')],
    forum: 'commission',
    papers: ['arbitration-review-application', 'mediation-agreement'],
    fee: 'arbitration',
    closes: says('一方不同意，或者协议已经履行', 'One side declines, or the agreement has been performed'),
  },
  'confirm-agreement': {
    kind: 'remedy',
    zh: '共同申请司法确认',
    en: 'Apply together for judicial confirmation',
    acts: ['judicial-confirmation.apply'],
    limits: ['judicial-confirmation-application'],
    law: [civilProcedure('205'), mediationLaw('33'), anhui('20')],
    forum: 'basic-court',
    papers: ['judicial-confirmation-application', 'mediation-agreement'],
    fee: 'confirmation',
    closes: says('一方不同意，或者协议已经履行', 'One side declines, or the agreement has been performed'),
  },
  'withdraw-review': {
    ...request,
    zh: '撤回仲裁审查申请',
    en: 'Withdraw the application for review',
    acts: ['arbitration-review.withdraw'],
    law: [],
    forum: 'here',
    closes: says('审查决定作出后', 'Once the review is decided'),
  },
  'payment-order': {
    kind: 'remedy',
    zh: '申请支付令',
    en: 'Apply for a payment order',
    acts: ['payment-order.apply'],
    law: [law('16'), civilProcedure('225')],
    forum: 'basic-court',
    papers: ['payment-order-application', 'mediation-agreement'],
    fee: 'payment-order',
    closes: says('对方已经付清，或者改为申请仲裁', 'The other side has paid, or you apply for arbitration instead'),
  },
  'object-payment-order': {
    kind: 'answer',
    zh: '对支付令提出书面异议',
    en: 'Object to the payment order in writing',
    acts: ['payment-order.object'],
    law: [civilProcedure('227')],
    forum: 'trial-court',
    papers: ['payment-order'],
    fee: 'none',
    closes: says('已经清偿', 'The debt has been paid'),
  },
  arbitrate: {
    kind: 'remedy',
    zh: '申请仲裁',
    en: 'Apply for arbitration',
    acts: ['arbitration.apply', 'arbitration.directly', 'arbitration.file-elsewhere'],
    limits: ['arbitration-limitation', 'arbitration-limitation-wages', 'arbitration-limitation-civil-servant'],
    after: ['mediation-refused', 'mediation-failed', 'settlement-breached', 'withdrawn'],
    law: [law('5'), law('27'), law('28')],
    forum: 'commission',
    papers: ['arbitration-application', 'evidence-list'],
    fee: 'arbitration',
    closes: says(
      '时效届满后对方可以提出抗辩；双方和解、调解并履行完毕',
      'After the limitation the other side may raise it; or an agreement has been performed',
    ),
  },
  'complete-application': {
    kind: 'answer',
    zh: '补正申请材料',
    en: 'Complete the application',
    acts: ['arbitration.complete'],
    law: [rules33('29(4)')],
    forum: 'here',
    papers: ['correction-notice'],
    fee: 'none',
    closes: inPractice,
  },
  defend: {
    kind: 'answer',
    zh: '提交答辩书',
    en: 'Submit your defence',
    acts: ['defence.submit'],
    law: [law('30(2)')],
    forum: 'tribunal',
    papers: ['defence'],
    fee: 'arbitration',
    closes: says('不提交答辩书不影响仲裁进行', 'The proceedings go on without a defence'),
  },
  evidence: {
    ...request,
    zh: '提交证据、发表质证意见',
    en: 'Submit evidence, comment on that of the other side',
    acts: ['evidence.file', 'evidence.submit'],
    law: [law('39'), law('6')],
    forum: 'here',
    papers: ['evidence-list'],
    closes: says('举证期限届满后提交的，要说明理由', 'After the evidence period, reasons have to be given'),
  },
  challenge: {
    ...request,
    zh: '申请回避',
    en: 'Challenge somebody',
    acts: ['recusal.request'],
    law: [law('33'), rules33('11')],
    forum: 'tribunal',
    papers: ['recusal-request'],
    closes: afterPleadings,
  },
  'change-claims': {
    ...request,
    zh: '增加、变更仲裁请求',
    en: 'Add or change claims',
    acts: ['claims.change'],
    law: [rules33('44')],
    forum: 'tribunal',
    papers: ['claims-change'],
    closes: says('举证期限届满后应当另行申请', 'After the evidence period a new application is needed'),
  },
  counterclaim: {
    ...request,
    zh: '提出反申请',
    en: 'File a counter-claim',
    acts: ['counterclaim.file'],
    law: [rules33('36')],
    forum: 'tribunal',
    papers: ['counterclaim'],
    fee: 'arbitration',
    closes: says('答辩期届满后应当另行申请', 'After the defence period a new application is needed'),
  },
  limitation: {
    ...request,
    zh: '提出时效抗辩',
    en: 'Raise the limitation',
    acts: ['limitation.raise'],
    law: [interpretation2('20')],
    forum: 'tribunal',
    closes: says('仲裁期间没有提出的，诉讼中不再支持', 'Not raised in the arbitration, it is lost in court'),
  },
  preserve: {
    ...request,
    zh: '申请财产保全',
    en: 'Apply for preservation of property',
    acts: ['preservation.apply'],
    law: [anhui('26'), civilProcedure('103')],
    forum: 'preservation',
    fee: 'preservation',
    closes: says('裁决作出后可以直接申请执行', 'After the award, enforcement is applied for instead'),
  },
  'advance-performance': {
    ...request,
    zh: '申请先予执行',
    en: 'Ask for advance performance',
    acts: ['advance-performance.apply'],
    law: [law('44')],
    forum: 'tribunal',
    closes: says('裁决作出后', 'Once the award is made'),
  },
  postpone: {
    ...request,
    zh: '请求延期开庭',
    en: 'Ask for the hearing to be postponed',
    acts: [],
    limits: ['arbitration-postponement'],
    law: [law('35'), rules33('38')],
    forum: 'tribunal',
    closes: says('是否延期由仲裁委员会决定，须有正当理由', 'For good reason; the commission decides'),
  },
  'withdraw-in-part': {
    ...request,
    zh: '部分劳动者撤回申请',
    en: 'Some of the workers withdraw',
    acts: ['workers.withdraw'],
    law: [rules33('35')],
    forum: 'here',
    closes: says('裁决作出后', 'Once the award is made'),
  },
  sue: {
    kind: 'remedy',
    zh: '向人民法院起诉',
    en: 'Sue in court',
    acts: ['suit.file'],
    law: [law('29'), law('43'), law('48'), law('50')],
    forum: 'basic-court',
    papers: ['complaint', 'award', 'partial-award', 'non-acceptance-notice', 'evidence-list'],
    fee: 'suit',
    closes: says(
      '期满不起诉的，裁决发生法律效力（终局裁决自作出之日起生效）',
      'If nobody sues in time, the award takes effect; a final award did when it was made',
    ),
  },
  'set-aside': {
    kind: 'remedy',
    zh: '申请撤销终局裁决',
    en: 'Apply to set the final award aside',
    acts: ['set-aside.apply'],
    law: [law('49')],
    forum: 'intermediate-court',
    papers: ['award', 'proof-of-service'],
    fee: 'set-aside',
    closes: says(
      '劳动者就同一裁决起诉的，由基层法院一并审理',
      'If the worker sues over the award, that court hears it',
    ),
  },
  'fee-relief': {
    ...request,
    zh: '申请缓交、减交、免交受理费',
    en: 'Ask for relief from the case fee',
    acts: ['fee.relief'],
    law: [costs('44')],
    forum: 'trial-court',
    papers: ['fee-notice'],
    fee: 'relief',
    closes: says('交费期满未交也未申请的，按撤诉处理', 'Unpaid and without a request, the suit counts as withdrawn'),
  },
  'defend-suit': {
    kind: 'answer',
    zh: '提交答辩状',
    en: 'Submit your defence to the court',
    acts: ['court-defence.submit', 'appeal.answer'],
    law: [civilProcedure('128'), civilProcedure('174')],
    forum: 'trial-court',
    papers: ['complaint'],
    fee: 'none',
    closes: says('不提交答辩状不影响审理', 'The trial goes on without a defence'),
  },
  appeal: {
    kind: 'remedy',
    zh: '上诉',
    en: 'Appeal',
    acts: ['appeal.file'],
    law: [civilProcedure('171')],
    forum: 'appeal-court',
    papers: ['appeal', 'judgment', 'ruling'],
    fee: 'suit',
    closes: says('期满不上诉的，判决、裁定生效', 'If nobody appeals in time, the judgment or ruling takes effect'),
  },
  enforce: {
    kind: 'remedy',
    zh: '申请强制执行',
    en: 'Apply for enforcement',
    acts: ['enforcement.apply'],
    limits: ['enforcement-application'],
    law: [law('51'), civilProcedure('250')],
    forum: 'enforcement',
    papers: [
      'enforcement-application',
      'award',
      'arbitral-mediation-document',
      'judgment',
      'court-mediation-document',
      'payment-order',
    ],
    fee: 'enforcement',
    closes: says('已经履行完毕', 'Everything has been performed'),
  },
  'enforce-again': {
    kind: 'remedy',
    zh: '发现财产后再次申请执行',
    en: 'Apply again once property is found',
    acts: [],
    after: ['enforcement-ended'],
    law: [civilProcedure('265')],
    forum: 'enforcement',
    papers: ['enforcement-application', 'award', 'judgment'],
    fee: 'enforcement',
    closes: says('可以随时申请，不受时效限制；履行完毕后结束', 'At any time, until everything has been performed'),
  },
  retrial: {
    kind: 'remedy',
    zh: '申请再审',
    en: 'Apply for a retrial',
    acts: [],
    limits: ['litigation-retrial-application'],
    after: ['judgment-in-force', 'court-mediation-in-force'],
    law: [civilProcedure('210'), civilProcedure('216')],
    forum: 'appeal-court',
    papers: ['judgment'],
    fee: 'retrial',
    closes: says('再审不停止执行', 'Enforcement goes on meanwhile'),
  },
  withdraw: {
    ...request,
    zh: '撤回申请',
    en: 'Withdraw',
    acts: ['withdraw'],
    law: [rules33('35')],
    forum: 'here',
    closes: says('裁决、判决作出后', 'Once it has been decided'),
  },
} satisfies Record<string, Remedy>);
export type RemedyCode = (typeof remedies.codes)[number];

export const remedyOf = (code: RemedyCode): Remedy => remedies.rows[code];

/** The remedies that use an act. */
export const byAct: ReadonlyMap<string, RemedyCode> = new Map(
  remedies.codes.flatMap((code) => remedyOf(code).acts.map((act) => [act, code] as const)),
);
