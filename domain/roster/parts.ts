import { sumFen, toFen, toYuan, type Yuan } from '../money';
import { mostOffered } from '../representation/representation';
import { notNamed, termsIn, totalOf, workerCode, type Terms } from '../terms/terms';

/** The workers' side of a dispute, as far as it may be divided. */
export interface Workers {
  count?: number;
  label?: string;
  members?: Member[] | null;
}
interface Member {
  name: string;
  claims?: { claim: number; amount: Yuan }[] | null;
  /** What goes on here is not about this worker. */
  apart?: boolean;
}
interface Dispute {
  claims?: { amount?: Yuan | null }[] | null;
  workers?: Workers | null;
}
/** An award, or a part of one that is about some of the workers (`worker:2`). */
interface Award {
  terms?: unknown;
  amount?: Yuan | null;
  workers?: string[] | null;
}

const codesIn = (given: unknown): string[] =>
  (Array.isArray(given) ? given : []).filter((each) => typeof each === 'string');

/** The workers of the roster with whom a dispute is concerned. */
export const concerned = ({ members }: Workers): string[] =>
  (members ?? []).flatMap(({ apart }, index) => (apart ? [] : [workerCode(index)]));

/** The workers with whom an award is concerned, if it says of each what he gets; otherwise it cannot be divided. */
function dividable({ terms: given, workers: part }: Award, workers: Workers): string[] {
  const terms = termsIn(given);
  const all = part?.length ? part : concerned(workers);
  const named = terms?.obligations.every((each) => [each.obligor, each.obligee].every((who) => who !== 'worker'));
  // Who is not listed cannot be told apart.
  return named && (part?.length || all.length === (workers.count ?? 0)) ? all : [];
}

/** The workers of an award who may sue each for himself; none if it cannot be divided. */
export const suingOptions = (award: Award, workers: Workers): { value: string; label: string }[] => {
  const able = dividable(award, workers);
  return able.length < 2 || able.length > mostOffered
    ? []
    : able.map((code) => ({ value: code, label: `${code.slice(7)} ${nameOf(code, workers)}` }));
};

/**
 * An award on several workers of whom some sue: for them it has no effect, for the others it has (解释(一) art. 17), so
 * that each part goes its own way. Null if all sue, or if the award does not say what each worker gets.
 */
export function awardDivided<A extends Award>(award: A, plaintiffs: unknown, workers: Workers) {
  const chosen = codesIn(plaintiffs);
  const able = dividable(award, workers);
  const theirs = able.filter((code) => chosen.includes(code));
  const others = able.filter((code) => !chosen.includes(code));
  return theirs.length && others.length ? { theirs: partOf(award, theirs), others: partOf(award, others) } : null;
}

function partOf<A extends Award>(award: A, workers: string[]): A & { workers: string[]; amount: Yuan; terms: Terms } {
  const whole = termsIn(award.terms)!;
  const terms = {
    ...whole,
    obligations: whole.obligations.filter((each) => workers.some((who) => concerns(each, who))),
  };
  return { ...award, workers, terms, amount: toYuan(totalOf(terms)) };
}

const concerns = ({ obligor, obligee }: { obligor: string; obligee: string }, who: string): boolean =>
  obligor === who || obligee === who;

/**
 * A dispute as far as it is about some of its workers: the others keep their numbers in the roster and are set apart,
 * and each claim is for the parts of those that are left, if they are known. Null: all of them.
 */
export function disputeOf<D extends Dispute>(dispute: D, workers: unknown): D {
  const left = codesIn(workers);
  const members = dispute.workers?.members ?? [];
  if (!left.length || !members.length) return dispute;
  const kept = members.map((member, index) => (left.includes(workerCode(index)) ? member : { ...member, apart: true }));
  const among = { ...dispute.workers, members: kept, count: left.length };
  const claims = (dispute.claims ?? []).map((claim, at) => {
    const parts = (list: Member[]) =>
      sumFen(
        list.flatMap((each) =>
          (each.claims ?? []).filter((own) => own.claim === at + 1).map(({ amount }) => toFen(amount)),
        ),
      );
    const known = claim.amount !== null && claim.amount !== undefined && parts(members) >= toFen(claim.amount);
    return known ? { ...claim, amount: toYuan(parts(kept.filter(({ apart }) => !apart))) } : claim;
  });
  return { ...dispute, claims, workers: { ...among, label: workersInWords(dispute.workers ?? {}, left) } };
}

const nameOf = (code: string, { members }: Workers): string => members?.[Number(code.slice(7)) - 1]?.name ?? code;

/** Several workers by name, or the first of many and how many they are. */
export function workersInWords(workers: Workers, codes: unknown): string {
  const listed = codesIn(codes);
  if (!listed.length) return workers.label ?? '';
  return listed.length <= 3
    ? listed.map((code) => nameOf(code, workers)).join('、')
    : `${nameOf(listed[0]!, workers)}等${listed.length}人`;
}

/**
 * The workers of a dispute whom terms leave out, so that for them nothing is decided by it; none if the terms are for
 * the workers as a whole.
 */
export function leftOut(given: unknown, workers: Workers): string[] {
  return notNamed(termsIn(given)?.obligations ?? [], concerned(workers));
}

/** The functions of disputes of several workers for FEEL. */
export const rosterFunctions = () => ({
  'award divided': (award: Award | null, plaintiffs: unknown, workers: Workers | null) =>
    award && awardDivided(award, plaintiffs, workers ?? {}),
  'workers concerned': (workers: Workers | null) => concerned(workers ?? {}),
  'suing options': (award: Award | null, workers: Workers | null) => (award ? suingOptions(award, workers ?? {}) : []),
  'dispute of': (dispute: Dispute | null, workers: unknown) => dispute && disputeOf(dispute, workers),
  'left out': (terms: unknown, workers: Workers | null) => leftOut(terms, workers ?? {}),
  'workers in words': (workers: Workers | null, codes: unknown) => workersInWords(workers ?? {}, codes),
});
