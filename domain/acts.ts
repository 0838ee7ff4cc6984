import { codeList } from './codeList';
import type { Side } from './reach';
import type { Text } from './text';

/** What a row adds to an act's names. */
interface ActTraits extends Text {
  /** The stage to which the act belongs, or to which it leads. */
  stage?: 'negotiation' | 'mediation' | 'arbitration' | 'litigation';
  /** Both sides have to do it; each is asked in turn. */
  joint?: true;
  /** It settles or ends something for good. */
  closing?: true;
  /**
   * It commits the side that does it or gives up something of that side's: agreeing, signing, confirming receipt,
   * withdrawing, changing claims, waiving further steps. A tracking code does not prove who acts.
   */
  binding?: true;
  /** The act of which this is a variant elsewhere in the procedure: the same deed under another name. */
  as?: string;
}

/** The acts of people in a dispute (行为): the buttons of tasks, and the words of case stories. */
export const acts = codeList({
  'negotiation.request': { zh: '提出协商', en: 'Ask to negotiate', stage: 'negotiation' },
  'negotiation.accept': { zh: '同意协商', en: 'Agree to negotiate', stage: 'negotiation' },
  'negotiation.refuse': { zh: '拒绝协商', en: 'Refuse to negotiate', stage: 'negotiation' },
  'negotiation.period': { zh: '约定协商期限', en: 'Agree on the period', stage: 'negotiation', binding: true },
  'negotiation.propose': { zh: '提出协商期限', en: 'Propose a period', stage: 'negotiation', as: 'negotiation.period' },
  'negotiation.extension': {
    zh: '提议延长协商期限',
    en: 'Propose an extension',
    stage: 'negotiation',
    joint: true,
    as: 'negotiation.extend',
  },
  'negotiation.meet': { zh: '继续协商', en: 'Go on negotiating', stage: 'negotiation' },
  'negotiation.extend': {
    zh: '延长协商期限',
    en: 'Extend the period',
    stage: 'negotiation',
    joint: true,
    binding: true,
  },
  'negotiation.fail': { zh: '协商不成', en: 'Negotiation fails', stage: 'negotiation' },
  'settlement.sign': {
    zh: '签订和解协议',
    en: 'Sign the settlement',
    stage: 'negotiation',
    joint: true,
    binding: true,
  },
  'settlement.agree': {
    zh: '达成一致，提交签署',
    en: 'Agree on the terms',
    stage: 'negotiation',
    joint: true,
    as: 'settlement.sign',
  },
  'settlement.decline': { zh: '不签署', en: 'Do not sign', stage: 'negotiation' },
  // For matters of any kind.
  'matter.approve': { zh: '同意', en: 'Approve' },
  'matter.refuse': { zh: '不同意', en: 'Refuse' },
  'matter.return': { zh: '退回补充', en: 'Return for more' },
  'matter.submit': { zh: '提交', en: 'Submit' },
  'matter.done': { zh: '办结', en: 'Done' },
  perform: { zh: '已履行', en: 'Performed', closing: true },
  'perform.confirm': { zh: '确认已收到', en: 'Confirm receipt', closing: true, binding: true },
  'perform.default': { zh: '未履行', en: 'Not performed', closing: true },
  'perform.deny': { zh: '没有收到', en: 'Nothing was received', closing: true, as: 'perform.default' },
  'mediation.apply': { zh: '申请调解', en: 'Apply for mediation', stage: 'mediation' },
  'mediation.first': { zh: '同意先行调解', en: 'Mediate first', stage: 'mediation', as: 'mediation.apply' },
  'mediation.accept': { zh: '受理调解', en: 'Accept the mediation', stage: 'mediation' },
  'mediation.refuse': { zh: '不予受理调解', en: 'Refuse the mediation', stage: 'mediation' },
  'mediation.reassign': { zh: '改派调解组织', en: 'Reassign', stage: 'mediation' },
  'mediation.session': { zh: '记录调解，再次调解', en: 'Record, meet again', stage: 'mediation' },
  'mediation.consult': { zh: '征询调解专家', en: 'Consult an expert', stage: 'mediation' },
  'expert.opinion': { zh: '登记专家意见', en: 'Record the opinion', stage: 'mediation' },
  'mediation.appraise': { zh: '委托鉴定', en: 'Have it appraised', stage: 'mediation' },
  'mediation.appraised': { zh: '鉴定完成', en: 'Appraisal done', stage: 'mediation' },
  'mediation.extend': { zh: '双方同意延期', en: 'Extend by consent', stage: 'mediation', joint: true, binding: true },
  'mediation.extension': {
    zh: '提议延长调解期限',
    en: 'Propose an extension',
    stage: 'mediation',
    joint: true,
    as: 'mediation.extend',
  },
  'mediation.consent': { zh: '同意调解', en: 'Agree to mediate', stage: 'mediation' },
  'mediation.object': { zh: '不同意调解', en: 'Do not agree to mediate', stage: 'mediation' },
  'consent.refuse': { zh: '不同意', en: 'Do not agree' },
  'mediation.agree': { zh: '达成调解协议', en: 'Agree', stage: 'mediation', joint: true },
  'mediation.sign': {
    zh: '签署调解协议',
    en: 'Sign the agreement',
    stage: 'mediation',
    joint: true,
    as: 'mediation.agree',
    binding: true,
  },
  'paper.sign': { zh: '签署', en: 'Sign' },
  'paper.refuse': { zh: '不签署', en: 'Do not sign' },
  'paper.dissent': { zh: '持不同意见，不签名', en: 'Dissent, and leave it unsigned' },
  'paper.seal': { zh: '加盖印章', en: 'Affix the seal' },
  'mediation.decline': { zh: '不签署', en: 'Do not sign', stage: 'mediation' },
  'mediation.leave': { zh: '一方退出调解', en: 'A side leaves', stage: 'mediation' },
  'mediation.fail': { zh: '调解不成', en: 'Mediation fails', stage: 'mediation' },
  'performance.choose': { zh: '选择按协议履行', en: 'Perform at once', stage: 'mediation', joint: true, binding: true },
  'arbitration-review.apply': {
    zh: '共同申请仲裁审查',
    en: 'Apply for arbitration review',
    stage: 'mediation',
    joint: true,
    binding: true,
  },
  'arbitration-review.withdraw': {
    zh: '撤回仲裁审查申请',
    en: 'Withdraw the application for review',
    stage: 'mediation',
    binding: true,
  },
  'arbitration-review.change': {
    zh: '按双方同意变更后出具调解书',
    en: 'Grant with agreed changes',
    stage: 'mediation',
  },
  'arbitration-review.agree-change': {
    zh: '书面确认变更内容',
    en: 'Confirm the changes',
    stage: 'mediation',
    binding: true,
  },
  'arbitration-review.approve-extension': { zh: '批准延长审查', en: 'Approve the extension', stage: 'mediation' },
  'arbitration-review.refuse-extension': { zh: '不批准延长审查', en: 'Refuse the extension', stage: 'mediation' },
  'arbitration-review.accept': { zh: '受理仲裁审查', en: 'Accept the review', stage: 'mediation' },
  'arbitration-review.refuse': { zh: '不予受理仲裁审查', en: 'Refuse the review', stage: 'mediation' },
  'arbitration-review.grant': {
    zh: '出具仲裁调解书',
    en: 'Make the arbitral mediation document',
    stage: 'mediation',
    closing: true,
  },
  'arbitration-review.deny': { zh: '不予确认', en: 'Deny', stage: 'mediation' },
  'arbitration-review.extend': { zh: '延长审查', en: 'Extend the review', stage: 'mediation' },
  'judicial-confirmation.apply': {
    zh: '共同申请司法确认',
    en: 'Apply for judicial confirmation',
    stage: 'mediation',
    joint: true,
    binding: true,
  },
  'judicial-confirmation.grant': { zh: '裁定确认有效', en: 'Confirm', stage: 'mediation', closing: true },
  'judicial-confirmation.refuse': { zh: '裁定不予确认', en: 'Refuse to confirm', stage: 'mediation' },
  'court-referral.send': { zh: '法院委派调解', en: 'Refer to mediation', stage: 'mediation' },
  'court-referral.accept': {
    zh: '接受法院委派',
    en: 'Accept the referral',
    stage: 'mediation',
    as: 'mediation.accept',
  },
  'court-referral.refuse': {
    zh: '不接受法院委派',
    en: 'Decline the referral',
    stage: 'mediation',
    as: 'mediation.refuse',
  },
  'court-referral.return': { zh: '结果回传法院', en: 'Return the result', stage: 'mediation' },
  'payment-order.apply': { zh: '申请支付令', en: 'Apply for a payment order' },
  'payment-order.accept': { zh: '受理支付令申请', en: 'Accept the application' },
  'payment-order.refuse': { zh: '不受理支付令申请', en: 'Refuse the application' },
  'payment-order.issue': { zh: '发出支付令', en: 'Issue the order' },
  'payment-order.reject': { zh: '驳回支付令申请', en: 'Reject the application' },
  'payment-order.pay': { zh: '清偿债务', en: 'Pay', closing: true, as: 'perform' },
  'payment-order.object': { zh: '提出书面异议', en: 'Object in writing' },
  'case.join': { zh: '合并审理', en: 'Join cases', stage: 'arbitration' },
  'case.look': { zh: '重新查找同类申请', en: 'Look for similar filings again', stage: 'arbitration' },
  'union.request': { zh: '申请工会指导、协助', en: 'Ask the union for help' },
  'union.assist': { zh: '指导、协助协商', en: 'Guide and help the talks' },
  'representatives.elect': { zh: '推举代表人', en: 'Elect representatives', binding: true },
  'representation.consent': { zh: '被代表人同意', en: 'Those represented consent', binding: true },
  'representation.refuse': { zh: '被代表人不同意', en: 'Those represented do not consent' },
  'arbitration.apply': { zh: '申请仲裁', en: 'Apply for arbitration', stage: 'arbitration' },
  'arbitration.directly': {
    zh: '不先调解，直接仲裁',
    en: 'Arbitrate at once',
    stage: 'arbitration',
    as: 'arbitration.apply',
  },
  'arbitration.accept': { zh: '受理仲裁', en: 'Accept the arbitration', stage: 'arbitration' },
  'arbitration.correct': { zh: '一次性告知补正', en: 'Ask to complete', stage: 'arbitration' },
  'arbitration.correct-notify': { zh: '告知补正', en: 'Say what to complete', stage: 'arbitration' },
  'arbitration.complete': { zh: '提交补正材料', en: 'Complete the materials', stage: 'arbitration' },
  'arbitration.refuse': { zh: '不予受理仲裁', en: 'Refuse the arbitration', stage: 'arbitration' },
  'arbitration.file-elsewhere': {
    zh: '向有管辖权的仲裁委员会申请',
    en: 'File with the competent commission',
    stage: 'arbitration',
  },
  'arbitration.serve': { zh: '登记送达', en: 'Record the service', stage: 'arbitration' },
  'defence.submit': { zh: '提交答辩', en: 'Submit the defence', stage: 'arbitration' },
  'defence.serve': { zh: '登记答辩书送达', en: 'Record the service', stage: 'arbitration' },
  'jurisdiction.reject': { zh: '驳回管辖异议', en: 'Reject the objection', stage: 'arbitration' },
  'jurisdiction.transfer': { zh: '移送', en: 'Transfer', stage: 'arbitration' },
  'defence.waive': { zh: '放弃答辩期', en: 'Waive the defence period', stage: 'arbitration', binding: true },
  'counterclaim.file': { zh: '提出反申请', en: 'File a counter-claim', stage: 'arbitration' },
  'counterclaim.join': { zh: '合并审理反申请', en: 'Join the counter-claim', stage: 'arbitration' },
  'counterclaim.refuse': { zh: '不予受理反申请', en: 'Refuse the counter-claim', stage: 'arbitration' },
  'tribunal.form': { zh: '组成仲裁庭', en: 'Form the tribunal', stage: 'arbitration' },
  'simple.convert': { zh: '转为一般程序', en: 'Turn to the ordinary procedure', stage: 'arbitration' },
  'hearing.schedule': { zh: '确定开庭时间', en: 'Fix the hearing', stage: 'arbitration' },
  'hearing.notify': { zh: '登记开庭通知送达', en: 'Record the notice', stage: 'arbitration' },
  'hearing.hold': { zh: '已开庭', en: 'Held', stage: 'arbitration' },
  'hearing.postpone': { zh: '延期开庭', en: 'Postpone', stage: 'arbitration' },
  'hearing.continue': { zh: '已开庭，再次开庭', en: 'Held; another follows', stage: 'arbitration' },
  'hearing.leave': { zh: '一方中途退庭', en: 'A party walked out', stage: 'arbitration' },
  'hearing.applicant-absent': {
    zh: '申请人缺席，按撤回处理',
    en: 'Applicant absent: treat as withdrawn',
    stage: 'arbitration',
    closing: true,
  },
  'arbitration.entrust': { zh: '委托调解', en: 'Entrust mediation', stage: 'arbitration' },
  'arbitration.mediated': { zh: '达成调解', en: 'Mediated', stage: 'arbitration', joint: true, as: 'mediation.agree' },
  'arbitration.mediated-in-part': {
    zh: '就部分请求达成调解',
    en: 'Mediated on some of the claims',
    stage: 'arbitration',
    joint: true,
    as: 'mediation.agree',
  },
  'arbitration.sign': {
    zh: '签收调解书',
    en: 'Sign for the document',
    stage: 'arbitration',
    joint: true,
    as: 'mediation.agree',
    binding: true,
  },
  'arbitration.unmediated': { zh: '未达成调解', en: 'Not mediated', stage: 'arbitration', as: 'mediation.fail' },
  'arbitration.decline': { zh: '拒绝签收', en: 'Do not sign for it', stage: 'arbitration' },
  'arbitration.stay': { zh: '提请中止审理', en: 'Ask for a stay', stage: 'arbitration' },
  'arbitration.stay.confirm': { zh: '批准中止审理', en: 'Approve the stay', stage: 'arbitration' },
  'arbitration.resume': { zh: '恢复审理', en: 'Resume', stage: 'arbitration' },
  'arbitration.extend': { zh: '提请延期', en: 'Ask for an extension', stage: 'arbitration' },
  'arbitration.extend.confirm': { zh: '批准延期', en: 'Approve the extension', stage: 'arbitration' },
  'arbitration.disapprove': { zh: '不批准', en: 'Do not approve', stage: 'arbitration' },
  'arbitration.recuse': { zh: '登记回避', en: 'Register a recusal', stage: 'arbitration', as: 'recusal.request' },
  'recusal.request': { zh: '申请回避', en: 'Challenge somebody', stage: 'arbitration' },
  'recusal.reject': { zh: '驳回回避申请', en: 'Reject the request', stage: 'arbitration' },
  'recusal.grant': { zh: '准许回避', en: 'Grant the request', stage: 'arbitration' },
  'evidence.file': { zh: '提交证据', en: 'Submit evidence', stage: 'arbitration', as: 'evidence.submit' },
  'evidence.examine': { zh: '质证', en: 'Give an opinion on the evidence', stage: 'arbitration' },
  'evidence.rule': { zh: '处理逾期证据', en: 'Decide on late evidence', stage: 'arbitration' },
  'evidence.extend': { zh: '指定、延长举证期限', en: 'Set or extend the evidence period', stage: 'arbitration' },
  'limitation.raise': { zh: '提出时效抗辩', en: 'Raise the limitation', stage: 'arbitration' },
  'workers.withdraw': {
    zh: '部分劳动者撤回申请',
    en: 'Some of the workers withdraw',
    stage: 'arbitration',
    binding: true,
  },
  // What is entered takes the place of all that was claimed: it may give up the rest.
  'claims.change': { zh: '增加、变更仲裁请求', en: 'Add or change claims', stage: 'arbitration', binding: true },
  'claims.change.confirm': { zh: '受理变更的请求', en: 'Accept the changed claims', stage: 'arbitration' },
  'claims.refuse': { zh: '不予受理变更的请求', en: 'Do not accept the changed claims', stage: 'arbitration' },
  'arbitration.change': {
    zh: '增加、变更仲裁请求',
    en: 'Add or change claims',
    stage: 'arbitration',
    as: 'claims.change',
  },
  'party.add': { zh: '追加当事人', en: 'Add a party', stage: 'arbitration' },
  'preservation.apply': { zh: '申请财产保全', en: 'Apply for preservation', stage: 'arbitration' },
  'preservation.grant': { zh: '裁定保全', en: 'Order preservation', stage: 'arbitration' },
  'preservation.refuse': {
    zh: '裁定驳回保全申请',
    en: 'Dismiss the application for preservation',
    stage: 'arbitration',
  },
  'arbitration.preserve': {
    zh: '转交财产保全',
    en: 'Pass on the preservation',
    stage: 'arbitration',
    as: 'preservation.apply',
  },
  'advance-performance.apply': { zh: '申请先予执行', en: 'Ask for advance performance', stage: 'arbitration' },
  'advance-performance.order': { zh: '裁决先予执行', en: 'Order advance performance', stage: 'arbitration' },
  'advance-performance.refuse': { zh: '不予先予执行', en: 'Refuse advance performance', stage: 'arbitration' },
  'arbitration.transfer': { zh: '提请移送管辖', en: 'Ask for a transfer', stage: 'arbitration', closing: true },
  'arbitration.transfer.confirm': { zh: '批准移送', en: 'Approve the transfer', stage: 'arbitration', closing: true },
  'transfer.accept': { zh: '接受移送', en: 'Accept the transferred case', stage: 'arbitration' },
  'transfer.report': { zh: '报请指定管辖', en: 'Ask for a designation', stage: 'arbitration' },
  'jurisdiction.designate': { zh: '指定管辖', en: 'Designate the commission', stage: 'arbitration' },
  'arbitration.revoke': { zh: '提请撤销案件', en: 'Ask for a revocation', stage: 'arbitration', closing: true },
  'arbitration.revoke.confirm': {
    zh: '批准撤销案件',
    en: 'Approve the revocation',
    stage: 'arbitration',
    closing: true,
  },
  'arbitration.revocation-notify': { zh: '通知撤销案件', en: 'Notify the revocation', stage: 'arbitration' },
  'award.issue': { zh: '作出裁决', en: 'Make the award', stage: 'arbitration' },
  'award.partial': { zh: '先行裁决', en: 'Partial award', stage: 'arbitration' },
  'award.correct': { zh: '补正裁决', en: 'Correct the award', stage: 'arbitration' },
  'set-aside.apply': { zh: '申请撤销裁决', en: 'Apply to set aside', stage: 'arbitration' },
  'set-aside.dismiss': { zh: '驳回撤销申请', en: 'Dismiss', stage: 'arbitration' },
  'set-aside.grant': { zh: '撤销裁决', en: 'Set aside', stage: 'arbitration' },
  'suit.file': { zh: '提起诉讼', en: 'Sue', stage: 'litigation' },
  'suit.accept': { zh: '立案', en: 'Accept the suit', stage: 'litigation' },
  'suit.refuse': { zh: '不予受理起诉', en: 'Refuse the suit', stage: 'litigation' },
  'suit.withdraw': { zh: '撤诉', en: 'Withdraw the suit', stage: 'litigation', closing: true, binding: true },
  'suit.deem-withdrawn': {
    zh: '按撤诉处理',
    en: 'Treat the suit as withdrawn',
    stage: 'litigation',
    closing: true,
  },
  'suit.dismiss': { zh: '驳回起诉', en: 'Dismiss the suit', stage: 'litigation' },
  'fee.pay': { zh: '已交受理费', en: 'Fee paid', stage: 'litigation' },
  'fee.relief': { zh: '申请缓减免受理费', en: 'Ask for relief from the fee', stage: 'litigation' },
  'fee.grant': { zh: '批准缓减免', en: 'Grant relief', stage: 'litigation' },
  'fee.deny': { zh: '不批准缓减免', en: 'Deny relief', stage: 'litigation' },
  'fee.late': { zh: '受理费已补交', en: 'The fee has come', stage: 'litigation' },
  'complaint.serve': { zh: '登记起诉状送达', en: 'Record the service', stage: 'litigation' },
  'court-defence.submit': { zh: '提交答辩状', en: 'Submit the defence', stage: 'litigation' },
  'court-defence.serve': { zh: '登记答辩状送达', en: 'Record the service', stage: 'litigation' },
  'evidence.submit': { zh: '提交证据', en: 'Submit evidence', stage: 'litigation' },
  'judges.name': { zh: '确定审判人员', en: 'Name the judges', stage: 'litigation' },
  'judges.tell': { zh: '登记告知', en: 'Record the notice', stage: 'litigation' },
  'court-hearing.schedule': { zh: '确定开庭日期', en: 'Fix the hearing', stage: 'litigation' },
  'court-hearing.notify': { zh: '登记开庭通知', en: 'Record the notice', stage: 'litigation' },
  'judgment.issue': { zh: '判决', en: 'Judgment', stage: 'litigation' },
  'judgment.deliver': { zh: '登记判决书送达', en: 'Record the delivery', stage: 'litigation' },
  'court-mediation.agree': {
    zh: '法院调解达成协议',
    en: 'Court mediation agreed',
    stage: 'litigation',
    closing: true,
    as: 'mediation.agree',
  },
  'court-mediation.make': {
    zh: '制作民事调解书',
    en: 'Make the mediation document',
    stage: 'litigation',
    closing: true,
  },
  'court-mediation.entrust': {
    zh: '委托调解',
    en: 'Entrust mediation',
    stage: 'litigation',
    as: 'court-referral.send',
  },
  'trial.extend': { zh: '延长审限', en: 'Extend the trial limit', stage: 'litigation' },
  'trial.convert': { zh: '转为普通程序', en: 'Convert to ordinary procedure', stage: 'litigation' },
  'trial.stay': { zh: '中止诉讼', en: 'Stay the suit', stage: 'litigation' },
  'trial.resume': { zh: '恢复审理', en: 'Go on with the trial', stage: 'litigation' },
  'appeal.file': { zh: '上诉', en: 'Appeal', stage: 'litigation' },
  'appeal.serve': { zh: '登记上诉状送达', en: 'Record the service', stage: 'litigation' },
  'appeal.answer': { zh: '提交二审答辩', en: 'Answer the appeal', stage: 'litigation' },
  'appeal.send-file': { zh: '报送案卷', en: 'Send the file up', stage: 'litigation' },
  'appeal.decide': { zh: '二审维持', en: 'Upheld on appeal', stage: 'litigation' },
  'appeal.change': { zh: '二审改判', en: 'Changed on appeal', stage: 'litigation' },
  'appeal.remand': { zh: '发回重审', en: 'Remanded', stage: 'litigation' },
  'appeal.mediate': { zh: '二审调解', en: 'Mediated on appeal', stage: 'litigation', as: 'mediation.agree' },
  'appeal.extend': { zh: '延长二审审限', en: 'Extend the limit', stage: 'litigation' },
  'appeal.overturn': { zh: '撤销裁定', en: 'Ruling overturned', stage: 'litigation' },
  'enforcement.apply': { zh: '申请强制执行', en: 'Apply for enforcement' },
  'enforcement.suspend': { zh: '中止执行', en: 'Suspend enforcement' },
  'enforcement.resume': { zh: '恢复执行', en: 'Resume enforcement' },
  'enforcement.done': { zh: '执行完毕', en: 'Enforced', closing: true },
  'enforcement.end': { zh: '终结本次执行', en: 'This enforcement ended', closing: true },
  'enforcement.refuse': { zh: '裁定不予执行', en: 'Refuse to enforce' },
  'paper.serve': { zh: '登记送达', en: 'Record the service' },
  'paper.return': { zh: '登记退回', en: 'Record the return' },
  'service.correct': { zh: '更正送达日期', en: 'Correct the day of service' },
  'supervision.urge': { zh: '督促办理', en: 'Urge' },
  'case.close': { zh: '不再继续', en: 'Go no further', closing: true, binding: true },
  withdraw: { zh: '撤回申请', en: 'Withdraw', closing: true, binding: true },
  'parties.complete': { zh: '补全当事人信息', en: 'Complete the parties' },
  'limitation-hint': { zh: '提示仲裁时效', en: 'Hint at the limitation' },
  'nobody-acts': { zh: '无人处理，期限届满', en: 'Nobody acts, a limit passes' },
  reminder: { zh: '提醒', en: 'Reminder' },
  'stop-all': { zh: '停止全部服务', en: 'Stop all services' },
  'start-all': { zh: '重新启动全部服务', en: 'Start them again' },
} satisfies Record<string, ActTraits>);
export type Act = (typeof acts.codes)[number];

