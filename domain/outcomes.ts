import { codeList } from './codeList';

/**
 * How a case closes (结案方式). `enforceable`: whether a court can enforce the result; null if the question does not arise.
 * `settledBy`: the stage that resolved the dispute by agreement, for the share of cases settled.
 */
export const outcomes = codeList({
  'settled-and-performed': {
    zh: '自行和解并履行',
    en: 'Settled and performed',
    enforceable: null,
    settledBy: 'negotiation',
  },
  'settlement-breached': {
    zh: '和解未履行转调解',
    en: 'Settlement not performed, moved to mediation',
    enforceable: false,
    settledBy: null,
  },
  'mediated-and-performed': {
    zh: '调解成功并履行',
    en: 'Mediated and performed',
    enforceable: null,
    settledBy: 'mediation',
  },
  'mediated-and-confirmed': {
    zh: '调解成功并经审查确认',
    en: 'Mediated and confirmed',
    enforceable: true,
    settledBy: 'mediation',
  },
  'mediation-failed': {
    zh: '调解不成转仲裁',
    en: 'Mediation ended, moved to arbitration',
    enforceable: null,
    settledBy: null,
  },
  'mediation-refused': {
    zh: '一方拒绝或退出调解',
    en: 'A side refused or left mediation',
    enforceable: null,
    settledBy: null,
  },
  'not-accepted': { zh: '不予受理', en: 'Not accepted', enforceable: null, settledBy: null },
  transferred: { zh: '移送', en: 'Transferred', enforceable: null, settledBy: null },
  withdrawn: { zh: '撤回', en: 'Withdrawn', enforceable: null, settledBy: null },
  'ended-by-operations': { zh: '运行管理终止', en: 'Ended by operations', enforceable: null, settledBy: null },
  'deemed-withdrawn': { zh: '按撤回处理', en: 'Treated as withdrawn', enforceable: null, settledBy: null },
  'case-revoked': { zh: '撤销案件', en: 'Case revoked', enforceable: null, settledBy: null },
  'arbitral-mediation-in-force': {
    zh: '仲裁调解书结案',
    en: 'Arbitral mediation document in force',
    enforceable: true,
    settledBy: 'arbitration',
  },
  'award-in-force': { zh: '裁决生效', en: 'Award in force', enforceable: true, settledBy: null },
  'award-displaced': { zh: '裁决未生效已起诉', en: 'Award displaced by suit', enforceable: false, settledBy: null },
  'award-set-aside': { zh: '终局裁决被撤销', en: 'Final award set aside', enforceable: false, settledBy: null },
  'ended-by-suit': {
    zh: '逾期未裁决已起诉，终止审理',
    en: 'Ended: sued after the limit passed',
    enforceable: null,
    settledBy: null,
  },
  'judgment-in-force': { zh: '判决生效', en: 'Judgment in force', enforceable: true, settledBy: null },
  'court-mediation-in-force': {
    zh: '法院调解书生效',
    en: 'Court mediation in force',
    enforceable: true,
    settledBy: 'litigation',
  },
  enforced: { zh: '执行完毕', en: 'Enforced', enforceable: null, settledBy: null },
  'enforcement-ended': { zh: '终结本次执行', en: 'This enforcement ended', enforceable: null, settledBy: null },
});
export type Outcome = (typeof outcomes.codes)[number];
