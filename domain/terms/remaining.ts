import { causes } from '../causes';
import { sumFen, toFen, toYuan, type Yuan } from '../money';
import type { Side } from '../reach';
import type { Claimed } from './faults';
import { otherSide, sideOf, type Obligation, type Terms } from './terms';
import { termsInWords, type Dispute } from './words';

/** A part of an obligation that was performed: both by their numbers, from 1 (`obligations due`). */
export interface Performed {
  number: number;
  part: number;
}

/** What is still owed after some parts were performed: enforcement and claims on an agreement are for no more. */
export function termsLeft(terms: Terms, performed: readonly Performed[]): Terms {
  const done = new Set(performed.map(({ number, part }) => `${number}/${part}`));
  return {
    ...terms,
    obligations: terms.obligations.flatMap((obligation, index) => leftOf(obligation, index + 1, done)),
  };
}

function leftOf(obligation: Obligation, number: number, done: ReadonlySet<string>): Obligation[] {
  const { instalments = [] } = obligation;
  if (!instalments.length) return done.has(`${number}/1`) ? [] : [obligation];
  const left = instalments.filter((_, index) => !done.has(`${number}/${index + 1}`));
  if (left.length === instalments.length) return [obligation];
  return left.length
    ? [{ ...obligation, amount: toYuan(sumFen(left.map(({ amount }) => toFen(amount)))), instalments: left }]
    : [];
}

/** A claim on an agreement that was not performed. */
interface ClaimOnAgreement {
  cause: string;
  courtCause?: string;
  amount?: Yuan;
  facts: string;
}

type DisputeOf = Dispute & { claims?: (Claimed & { courtCause?: string })[] };

/**
 * What a side may claim because an agreement was not performed: each obligation that is still owed to it (Reg17 art. 12,
 * 28(2)).
 */
export function claimsOnAgreement(
  terms: Terms,
  side: Side,
  { kind, effectiveOn }: { kind?: string; effectiveOn?: string },
  dispute: DisputeOf,
): ClaimOnAgreement[] {
  const owed = { ...terms, obligations: terms.obligations.filter(({ obligee }) => sideOf(obligee) === side) };
  const words = termsInWords({ obligations: owed.obligations, unanswered: [] }, dispute);
  const name = kind === 'settlement' ? '和解协议' : '调解协议';
  return owed.obligations.map(({ claim, amount }, index) => {
    const first = dispute.claims?.[(claim ?? 1) - 1];
    // Of what the respondent of the dispute is owed nothing was claimed, so there is no cause of it.
    const own = side === (dispute.applicant ?? 'worker') ? first : undefined;
    return {
      cause: causes.has(own?.cause) ? own.cause : 'other',
      ...(own?.courtCause !== undefined && { courtCause: own.courtCause }),
      ...(amount !== undefined && { amount }),
      facts: `请求履行${effectiveOn === undefined ? '' : `${effectiveOn}生效的`}${name}：${(words[index] ?? '').replace(/^\d+、/, '')}${partyLine(otherSide(side))}未按约定履行。`,
    };
  });
}

const partyLine = (side: Side): string => (side === 'employer' ? '用人单位' : '劳动者');
