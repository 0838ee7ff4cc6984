import { causes } from '../causes';
import { toDay } from '../limits/dates';
import { toYuan } from '../money';
import type { Side } from '../reach';
import { lastDue, obligationsDue } from './due';
import { termsFaults, type Claimed, type FaultOptions } from './faults';
import { obligeeSides, termsIn, totalOf } from './terms';
import { claimByClaim, termsOf, usualTerms } from './usual';
import { partyName, termsInWords, type Dispute } from './words';

/** The maximum number of workers of a roster that are offered by name. */
const mostNamed = 1_000;

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
  'terms total': (given: unknown, obligee?: string | null) => {
    const terms = termsIn(given);
    return terms ? toYuan(totalOf(terms, obligee ?? undefined)) : null;
  },
  'terms basis': (dispute: Dispute | null) => dispute && basisOf(dispute),
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

/** What a form needs to ask for terms: the parties, the claims, and the usual terms. */
function basisOf(dispute: Dispute) {
  const { applicant = 'worker', claims = [], workers } = dispute;
  const members = (workers?.members ?? []).slice(0, mostNamed).map((_, index) => `worker:${index + 1}`);
  return {
    applicant,
    parties: ['employer', 'worker', ...(members.length > 1 ? members : [])].map((who) => ({
      value: who,
      label: partyName(who, dispute, 'zh'),
      label_en: partyName(who, dispute, 'en'),
    })),
    claims: claims.map(({ cause, amount }, index) => ({
      value: index + 1,
      label: `请求${index + 1}${cause === undefined ? '' : ` ${causes.name(cause, 'zh')}`}`,
      label_en: `Claim ${index + 1}${cause === undefined ? '' : ` ${causes.name(cause, 'en')}`}`,
      cause,
      amount,
    })),
    usual: usualTerms(claims, applicant),
    each: claimByClaim(claims, applicant),
  };
}
