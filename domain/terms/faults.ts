import { causes } from '../causes';
import type { Day } from '../limits/dates';
import { sumFen, toFen, yuanText, type Fen, type Yuan } from '../money';
import { problems } from '../problems';
import type { Side } from '../reach';
import type { Lang, Text } from '../text';
import { otherSide, readTerms, sideOf, type Obligation, type Terms } from './terms';
import { claimName } from './words';

/** A fault of terms: where, by keys and indices joined with dots, and what to do. */
export interface Fault extends Text {
  path: string;
}

/** A claim, as far as terms answer it. */
export interface Claimed {
  cause?: string;
  amount?: Yuan | null;
  /** The side that makes it, where it is part of a joined counter-claim (Rules33 art. 36). */
  by?: Side | null;
}

export interface FaultOptions {
  /** The side that makes the claims. */
  applicant?: Side;
  /** Whether only a part is decided: then claims may stay open (Rules33 art. 49). */
  partial?: boolean;
  /** The claims that an earlier award has answered. */
  answered?: readonly number[] | null;
}

/**
 * The faults of terms as a whole: instalments that do not add up, days before the document, more than was claimed
 * without a reason, claims that are neither answered nor named as unanswered (Reg17 art. 26(1); Rules33 art. 53).
 */
export function termsFaults(given: unknown, claims: Claimed[], madeOn: Day, options: FaultOptions = {}): Fault[] {
  const read = readTerms(given);
  if (!read.success)
    return problems(read.error, given).map(({ path, zh, en }) => ({ path: path.join('.'), ...{ zh, en } }));
  const terms = read.data;
  const owed = terms.obligations.flatMap((obligation, index) =>
    obligationFaults(obligation, madeOn).map(({ path, ...words }) => ({
      path: `obligations.${index}${path && `.${path}`}`,
      ...words,
    })),
  );
  return [...owed, ...claimFaults(terms, claims, options)];
}

const fault = (path: string, zh: string, en: string): Fault => ({ path, zh, en });

function obligationFaults(obligation: Obligation, madeOn: Day): Fault[] {
  const { obligor, obligee, amount, act, due, within } = obligation;
  const found: Fault[] = [];
  if (sideOf(obligor) === sideOf(obligee))
    found.push(
      fault(
        'obligee',
        '义务人和权利人应为双方：请改正其中一方（协商调解规定第26条）',
        'The debtor and the creditor must be the two sides: correct one of them (Reg17 art. 26)',
      ),
    );
  if (amount === undefined && act === undefined)
    found.push(
      fault(
        'amount',
        '请写明金额或者应为的行为（企业劳动争议协商调解规定第26条）',
        'Give an amount, or say in words what is to be done (Reg17 art. 26)',
      ),
    );
  if (due !== undefined && within !== undefined)
    found.push(
      fault(
        'within',
        '期限写日期或者天数其一：请删去一项',
        'Give either a day or a number of days: remove one of them',
      ),
    );
  if (due !== undefined && due < madeOn) found.push(beforeDocument('due', madeOn));
  return [...found, ...instalmentFaults(obligation, madeOn)];
}

const beforeDocument = (path: string, madeOn: Day) =>
  fault(
    path,
    `履行日期早于文书日期${madeOn}：请填写当日或以后的日期（协商调解规定第26条）`,
    `This day is before the date of the document, ${madeOn}: give that day or a later one (Reg17 art. 26)`,
  );

function instalmentFaults({ amount, instalments = [] }: Obligation, madeOn: Day): Fault[] {
  if (!instalments.length) return [];
  const sum = sumFen(instalments.map((each) => toFen(each.amount)));
  const days = instalments.map(({ due }) => due);
  return [
    ...(amount === undefined || sum !== toFen(amount)
      ? [
          fault(
            'instalments',
            `各期金额之和为${yuanText(sum)}元，应等于总额${amount === undefined ? '' : `${yuanText(toFen(amount))}元`}：请改正金额或者各期（协商调解规定第26条）`,
            `The instalments come to ${yuanText(sum)} yuan but must add up to the total${amount === undefined ? '' : `, ${yuanText(toFen(amount))}`}: correct the amount or the instalments (Reg17 art. 26)`,
          ),
        ]
      : []),
    ...days.flatMap((day, index) => {
      const before = days[index - 1];
      if (day === undefined) return [];
      if (day < madeOn) return [beforeDocument(`instalments.${index}.due`, madeOn)];
      return before !== undefined && day < before
        ? [
            fault(
              `instalments.${index}.due`,
              '各期日期应依次先后：请按日期排列',
              'The instalments must be in order of their days: reorder them',
            ),
          ]
        : [];
    }),
  ];
}

