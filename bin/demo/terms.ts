import { equalParts, sumFen, toFen, toYuan, type Yuan } from '../../domain/money';
import { otherSide, sideOf, type Obligation, type Terms } from '../../domain/terms/terms';
import type { Side } from '../../domain/reach';

/** What a form that asks for terms gets from its task (`terms basis`). */
interface Basis {
  applicant: Side;
  claims: { value: number; amount?: Yuan | null; by?: Side | null }[];
  usual: Pick<Terms, 'obligations' | 'unanswered'>;
  each: Pick<Terms, 'obligations' | 'unanswered'>;
}

type Told = Record<string, unknown>;

/** What a story may say about an agreement or decision, besides the obligations themselves. */
const sayings = [
  'amount',
  'instalments',
  'payments',
  'performWithinDays',
  'within',
  'due',
  'act',
  'obligor',
  'obligee',
];

/** Whether a form that asks for terms has used this. */
export const saysTerms = (name: string): boolean => [...sayings, 'obligations', 'unanswered'].includes(name);

/** The data of the task that asks for terms. */
export interface Asking {
  basis: Basis;
  /** Each claim is answered on its own, as in a decision. */
  decided: boolean;
  /** Whether a counter-claim is decided as well. */
  counterclaim: boolean;
  /** Each obligation needs its day. */
  dated?: boolean;
  /** Whether only a part is decided: the first claim that is open, unless the story says more; the others stay open. */
  partial: boolean;
}

/**
 * The terms of a story's act: its own obligations, or one over the amount that it names (by default what is claimed),
 * owed by the employer to the worker. Undefined if the story says nothing about them: then the initial values of the
 * form stay.
 */
export function termsTold(told: Told, asking: Asking): Told {
  const terms = withDays(termsSaid(told, asking), asking);
  if (told.mixed !== true) return terms;
  const { obligations = asking.basis.each.obligations } = terms as { obligations?: Told[] };
  // The tribunal says of each item whether it is final; in a story that does not, the first one is.
  return { ...terms, obligations: obligations.map((each, index) => ({ final: index === 0, ...each })) };
}

/** An agreement about whose day a story says nothing has a year, so that nothing expires that the story does not tell. */
function withDays(terms: Told, { dated, basis }: Omit<Asking, 'basis'> & { basis?: Basis }): Told {
  // A task that an earlier version opened gives no basis.
  const { obligations = basis?.usual.obligations ?? [] } = terms as { obligations?: Obligation[] };
  const hasDay = ({ due, within, instalments = [] }: Obligation) =>
    due !== undefined || within !== undefined || (instalments.length && instalments.every((each) => each.due));
  if (!dated || obligations.every(hasDay)) return terms;
  return { ...terms, obligations: obligations.map((each) => (hasDay(each) ? each : { ...each, within: 365 })) };
}

function termsSaid(told: Told, { basis, decided, counterclaim, partial }: Asking): Told {
  const own = Array.isArray(told.obligations) ? (told.obligations as Told[]) : undefined;
  const saysNothing = !own && !sayings.some((name) => told[name] !== undefined);
  if (saysNothing && partial) {
    // The first claim, for each of the workers who make it.
    const { obligations } = basis.each;
    return { obligations: obligations.filter(({ claim }) => claim === obligations[0]!.claim), unanswered: [] };
  }
  if (saysNothing && !counterclaim) return {};
  const obligations = own ? own.map((each) => marked(each, obligationOf(each, basis))) : [obligationOf(told, basis)];
  const answered = decided && !own ? claimByClaim(obligations[0]!, basis) : { obligations, unanswered: [] };
  const unanswered = Array.isArray(told.unanswered)
    ? told.unanswered
    : [...answered.unanswered, ...(partial ? [] : open(answered, basis, decided))];
  return {
    obligations: [
      ...answered.obligations.map((each) => reasoned(each, basis)),
      ...(counterclaim && !own ? [onCounterclaim(basis)] : []),
    ],
    unanswered,
  };
}

/** Whether an item is awarded finally, if the story says so of this item. */
const marked = ({ final }: Told, obligation: Obligation): Obligation =>
  typeof final === 'boolean' ? ({ ...obligation, final } as Obligation) : obligation;

/** What the applicant claims, without counter-claims of the other side. */
const ownClaims = ({ applicant, claims }: Basis): Basis['claims'] =>
  claims.filter(({ by }) => (by ?? applicant) === applicant);

/** The decision on a counter-claim about which the story says nothing else. */
const onCounterclaim = ({ applicant }: Basis): Obligation => ({
  obligor: applicant,
  obligee: otherSide(applicant),
  act: '履行反申请所确定的义务',
});

