import { causes } from '../causes';
import type { Day } from '../limits/dates';
import { sumFen, toFen, yuanText, type Fen, type Yuan } from '../money';
import { problems } from '../problems';
import type { Side } from '../reach';
import type { Lang, Text } from '../text';
import { notNamed, otherSide, readTerms, sideOf, type Obligation, type Terms } from './terms';
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
  /** Only some of the claims are agreed: what would answer each of them, worker by worker (Rules33 art. 73). */
  part?: readonly Obligation[] | null;
  /** Who may be named: the agreement is for all of the workers, so that no claim is lost with it. */
  parties?: readonly Named[] | null;
  /** Who of several workers makes each claim: a decision says of each of them what became of it (Rules33 art. 49, 53). */
  claimants?: readonly (readonly string[])[] | null;
  /** How those who may be named are called. */
  names?: readonly Named[] | null;
  /** Each obligation has its day: an agreement says by when it is performed (Reg17 art. 26(1)). */
  dated?: boolean | null;
}

/** Somebody whom terms may name. */
interface Named {
  value: string;
  label?: string;
  label_en?: string;
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
  const { part, parties, dated, claimants, names } = options;
  return [
    ...owed,
    ...(dated ? undated(terms.obligations) : []),
    ...claimFaults(terms, claims, { ...options, partial: options.partial === true || Boolean(part) }),
    ...(part ? partFaults(terms, claims, options) : []),
    ...(claimants ?? []).flatMap((makers, index) => undecided(terms, index + 1, makers, names ?? [])),
    ...leavingOut(leftOutOf(terms.obligations, part ?? [], parties ?? []), parties ?? []),
  ];
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

/** Obligations without a day: no default could be told, and nobody could be reminded. */
const undated = (obligations: Obligation[]): Fault[] =>
  [...obligations.entries()]
    .filter(
      ([, { due, within, instalments = [] }]) =>
        due === undefined &&
        within === undefined &&
        !(instalments.length && instalments.every((each) => each.due !== undefined)),
    )
    .map(([index]) =>
      fault(
        `obligations.${index}.due`,
        '请写明履行期限：填写日期，或者自生效之日起的天数，当场履行的天数填0；分期的也可以逐期填写（协商调解规定第26条）',
        'Say by when it is performed: a day, or a number of days from effect, 0 for at once on signing; instalments may each have their day (Reg17 art. 26)',
      ),
    );

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
  const answersTo = (who: string, number: number) =>
    answering(claimant(number), number).some(({ obligee }) => obligee === who || obligee === 'worker');
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
    ...terms.unanswered.flatMap(({ claim, who }, index) =>
      claim > claims.length
        ? [noSuchClaim(`unanswered.${index}.claim`, claims.length)]
        : named.has(claim) && (who === undefined || answersTo(who, claim))
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

/** What is wrong with an agreement on some of the claims, so that the others can be decided (Rules33 art. 73). */
function partFaults(
  { obligations, unanswered: told }: Terms,
  claims: Claimed[],
  { applicant = 'worker', answered }: FaultOptions,
): Fault[] {
  const own = new Set([...obligations, ...told].flatMap(({ claim }) => claim ?? []));
  const left = claims.filter((_, index) => !own.has(index + 1) && !answered?.includes(index + 1));
  return [
    ...[...obligations.entries()]
      .filter(([, { obligor, claim }]) => sideOf(obligor) === otherSide(applicant) && claim === undefined)
      .map(([index]) =>
        fault(
          `obligations.${index}.claim`,
          '只就部分请求达成协议的，请写明这一项答复哪项请求（办案规则第73条）',
          'The agreement is on some of the claims: say which of them this answers (Rules33 art. 73)',
        ),
      ),
    ...(own.size
      ? []
      : [
          fault(
            'obligations',
            '请至少写明一项请求的结果（办案规则第73条）',
            'Say what became of at least one claim (Rules33 art. 73)',
          ),
        ]),
    ...(left.length
      ? []
      : [
          fault(
            'decision',
            '各项请求都有了结果，没有需要继续审理的请求：请选“达成协议”（办案规则第73条）',
            'Every claim is answered, and none is left to go on: choose “Agreed” (Rules33 art. 73)',
          ),
        ]),
  ];
}

/**
 * Workers who make a claim that is decided for others by name only: their claim would count as answered, and be lost
 * (Rules33 art. 49, 53).
 */
function undecided(
  { obligations, unanswered: told }: Terms,
  claim: number,
  makers: readonly string[],
  names: readonly Named[],
): Fault[] {
  const owed = obligations.filter((each) => each.claim === claim).flatMap(({ obligor, obligee }) => [obligor, obligee]);
  const results = told.filter((each) => each.claim === claim);
  if (owed.includes('worker') || results.some(({ who }) => who === undefined || who === 'worker')) return [];
  const named = workersIn([...owed, ...results.flatMap(({ who }) => who ?? [])]);
  const left = named.length ? makers.filter((who) => !named.includes(who)) : [];
  if (!left.length) return [];
  return [
    fault(
      'obligations',
      `请求${claim}没有写到${namesOf(left, names, 'zh')}：请写明其应得的内容，或者在“不需履行的请求”中逐人写明结果（办案规则第49条、第53条）`,
      `Claim ${claim} does not say what becomes of it for ${namesOf(left, names, 'en')}: say what each gets, or give the result for each among the claims for which nothing is to be done (Rules33 art. 49, 53)`,
    ),
  ];
}

/** Some of the workers by name, and how many more. */
function namesOf(workers: readonly string[], parties: readonly Named[], lang: Lang): string {
  const names = workers
    .slice(0, 3)
    .map((who) => parties.find(({ value }) => value === who)?.[lang === 'zh' ? 'label' : 'label_en'] ?? who);
  const more = workers.length - names.length;
  if (lang === 'zh') return names.join('、') + (more > 0 ? `等${workers.length}人` : '');
  return names.join(', ') + (more > 0 ? ` and ${more} others` : '');
}

const workersIn = (who: string[]): string[] => who.filter((each) => each.startsWith('worker:'));

/** The workers whom an agreement leaves out, or an agreement on some claims of those who make them (`part`). */
function leftOutOf(obligations: Obligation[], part: readonly Obligation[], parties: readonly Named[]): string[] {
  const ofClaims = obligations.flatMap(({ claim }) =>
    notNamed(
      obligations.filter((each) => each.claim === claim),
      workersIn(part.flatMap((each) => (each.claim === claim ? [each.obligor, each.obligee] : []))),
    ),
  );
  return [...new Set([...notNamed(obligations, workersIn(parties.map(({ value }) => value))), ...ofClaims])];
}

/** An agreement that names some of the workers would end the case, and the claims of the others with it. */
function leavingOut(workers: string[], parties: readonly Named[]): Fault[] {
  if (!workers.length) return [];
  return [
    fault(
      'obligations',
      `没有写到${namesOf(workers, parties, 'zh')}，其请求会随协议一并终结：请为每人写明履行内容。只有部分劳动者同意的，先记录未达成协议，由同意的人在仲裁或者诉讼中自行和解，其余请求继续审理（调解仲裁法第5条、第41条；办案规则第63条）`,
      `${namesOf(workers, parties, 'en')} are left out, and their claims would end with the agreement: say what each worker gets. If only some agree, record that there is no agreement; those who agree may settle in the arbitration or suit, and the claims of the others go on (Law art. 5, 41; Rules33 art. 63)`,
    ),
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
    `请求${number}已由先行裁决或者调解书处理，不能再次处理：请删去（办案规则第49条、第73条）`,
    `Claim ${number} is decided by a partial award or a mediation document and cannot be decided again: remove it (Rules33 art. 49, 73)`,
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
