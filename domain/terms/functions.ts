import { causes } from '../causes';
import { toDay } from '../limits/dates';
import { toYuan } from '../money';
import type { Side } from '../reach';
import type { Lang } from '../text';
import { lastDue, obligationsDue } from './due';
import { termsFaults, type Claimed, type FaultOptions } from './faults';
import { claimsOnAgreement, termsLeft, type Performed } from './remaining';
import { obligeeSides, termsIn, totalOf, workerCode } from './terms';
import { claimByClaim, termsOf, usualTerms } from './usual';
import { claimName, claimsOf, partyName, termsInWords, type Dispute } from './words';

/** The maximum number of workers of a roster that are offered by name. */
const mostNamed = 1_000;

/** The maximum number of workers of whom terms can tell one by one what they get. */
const mostTold = 200;

/** The functions of terms for FEEL; anything that cannot be read as terms gives null. */
export const termsFunctions = () => ({
  'terms faults': (terms: unknown, claims: Claimed[] | null, madeOn: unknown, options: FaultOptions | null) =>
    termsFaults(terms, claims ?? [], toDay(madeOn), options ?? {}),
  'terms in words': (given: unknown, dispute: Dispute | null, lang?: string | null) => {
    const terms = termsIn(given);
    return terms ? termsInWords(terms, dispute ?? {}, lang === 'en' ? 'en' : 'zh') : [];
  },
  'terms of': (agreement: Parameters<typeof termsOf>[0], applicant: Side | null) =>
    termsOf(agreement, { applicant: applicant ?? 'worker' }),
  /** What an agreement still obliges to: its terms without the parts that were performed. */
  'terms left': (agreement: Unperformed | null, applicant: Side | null) => leftOf(agreement, applicant),
  'claims on agreement': (agreement: Unperformed | null, side: Side, dispute: Dispute | null) => {
    const terms = leftOf(agreement, dispute?.applicant ?? null);
    return terms ? claimsOnAgreement(terms, side, agreement ?? {}, dispute ?? {}) : [];
  },
  'terms total': (given: unknown, obligee?: string | null) => {
    const terms = termsIn(given);
    return terms ? toYuan(totalOf(terms, obligee ?? undefined)) : null;
  },
  'terms basis': (dispute: Dispute | null, answered?: number[] | null) => dispute && basisOf(dispute, answered ?? []),
  'obligations due': (given: unknown, effectiveOn: unknown) => {
    const terms = termsIn(given);
    return terms ? obligationsDue(terms, toDay(effectiveOn)) : [];
  },
  'last due': (given: unknown, effectiveOn: unknown) => {
    const terms = termsIn(given);
    return (terms && lastDue(terms, toDay(effectiveOn))) ?? null;
  },
  'obligee sides': (given: unknown) => {
    const terms = termsIn(given);
    return terms ? obligeeSides(terms) : null;
  },
});

type Unperformed = NonNullable<Parameters<typeof termsOf>[0]> & {
  kind?: string;
  effectiveOn?: string;
  performed?: Performed[] | null;
};

function leftOf(agreement: Unperformed | null, applicant: Side | null) {
  const terms = termsOf(agreement, { applicant: applicant ?? 'worker' });
  return terms && termsLeft(terms, agreement?.performed ?? []);
}

/**
 * What a form needs to ask for terms: the parties, the claims, those of joined counter-claims after the others (Rules33
 * art. 36, 53), and the usual terms; without the claims `answered`.
 */
function basisOf(dispute: Dispute, answered: number[]) {
  const { applicant = 'worker', workers } = dispute;
  const claims = claimsOf(dispute);
  const listed = workers?.members ?? [];
  // Who is left of several is named by his number too, so that he is not taken for all of them.
  const members =
    listed.length > 1
      ? listed.slice(0, mostNamed).flatMap(({ apart }, index) => (apart ? [] : [workerCode(index)]))
      : [];
  return {
    applicant,
    parties: ['employer', 'worker', ...members].map((who) => ({
      value: who,
      label: partyName(who, dispute, 'zh'),
      label_en: partyName(who, dispute, 'en'),
    })),
    claims: claims.map((claimed, index) => {
      const { cause, amount, by } = claimed;
      const label = (lang: Lang) =>
        `${claimName(index + 1, claimed, lang)}${cause === undefined ? '' : ` ${causes.name(cause, lang)}`}`;
      return { value: index + 1, label: label('zh'), label_en: label('en'), cause, amount, ...(by && { by }) };
    }),
    usual: usualTerms(claims, applicant),
    /** For each claim of the workers, who of the roster makes it. */
    claimants: claims.map(({ by }, index) =>
      (by ?? applicant) === 'worker' && members.length && listed.length <= mostTold
        ? claimantsOf(listed, index + 1)
        : [],
    ),
    each: without(claimByClaim(claims, applicant, workers?.members ?? []), answered),
    answered,
  };
}

/** The workers who make a claim; somebody whose own claims are not listed makes all of them. */
const claimantsOf = (members: NonNullable<NonNullable<Dispute['workers']>['members']>, claim: number): string[] =>
  members
    .slice(0, mostNamed)
    .flatMap(({ apart, claims: own }, index) =>
      apart || (own?.length && !own.some((each) => each.claim === claim)) ? [] : [workerCode(index)],
    );

const without = <T extends { obligations: { claim?: number }[]; unanswered: { claim?: number }[] }>(
  { obligations, unanswered }: T,
  answered: number[],
) => ({
  obligations: obligations.filter(({ claim }) => !answered.includes(claim ?? 0)),
  unanswered: unanswered.filter(({ claim }) => !answered.includes(claim ?? 0)),
});
