import { amountInWords } from '../amountInWords';
import { causes } from '../causes';
import { toFen, yuanText, type Yuan } from '../money';
import type { Lang } from '../text';
import type { Claimed } from './faults';
import { claimResults, type Obligation, type Terms } from './terms';

/** The names used in terms; without a case, sides and claims are named by their kind. */
export interface Dispute {
  applicant?: 'worker' | 'employer';
  claims?: Claimed[];
  /** Of joined counter-claims, numbered after the claims (Rules33 art. 36). */
  counterclaims?: Claimed[] | null;
  workers?: {
    label?: string;
    members?: { name: string; claims?: { claim: number; amount: Yuan }[]; apart?: boolean }[];
  };
  employer?: { name?: string };
}

/** All claims to be answered: those of joined counter-claims come after the others. */
export const claimsOf = ({ claims, counterclaims }: Dispute): Claimed[] => [
  ...(claims ?? []),
  ...(counterclaims ?? []),
];

/** A claim by its number; one of a counter-claim says so. */
export const claimName = (number: number, claimed: Claimed | undefined, lang: Lang): string =>
  lang === 'zh'
    ? `${claimed?.by ? '反申请的' : ''}请求${number}`
    : `${claimed?.by ? 'Counter-claim' : 'Claim'} ${number}`;

/** A party of terms by its name. */
export function partyName(who: string, { workers, employer }: Dispute, lang: Lang): string {
  if (who === 'employer') return employer?.name ?? (lang === 'zh' ? '用人单位' : 'the employer');
  const number = /^worker:(\d+)$/.exec(who)?.[1];
  if (number === undefined) return workers?.label ?? (lang === 'zh' ? '劳动者' : 'the worker');
  return (
    workers?.members?.[Number(number) - 1]?.name ??
    (lang === 'zh' ? `劳动者（名单第${number}人）` : `worker ${number} of the list`)
  );
}

/** The clauses of a document, one per row, in the order of the terms. */
export function termsInWords(terms: Terms, dispute: Dispute, lang: Lang = 'zh'): string[] {
  const owed = terms.obligations.map((each) => clause(each, dispute, lang));
  const open = terms.unanswered.map(({ claim, who, result, reason }) => {
    const claimed = claimsOf(dispute)[claim - 1];
    const cause = claimed?.cause === undefined ? [] : [causes.name(claimed.cause, lang)];
    const name = [...cause, ...(who === undefined ? [] : [partyName(who, dispute, lang)])].join(
      lang === 'zh' ? '，' : ', ',
    );
    const number = claimName(claim, claimed, lang);
    return lang === 'zh'
      ? `${number}${name && `（${name}）`}：${claimResults.name(result, lang)}${reason ? `。理由：${reason}` : ''}。`
      : `${number}${name && ` (${name})`}: ${claimResults.name(result, lang)}${reason ? `, because: ${reason}` : ''}.`;
  });
  const notes = terms.notes === undefined ? [] : [lang === 'zh' ? `其他约定：${terms.notes}` : `Also: ${terms.notes}`];
  return [...owed, ...open, ...notes].map((words, index) => `${index + 1}${lang === 'zh' ? '、' : '. '}${words}`);
}

function clause(obligation: Obligation, dispute: Dispute, lang: Lang): string {
  const { obligor, obligee, cause, amount, act, claim, reason, instalments = [] } = obligation;
  const [from, to] = [partyName(obligor, dispute, lang), partyName(obligee, dispute, lang)];
  const claimed = claim === undefined ? undefined : claimsOf(dispute)[claim - 1];
  const named = cause ?? (claimed?.cause === undefined ? undefined : causes.name(claimed.cause, lang));
  const number = claim === undefined ? undefined : claimName(claim, claimed, lang);
  const when = whenInWords(obligation, lang);
  const parts = instalments.map(({ amount: part, due }, index) => partInWords(index + 1, part, due, lang));
  if (lang === 'en')
    return [
      `${from} owes ${to}${amount === undefined ? '' : ` ${yuanText(toFen(amount))} yuan`}${named ? ` (${named}${number === undefined ? '' : `, ${number.toLowerCase()}`})` : ''}${act ? `${amount === undefined ? '' : ','} to do: ${act}` : ''}${when}`,
      ...(parts.length ? [`in ${parts.length} instalments: ${parts.join('; ')}`] : []),
      ...(reason ? [`more than claimed because: ${reason}`] : []),
    ]
      .join(', ')
      .concat('.');
  const what = [
    ...(amount === undefined ? [] : [`支付${to}${named ?? '款项'}人民币${figures(amount)}`]),
    ...(act === undefined ? [] : [amount === undefined ? `对${to}履行：${act}` : act]),
  ].join('，');
  return `${from}${when}${what}${number === undefined ? '' : `（答复${number}）`}${parts.length ? `，分${parts.length}期：${parts.join('；')}` : ''}${reason ? `。超出请求的理由：${reason}` : ''}。`;
}

const figures = (amount: Yuan): string => `${yuanText(toFen(amount))}元（${amountInWords(toFen(amount))}）`;

function whenInWords({ due, within, instalments = [] }: Obligation, lang: Lang): string {
  const dated = instalments.length > 0 && instalments.every((each) => each.due !== undefined);
  if (dated) return '';
  if (due !== undefined) return lang === 'zh' ? `于${dayInWords(due)}前` : ` by ${due}`;
  if (within === 0) return lang === 'zh' ? '于生效当日' : ' on the day of effect';
  if (within !== undefined) return lang === 'zh' ? `自生效之日起${within}日内` : ` within ${within} days of effect`;
  return '';
}

const partInWords = (number: number, amount: Yuan, due: string | undefined, lang: Lang): string =>
  lang === 'zh'
    ? `第${number}期${due === undefined ? '' : `${dayInWords(due)}前`}${yuanText(toFen(amount))}元`
    : `${number}) ${yuanText(toFen(amount))} yuan${due === undefined ? '' : ` by ${due}`}`;

function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