function claimFaults(
  terms: Terms,
  claims: Claimed[],
  { applicant = 'worker', partial = false, answered }: FaultOptions,
): Fault[] {
  const before = new Set(answered ?? []);
  const told = new Set([...before, ...terms.unanswered.map(({ claim }) => claim)]);
  const owed = terms.obligations.map((obligation, index) => ({ ...obligation, index }));
  const claimant = (number: number): Side => claims[number - 1]?.by ?? applicant;
  /** What is owed to a side that makes claims, on this claim or on no particular one. */
  const answering = (side: Side, number?: number) =>
    owed.filter(({ obligor, claim }) => claim === number && sideOf(obligor) === otherSide(side));
  const numbers = claims.map((_, index) => index + 1);
  const named = new Set(numbers.filter((number) => answering(claimant(number), number).length));
  const open = numbers.filter((number) => !told.has(number) && !named.has(number));
  return [
    ...owed
      .filter(({ claim }) => claim !== undefined && claim > claims.length)
      .map(({ index }) => noSuchClaim(`obligations.${index}.claim`, claims.length)),
    ...[...terms.obligations.entries()]
      .filter(([, { claim }]) => before.has(claim ?? 0))
      .map(([index, { claim }]) => answeredBefore(`obligations.${index}.claim`, claim!)),
    ...[...terms.unanswered.entries()]
      .filter(([, { claim }]) => before.has(claim))
      .map(([index, { claim }]) => answeredBefore(`unanswered.${index}.claim`, claim)),
    ...terms.unanswered.flatMap(({ claim }, index) =>
      claim > claims.length
        ? [noSuchClaim(`unanswered.${index}.claim`, claims.length)]
        : named.has(claim)
          ? [
              fault(
                `unanswered.${index}.claim`,
                `请求${claim}已有履行内容，又写为不再处理：请删去一处`,
                `Claim ${claim} is answered above and also named as unanswered: remove one of them`,
              ),
            ]
          : [],
    ),
    ...numbers.flatMap((number) => excess(answering(claimant(number), number), [claims[number - 1]!])),
    ...[applicant, otherSide(applicant)].flatMap((side) =>
      excess(
        answering(side),
        open.filter((number) => claimant(number) === side).map((number) => claims[number - 1]!),
      ),
    ),
    ...(partial
      ? []
      : open
          .filter((number) => !answering(claimant(number)).length)
          .map((number) => unanswered(number, claims[number - 1]!))),
  ];
}

/** More than was claimed needs a reason; claims without an amount cannot be compared. */
function excess(answers: (Obligation & { index: number })[], claims: Claimed[]): Fault[] {
  const amounts = claims.map(({ amount }) => amount);
  if (!claims.length || amounts.some((amount) => amount === undefined || amount === null)) return [];
  const claimed: Fen = sumFen(amounts.map((amount) => toFen(amount!)));
  const owed = sumFen(answers.map(({ amount }) => toFen(amount ?? 0)));
  if (owed <= claimed) return [];
  return answers
    .filter(({ amount, reason }) => amount !== undefined && reason === undefined)
    .map(({ index }) =>
      fault(
        `obligations.${index}.reason`,
        `金额超过请求的${yuanText(claimed)}元：请写明理由，或者改正金额（协商调解规定第26条、办案规则第53条）`,
        `This is more than the ${yuanText(claimed)} yuan claimed: say why, or correct the amount (Reg17 art. 26, Rules33 art. 53)`,
      ),
    );
}

const noSuchClaim = (path: string, count: number) =>
  fault(
    path,
    `本案只有${count}项请求：请改正请求的序号`,
    `There are ${count} claims in this case: correct the number of the claim`,
  );

const answeredBefore = (path: string, number: number) =>
  fault(
    path,
    `请求${number}已由先行裁决处理，不能再次裁决：请删去（办案规则第49条）`,
    `Claim ${number} is decided by the partial award and cannot be decided again: remove it (Rules33 art. 49)`,
  );

function unanswered(number: number, claimed: Claimed): Fault {
  const { cause } = claimed;
  const name = (lang: Lang) => (cause === undefined ? '' : causes.name(cause, lang));
  return fault(
    'unanswered',
    `${claimName(number, claimed, 'zh')}（${name('zh')}）没有写明结果：请在履行内容中答复，或者写明不再主张、不予支持等（协商调解规定第26条、办案规则第53条）`,
    `${claimName(number, claimed, 'en')} (${name('en')}) is not answered: answer it by an obligation, or say what became of it (Reg17 art. 26, Rules33 art. 53)`,
  );
}
