import { causes, causeTraits } from '../causes';
import { toFen, toYuan, type Yuan } from '../money';
import type { Fault } from '../terms/faults';
import { termsIn, totalOf, type Obligation, type Terms } from '../terms/terms';

/** What a tribunal decides at one time. */
export interface Decided {
  /** All of it is awarded finally. */
  final?: boolean | null;
  /** There are both kinds of items: separate awards (Rules33 art. 50(4)). */
  mixed?: boolean | null;
}
interface Claimed {
  cause?: string;
  amount?: Yuan | null;
}
/** An obligation of which the tribunal may have said itself whether it is awarded finally. */
type Marked = Obligation & { final?: boolean | null };

/** An award: what it decides, and whether it is final. */
export interface Part {
  final: boolean;
  amount: Yuan;
  terms: Pick<Terms, 'obligations' | 'unanswered'>;
}

/**
 * The awards in which a decision is made: one, or a final one and another, each with its own terms (Rules33 art.
 * 50(4)). `perItem`: the amount up to which an item is awarded finally; null if it is not known.
 */
export function awardParts(given: unknown, decided: Decided, claims: readonly Claimed[], perItem: Yuan | null): Part[] {
  const terms = termsIn(given);
  if (!terms) return [];
  if (decided.mixed !== true) return [partOf(decided.final === true, terms.obligations, terms.unanswered)];
  const marks = marksOf(given);
  const isFinal = (each: Obligation, index: number) => marks[index] ?? finalByLaw(each, claims, perItem);
  return [true, false]
    .map((final) =>
      partOf(
        final,
        terms.obligations.filter((each, index) => isFinal(each, index) === final),
        terms.unanswered.filter(({ claim }) => finalByLaw({ claim }, claims, perItem) === final),
      ),
    )
    .filter(({ terms: { obligations, unanswered } }) => obligations.length + unanswered.length > 0);
}

/** Faults of the division into a final award and another. */
export function awardFaults(
  given: unknown,
  decided: Decided,
  claims: readonly Claimed[],
  perItem: Yuan | null,
): Fault[] {
  if (decided.mixed !== true || awardParts(given, decided, claims, perItem).length > 1) return [];
  return [
    {
      path: 'mixed',
      zh: '只有一类事项，不能分别制作裁决书：请逐项标明终局事项，或者不勾选本项（办案规则第50条第4款）',
      en: 'There is only one kind of item, so there can be no separate awards: mark the final items, or untick this (Rules33 art. 50(4))',
    },
  ];
}

const partOf = (final: boolean, obligations: Terms['obligations'], unanswered: Terms['unanswered']): Part => ({
  final,
  amount: toYuan(totalOf({ obligations, unanswered })),
  terms: { obligations, unanswered },
});

const marksOf = (given: unknown): (boolean | undefined)[] =>
  ((given as { obligations?: (Marked | null)[] } | null)?.obligations ?? []).map((each) =>
    typeof each?.final === 'boolean' ? each.final : undefined,
  );

/** Whether an item is of those that are awarded finally (Law art. 47). */
function finalByLaw({ claim, amount }: Partial<Obligation>, claims: readonly Claimed[], perItem: Yuan | null): boolean {
  const { cause } = claims[(claim ?? 0) - 1] ?? {};
  if (cause === undefined || !causes.has(cause)) return false;
  const { finalUpToAmount, finalStandards } = causeTraits(cause);
  if (finalStandards) return true;
  return finalUpToAmount === true && (perItem === null || amount === undefined || toFen(amount) <= toFen(perItem));
}

/** The claims that awards have answered. */
export const answeredClaims = (awards: unknown): number[] => [
  ...new Set(
    (Array.isArray(awards) ? awards : []).flatMap(({ terms: given }: { terms?: unknown }) => {
      const terms = termsIn(given);
      return [...(terms?.obligations ?? []), ...(terms?.unanswered ?? [])].flatMap(({ claim }) => claim ?? []);
    }),
  ),
];