function obligationOf(told: Told, basis: Basis): Obligation {
  const obligor = who(told.obligor) ?? (who(told.obligee) ? otherSide(sideOf(who(told.obligee)!)) : 'employer');
  const parts = partsOf(told);
  const claim = typeof told.claim === 'number' ? told.claim : undefined;
  const asked = claim === undefined ? ownClaims(basis) : basis.claims.filter(({ value }) => value === claim);
  const usual = sumFen(asked.map(({ amount }) => toFen(amount ?? 0)));
  const amount =
    (told.amount as Yuan | undefined) ??
    (parts.length ? toYuan(sumOf(parts)) : undefined) ??
    (told.act === undefined && usual ? toYuan(usual) : undefined);
  const within = told.within ?? told.performWithinDays;
  return {
    obligor,
    obligee: who(told.obligee) ?? otherSide(sideOf(obligor)),
    ...(amount !== undefined && { amount }),
    ...(amount === undefined || told.act !== undefined ? { act: String(told.act ?? '按约定履行') } : {}),
    ...(typeof told.due === 'string' && { due: told.due.slice(0, 10) }),
    ...(typeof within === 'number' && told.due === undefined && { within }),
    ...(claim !== undefined && { claim }),
    ...(typeof told.reason === 'string' && { reason: told.reason }),
    ...(amount !== undefined && inParts(told, amount, parts)),
  };
}

type Part = { amount: Yuan; due?: string };
const sumOf = (parts: Part[]) => sumFen(parts.map((each) => toFen(each.amount)));

const partsOf = ({ payments, instalments }: Told): Part[] =>
  ([payments, instalments].find(Array.isArray) ?? []).map(({ amount, due }: Part) => ({ amount, ...(due && { due }) }));

/** Equal instalments; the last one includes the remaining fen. */
function inParts({ instalments }: Told, amount: Yuan, parts: Part[]): { instalments?: Part[] } {
  if (parts.length) return { instalments: parts };
  if (typeof instalments !== 'number' || instalments < 2) return {};
  return { instalments: equalParts(toFen(amount), instalments).map((fen) => ({ amount: toYuan(fen) })) };
}

/** A decision spreads an amount over the claims in order; any excess goes with the last one. */
function claimByClaim(given: Obligation, basis: Basis): Pick<Terms, 'obligations' | 'unanswered'> {
  const { applicant, each } = basis;
  if (
    given.amount === undefined ||
    given.claim !== undefined ||
    sideOf(given.obligor) === applicant ||
    !each.obligations.length ||
    given.instalments
  )
    return { obligations: [given], unanswered: [] };
  let left = toFen(given.amount);
  const money = ownClaims(basis).filter(({ amount }) => toFen(amount ?? 0) > 0);
  const obligations = money.flatMap(({ value, amount }, index) => {
    const fen = index === money.length - 1 ? left : Math.min(left, toFen(amount!));
    left -= fen;
    return fen > 0 ? [{ ...given, amount: toYuan(fen), claim: value }] : [];
  });
  return { obligations, unanswered: each.unanswered };
}

/** The claims that are not answered yet. */
function open(
  { obligations, unanswered }: Pick<Terms, 'obligations' | 'unanswered'>,
  { applicant, claims }: Basis,
  decided: boolean,
): Terms['unanswered'] {
  const said = new Set(unanswered.map(({ claim }) => claim));
  const isOwed = ({ value, by }: Basis['claims'][number]) =>
    obligations.some(
      ({ obligor, claim }) =>
        sideOf(obligor) === otherSide(by ?? applicant) && (claim === undefined || claim === value),
    );
  return claims
    .filter((each) => !said.has(each.value) && !isOwed(each))
    .map(({ value }) => ({
      claim: value,
      result: decided ? ('rejected' as const) : ('given-up' as const),
      reason: decided ? '证据不足' : '双方协商一致',
    }));
}

/** An amount above what was claimed gets a reason, even if the story gives none. */
function reasoned(each: Obligation, { applicant, claims }: Basis): Obligation {
  const asked = claims.filter(({ value, by }) =>
    each.claim === undefined ? (by ?? applicant) === sideOf(each.obligee) : value === each.claim,
  );
  const claimed = sumFen(asked.map(({ amount }) => toFen(amount ?? 0)));
  return each.reason === undefined && each.amount !== undefined && claimed > 0 && toFen(each.amount) > claimed
    ? { ...each, reason: '双方协商一致，包含请求以外的款项' }
    : each;
}

const who = (told: unknown): string | undefined =>
  typeof told === 'string' && /^(employer|worker(:\d+)?)$/.test(told) ? told : undefined;
