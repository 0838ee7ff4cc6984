import type { Claim } from './case';
import { outcomes } from './outcomes';
import type { Text } from './text';

/** What the law says of filing the same matter again. */
export interface RepeatedLaw extends Text {
  /** Whether the commission does not accept an application for arbitration on the same facts, reasons and claims. */
  bars: boolean;
}

const law = (bars: boolean, zh: string, en: string): RepeatedLaw => ({ bars, zh, en });

const byOutcome: Record<string, RepeatedLaw> = {
  'deemed-withdrawn': law(
    true,
    '按撤回处理后重新申请仲裁的，仲裁委员会不予受理（办案规则第39条）',
    'Treated as withdrawn: the commission does not accept it again (Rules33 art. 39)',
  ),
  withdrawn: law(
    false,
    '申请人自行撤回的，可以再次申请，仲裁委员会应当受理（办案规则第35条）',
    'Withdrawn by the applicant: it may be filed again and has to be accepted (Rules33 art. 35)',
  ),
  'settled-and-performed': law(
    false,
    '双方已经和解并履行；和解协议对双方有约束力（协商调解规定第11条）',
    'Settled and performed: the settlement binds both sides (Reg17 art. 11)',
  ),
  'mediated-and-performed': law(
    false,
    '双方已经达成调解协议并履行；协议对双方有约束力（调解仲裁法第14条）',
    'Mediated and performed: the agreement binds both sides (Law art. 14)',
  ),
  'award-set-aside': law(
    false,
    '终局裁决被撤销的，自收到裁定书之日起十五日内可以就该争议事项起诉（调解仲裁法第49条）',
    'The award was set aside: within fifteen days of the ruling either side may sue (Law art. 49)',
  ),
};
const refused = law(
  true,
  '仲裁委员会已经出具不予受理通知书的，基于同一事实、理由和请求又申请的，不予受理（办案规则第34条第1项）；可以就该争议事项起诉（第31条）',
  'The commission refused it by notice: the same facts, reasons and claims are not accepted again (Rules33 art. 34(1)); the applicant may sue (art. 31)',
);
const elsewhere = law(
  false,
  '原仲裁委员会因不属于其管辖不予受理；向有管辖权的仲裁委员会申请的，应当依法处理（办案规则第31条第1款）',
  'The commission had no jurisdiction: apply to the one that has (Rules33 art. 31(1))',
);
const running = law(
  true,
  '案件已在仲裁、诉讼过程中的，基于同一事实、理由和请求又申请的，不予受理（办案规则第34条第2项）；请在原案中继续',
  'It is in arbitration or before a court: the same facts, reasons and claims are not accepted again (Rules33 art. 34(2)); go on in that case',
);
const broken = law(
  false,
  '原案中部分劳动者已经另行达成协议，但协议没有履行：这些劳动者可以另行申请仲裁（企业劳动争议协商调解规定第12条、第28条）；其他劳动者的请求请在原案中继续（办案规则第34条第2项）',
  'Some of its workers had an agreement that was not performed: they may apply for arbitration anew (Reg17 art. 12, 28). The claims of the others go on in that case (Rules33 art. 34(2))',
);
const inForce = law(
  true,
  '调解书、裁决书、判决书已经生效的，基于同一事实、理由和请求又申请的，不予受理（办案规则第34条第2项）；对方不履行的，可以申请执行（调解仲裁法第51条）',
  'A mediation document, award or judgment is in force: the same facts, reasons and claims are not accepted again (Rules33 art. 34(2)); if it is not performed, apply for enforcement (Law art. 51)',
);
const talking = law(
  false,
  '同一争议正在协商或者调解；可以在原案中继续，不必另行申请',
  'The same dispute is being negotiated or mediated: go on in that case instead of filing again',
);
const open = law(
  false,
  '原案已经结束，没有生效的处理结果；可以依法再次申请（调解仲裁法第5条）',
  'That case has ended without a result in force: it may be filed again (Law art. 5)',
);

/** What is known of an earlier case on the same matter. */
interface Earlier {
  status: 'open' | 'closed';
  stage?: string;
  outcome?: string;
  /** Why the commission refused it. */
  ground?: string;
  /** What came of the agreements of some of its workers (`workerAgreements`). */
  apart?: unknown;
}

const decided = new Set(['enforced', 'enforcement-ended', 'ended-by-suit', 'award-displaced']);

/** What the law says of an application like an earlier one, by what became of that (Rules33 art. 34, 35, 39). */
export function repeatedLaw({ status, stage, outcome, ground, apart }: Earlier): RepeatedLaw {
  const decides = stage === 'arbitration' || stage === 'litigation';
  if (status === 'open' && decides) return isBroken(apart) ? broken : running;
  if (status === 'open') return talking;
  if (outcome !== undefined && byOutcome[outcome]) return byOutcome[outcome];
  if (outcome === 'not-accepted' && ground === 'no-jurisdiction') return elsewhere;
  if (outcome === 'not-accepted') return decides ? refused : open;
  if (outcome !== undefined && (decided.has(outcome) || (outcomes.has(outcome) && outcomes.rows[outcome].enforceable)))
    return inForce;
  return open;
}

type Asked = Partial<Pick<Claim, 'cause' | 'period'>>;

/** Whether two disputes between the same parties are about one matter: a cause in common, of periods that overlap. */
export const isSameMatter = (one: readonly Asked[], other: readonly Asked[]): boolean =>
  one.some((a) => other.some((b) => a.cause !== undefined && a.cause === b.cause && overlap(a.period, b.period)));

/** A claim that names no period may be of any. */
const overlap = (a: Asked['period'], b: Asked['period']): boolean => !a || !b || (a.from <= b.to && b.from <= a.to);

/** What decides whether filings against one employer may go on together. */
type Filed = { region?: string; performedIn?: string; employer?: { region?: string }; claims?: readonly Asked[] };

/**
 * Whether a filing of another worker against the same employer may be joined with a case: they are about one matter, and
 * the commission of the case is competent for it too, as that of the place of performance or of the employer's seat (Law
 * art. 21; Rules33 art. 8). Neither the Law nor the Rules say when cases are joined; CPL art. 55 does by analogy.
 */
export const isJoinable = (lead: Filed, other: Filed): boolean =>
  isSameMatter(lead.claims ?? [], other.claims ?? []) &&
  lead.region !== undefined &&
  [other.region, other.performedIn, other.employer?.region].includes(lead.region);

/** Whether an agreement of some of the workers was not performed. */
const isBroken = (apart: unknown): boolean =>
  Array.isArray(apart) &&
  apart.some(({ how }: { how?: unknown }) => how === 'settlement-breached' || how === 'mediation-failed');
