import { acts, actTraits } from './acts';
import { offersOf } from './offers';

/** Decisions of authorities on a dispute: nobody else can make them. */
const decisions = new Set([
  'award.issue',
  'award.partial',
  'advance-performance.order',
  'award.correct',
  'judgment.issue',
  'set-aside.grant',
  'set-aside.dismiss',
  'appeal.decide',
  'appeal.change',
  'payment-order.issue',
  'transfer.accept',
  'jurisdiction.designate',
  'preservation.grant',
  'preservation.refuse',
]);

/**
 * Other acts by which an authority ends a case or a part of it. They cannot be taken back, like its decisions: staff see
 * the paper that each makes and are asked once more.
 */
const endings = new Set([
  'arbitration-review.refuse',
  'judicial-confirmation.grant',
  'judicial-confirmation.refuse',
  'payment-order.refuse',
  'arbitration.refuse',
  'jurisdiction.transfer',
  'arbitration.transfer.confirm',
  'arbitration.revoke.confirm',
  'counterclaim.refuse',
  'claims.refuse',
  'advance-performance.refuse',
  'hearing.applicant-absent',
  'suit.refuse',
  'suit.deem-withdrawn',
  'suit.dismiss',
  'enforcement.refuse',
]);

/** Whether an act of an authority cannot be taken back: an award, a transfer, a revocation, a refusal. */
export const isIrrevocable = (act: string): boolean => decisions.has(act) || endings.has(act);

/** Decides a part of what is asked for. */
export const partly = 'award.partial';

/**
 * After which acts an application or a suit cannot be withdrawn (办案规则第35条; 民事诉讼法第148条). What a partial award has
 * left can be, once it is made and its process keeps it apart, as the facts of the case say: then the award stands.
 */
export const endingWithdrawal = (facts: Record<string, unknown> | null | undefined): string[] => [
  'award.issue',
  'judgment.issue',
  ...(facts?.partlyAwarded === true ? [] : [partly]),
];

/** Why nothing is left to be withdrawn, or why it is not withdrawn twice, as the facts of the case say. */
export function withdrawalBar(
  facts: Record<string, unknown> | null | undefined,
): 'CONCLUDED' | 'WITHDRAWN' | 'WITHDRAWAL_ASKED' | undefined {
  const { outcome, arbitration, withdrawalAsked } = facts ?? {};
  const { withdrawn, rest } = (arbitration ?? {}) as { withdrawn?: unknown; rest?: unknown };
  if (withdrawn || rest) return 'WITHDRAWN';
  // The case is settled or decided: what follows is performance or enforcement.
  if (typeof outcome === 'string') return 'CONCLUDED';
  return withdrawalAsked === true ? 'WITHDRAWAL_ASKED' : undefined;
}

const WITHDRAWAL = 'withdraw';
const COURT = 'court.';

/** What a court decides comes from its liaison or, signed, from its system. */
export const isOfCourt = (message: string): boolean => message.startsWith(COURT);

/**
 * Messages that say that somebody has bound themselves, given something up or decided: waiting for one is waiting for
 * the act.
 */
export const isBindingMessage = (message: string): boolean =>
  [WITHDRAWAL, 'application.withdrawn', 'case.withdrawn', 'representation.answered', 'case.joined.closed'].includes(
    message,
  ) || isOfCourt(message);

/**
 * Messages that a process sends to another when something was done in it, which nobody sends by hand: consent of those
 * represented, the end or transfer of the case that others were joined to. Only the applicant withdraws, by an operation of its own.
 */
export const sentByProcesses: ReadonlySet<string> = new Set([
  WITHDRAWAL,
  'application.withdrawn',
  'case.withdrawn',
  'representation.asked',
  'representation.answered',
  'case.joined',
  'case.joined.closed',
  'case.joined.moved',
  'mediation.reassign',
  'service.corrected',
  'set-aside.over',
  'suit.joined',
]);

/**
 * Whether a task with these properties stands for what people bind themselves by or authorities decide: a signature,
 * consent, a settlement, an award. An act that is unknown here (an administrator's own) counts as binding.
 */
export const bindsPeople = (properties: Readonly<Record<string, string>> = {}): boolean =>
  properties.signs !== undefined ||
  offersOf(properties).some(({ code }) => {
    const { binding, closing } = actTraits(code);
    return !acts.has(code) || binding || closing || decisions.has(code);
  });
