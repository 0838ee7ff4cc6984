import { acts, bound } from './acts';
import { codeList } from './codeList';

/**
 * The powers that a power of attorney must name (特别授权): without them an agent does what is general, such as submitting
 * papers, giving opinions and attending (民事诉讼法第62条第2款; 调解仲裁法第24条).
 */
export const powers = codeList({
  admit: { zh: '承认对方的请求', en: 'Admit claims' },
  waive: { zh: '放弃、撤回请求', en: 'Waive or withdraw claims' },
  change: { zh: '增加、变更请求', en: 'Add or change claims' },
  settle: { zh: '和解、调解', en: 'Settle' },
  counterclaim: { zh: '提出反申请、反诉', en: 'Counter-claim' },
  sue: { zh: '起诉、上诉、申请撤销和执行', en: 'Sue, appeal, apply to set aside or enforce' },
  sign: { zh: '签署文书', en: 'Sign papers' },
  receive: { zh: '代收文书、款项', en: 'Receive papers and payments' },
});
export type Power = (typeof powers.codes)[number];

/** The power that each binding act takes; those of procedure alone take none. */
const forBinding: Readonly<Record<string, readonly Power[]>> = {
  'negotiation.period': [],
  'negotiation.extend': [],
  'mediation.extend': [],
  'settlement.sign': ['settle'],
  'mediation.sign': ['settle'],
  'performance.choose': ['settle'],
  'arbitration-review.apply': ['settle'],
  'arbitration-review.agree-change': ['settle'],
  'judicial-confirmation.apply': ['settle'],
  // Once it is signed for, the mediation document has effect (调解仲裁法第42条).
  'arbitration.sign': ['settle', 'receive'],
  'arbitration-review.withdraw': ['waive'],
  'defence.waive': ['waive'],
  'workers.withdraw': ['waive'],
  'suit.withdraw': ['waive'],
  'case.close': ['waive'],
  withdraw: ['waive'],
  'claims.change': ['change'],
  perform: ['receive'],
  'perform.confirm': ['receive'],
};

/** Acts that begin a proceeding: they bind nobody at once, and yet take a power. */
const beginning: Readonly<Record<string, readonly Power[]>> = {
  'counterclaim.file': ['counterclaim'],
  'suit.file': ['sue'],
  'appeal.file': ['sue'],
  'set-aside.apply': ['sue'],
  'payment-order.apply': ['sue'],
  'enforcement.apply': ['sue'],
};

type Asked = Parameters<typeof bound>[1];

/**
 * The powers that an act takes when an agent does it on a task. A binding act that is not known here, an administrator's own,
 * takes all of them, and so does one that has the same effect as such an act.
 */
export function powersFor(act: string | undefined, task: Asked): Power[] {
  const signing: Power[] = task.properties?.signs === 'true' ? ['sign'] : [];
  if (act === undefined) return signing;
  const effect = task.acts?.find(({ code }) => code === act)?.sets;
  const alike = (task.acts ?? []).filter(({ code, sets }) => sets === effect && acts.has(code)).map(({ code }) => code);
  const binds = bound(act, task).sides.length > 0;
  const known = [act, ...alike].flatMap((code) => (binds && forBinding[code]) || beginning[code] || []);
  const named = [act, ...alike].some((code) => forBinding[code] !== undefined);
  return [...new Set([...(binds && !named ? powers.codes : known), ...signing])];
}
