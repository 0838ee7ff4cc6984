import { causes } from '../causes';
import { equalParts, sumFen, toFen, toYuan, type Yuan } from '../money';
import type { Side } from '../reach';
import type { Claimed, FaultOptions } from './faults';
import { otherSide, sideOf, termsIn, workerCode, type Terms } from './terms';

type Beginning = Pick<Terms, 'obligations' | 'unanswered'>;

/**
 * The initial terms of an agreement: the respondent pays the applicant the amount claimed, in one sum; if no amount is
 * claimed, it performs what is claimed. The same, the other way round, for joined counter-claims.
 */
export function usualTerms(claims: Claimed[], applicant: Side): Beginning {
  const countered = claims.filter(({ by }) => (by ?? applicant) !== applicant);
  const own = claims.filter((each) => !countered.includes(each));
  return {
    obligations: [inOneSum(own, applicant), ...(countered.length ? [inOneSum(countered, otherSide(applicant))] : [])],
    unanswered: [],
  };
}

function inOneSum(claims: Claimed[], claimant: Side): Beginning['obligations'][number] {
  const amount = sumFen(claims.map((each) => toFen(each.amount ?? 0)));
  const names = claims.flatMap(({ cause }) => (cause === undefined ? [] : [causes.name(cause, 'zh')])).join('、');
  const what = amount > 0 ? { amount: toYuan(amount) } : { act: `就${names || '请求事项'}按约定办理` };
  return { obligor: otherSide(claimant), obligee: claimant, ...what };
}

/** A worker of the roster, with his own part of each claim. */
interface Claimant {
  claims?: { claim: number; amount: Yuan }[] | null;
  apart?: boolean;
}

/**
 * The initial terms of a decision: each claim answered on its own (Rules33 art. 53), and for each worker of the roster
 * on his own if their parts are known and not too many for one document.
 */
export function claimByClaim(claims: Claimed[], applicant: Side, members: Claimant[] = []): Beginning {
  const numbered = claims.map(({ amount }, index) => ({ claim: index + 1, amount: amount ?? 0 }));
  const claimant = (claim: number): Side => claims[claim - 1]?.by ?? applicant;
  const ofApplicant = numbered.filter(({ claim }) => claimant(claim) === applicant);
  const isSum = ({ amount }: { amount: Yuan }) => toFen(amount) > 0;
  const owes = (obligee: string) => ({ obligor: otherSide(sideOf(obligee)), obligee });
  const owed = (those: typeof numbered) =>
    those.filter(isSum).map((each) => ({ ...owes(claimant(each.claim)), ...each }));
  const parts = members.flatMap(({ claims: own, apart: done }, index) =>
    (done ? [] : (own ?? [])).filter(isSum).map((each) => ({ ...owes(workerCode(index)), ...each })),
  );
  const sumOf = (claim: number) =>
    sumFen(parts.filter((each) => each.claim === claim).map(({ amount }) => toFen(amount)));
  const apart =
    applicant === 'worker' &&
    members.length > 1 &&
    ofApplicant.length > 0 &&
    parts.length <= mostObligations &&
    ofApplicant.every(({ claim, amount }) => sumOf(claim) === toFen(amount));
  return {
    obligations: apart ? [...parts, ...owed(numbered.filter((each) => !ofApplicant.includes(each)))] : owed(numbered),
    unanswered: numbered.filter((each) => !isSum(each)).map(({ claim }) => ({ claim, result: 'confirmed' as const })),
  };
}

/** The maximum number of obligations in one document (`termsSchema`). */
const mostObligations = 200;

type Dated = { amount?: Yuan | null; due?: string | null };

/** What a form asked for before terms: an amount, a number of instalments or the payments, words. */
interface Draft {
  terms?: unknown;
  amount?: Yuan | null;
  performWithinDays?: number | null;
  payments?: Dated[] | null;
  instalments?: number | Dated[] | null;
}

/** An agreement from before terms; before it was signed, the draft alone. */
type Untermed = Draft & { draft?: Draft | null };

/**
 * The terms of an agreement. One made before terms were stored states what the respondent owes the applicant; cases
 * that were running then continue with it.
 */
export function termsOf(agreement: Untermed | null, { applicant = 'worker' }: FaultOptions): Terms | null {
  if (!agreement) return null;
  if (agreement.terms && typeof agreement.terms === 'object') return termsIn(agreement.terms) ?? null;
  const draft = agreement.draft ?? agreement;
  const amount = agreement.amount ?? draft.amount ?? undefined;
  const words = typeof draft.terms === 'string' ? draft.terms : undefined;
  const { instalments } = agreement;
  const listed = Array.isArray(instalments) ? instalments : (draft.payments ?? []);
  const dated = listed.flatMap((each) =>
    each.amount === undefined || each.amount === null ? [] : [{ amount: each.amount, due: each.due ?? undefined }],
  );
  const count = typeof instalments === 'number' ? instalments : listed.length;
  const parts =
    dated.length || count < 2 || amount === undefined
      ? dated
      : equalParts(toFen(amount), count).map((fen) => ({ amount: toYuan(fen) }));
  const total = dated.length ? toYuan(sumFen(dated.map((each) => toFen(each.amount)))) : amount;
  const terms = termsIn({
    obligations: [
      {
        obligor: otherSide(applicant),
        obligee: applicant,
        ...(total !== undefined && { amount: total }),
        act: words ?? (total === undefined ? '按协议履行' : undefined),
        within: draft.performWithinDays ?? undefined,
        ...(parts.length && { instalments: parts }),
      },
    ],
  });
  return terms ?? null;
}