/** The traits of an act; an act that is not listed (an administrator's own) has none. */
export function actTraits(act: string): Partial<ActTraits> {
  return acts.has(act) ? (acts.rows[act] as ActTraits) : {};
}

/**
 * Whether two acts are the same deed, under the same name or under the names that two parts of the procedure give it.
 */
export function isSameDeed(act: string, other: string): boolean {
  return act === other || (actTraits(act).as ?? act) === (actTraits(other).as ?? other);
}

export const bothSides: readonly Side[] = ['worker', 'employer'];

/** What decides whom an act of a task binds. */
interface Asked {
  groups: readonly string[];
  acts?: readonly { code: string; sets: string }[];
  /** `binds`: acts that bind on this task, separated by commas, such as saying that what one is owed was performed. */
  properties?: Readonly<Record<string, string>>;
}

/**
 * Whom an act binds when it is done on a task: the sides that must all have done it (`all`), or of which one must have.
 * An act of both sides is asked of each in turn if the task belongs to one side; on any other task it belongs to both.
 * One that only officials are asked to record, such as the withdrawal of a suit, is one side's: they name who did it.
 * An unknown act (an administrator's own) counts as binding if a side is asked for it, and so does one that has the same
 * effect as a binding act of the task: the process cannot tell them apart.
 */
export function bound(
  act: string | undefined,
  { groups, acts: offered = [], properties = {} }: Asked,
): { sides: readonly Side[]; all: boolean } {
  const asked = bothSides.filter((side) => groups.includes(side));
  const effect = offered.find(({ code }) => code === act)?.sets;
  const alike = offered.filter(({ sets }) => sets === effect).map(({ code }) => code);
  const marked = properties.binds?.split(',').includes(act ?? '');
  const binds = (code: string): boolean => !acts.has(code) || Boolean(actTraits(code).binding);
  const none = { sides: [], all: false };
  if (act === undefined || !(marked || [act, ...alike].some(binds))) return none;
  const joint = acts.has(act) && actTraits(act).joint;
  // A court or a clerk records what one side gave up: which, they say with the name.
  if (!joint && asked.length === 0)
    return [act, ...alike].some((code) => actTraits(code).binding) ? { sides: bothSides, all: false } : none;
  return joint && asked.length !== 1 ? { sides: bothSides, all: true } : { sides: asked, all: asked.length === 1 };
}
