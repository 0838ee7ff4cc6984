import { awardOutcome } from '../awards/outcome';
import { sumFen, toYuan } from '../money';
import { totalOf, termsIn, workerCode } from '../terms/terms';

/** What has ended for some of the workers while the case goes on: `worker:2`, how (an outcome), when, by which terms. */
interface End {
  workers?: string[] | null;
  /** Unknown while an agreement is performed. */
  how?: string | null;
  on?: string;
  terms?: unknown;
}
/** What became of an award, or of a part of one that is about some of the workers. */
interface Effect {
  workers?: string[] | null;
  outcome?: string;
  effectiveOn?: string;
  terms?: unknown;
}

/** What is known of a case of several workers. */
export interface Course {
  ends?: unknown;
  effects?: unknown;
  /** The terms of the agreement by which the case was settled, if it was. */
  agreed?: unknown;
  outcome?: string;
  closedOn?: string;
}

/** What came of the case for one worker: how, since when, and how much he is owed by it, if that is said of him alone. */
export interface WorkerOutcome {
  outcome?: string;
  on?: string;
  amount?: number;
}

const listOf = <T>(given: unknown): T[] => (Array.isArray(given) ? (given as T[]).filter((each) => each) : []);
const isFor = ({ workers }: { workers?: string[] | null }, who: string): boolean =>
  !workers?.length || workers.includes(who);

/**
 * The outcome of a case for each of its listed workers: some may settle, withdraw or sue while others go on (Rules33 art.
 * 35; Law art. 41; 解释(一) art. 17). Each is counted once. Without an outcome it goes
 * on; with a day, under an agreement of his own.
 */
export function workerOutcome(index: number, { ends, effects, agreed, outcome, closedOn }: Course): WorkerOutcome {
  const who = workerCode(index);
  const end = listOf<End>(ends).find((each) => each.workers?.includes(who));
  if (end) return { ...(end.how && { outcome: end.how }), on: end.on, ...amountOf([end.terms], who) };
  const theirs = listOf<Effect>(effects).filter((each) => isFor(each, who));
  const decided = awardOutcome(theirs);
  if (decided) {
    const { effectiveOn } = theirs.find((each) => each.outcome === decided)!;
    return {
      outcome: decided,
      on: effectiveOn ?? closedOn,
      ...amountOf(
        theirs.map(({ terms }) => terms),
        who,
      ),
    };
  }
  return outcome ? { outcome, on: closedOn, ...amountOf([agreed], who) } : {};
}

/** What the worker alone is owed. */
function amountOf(given: unknown[], who: string): { amount?: number } {
  const own = given.flatMap((each) => {
    const terms = termsIn(each);
    const obligations = terms?.obligations.filter(({ obligee }) => obligee === who) ?? [];
    return obligations.length ? [totalOf({ ...terms!, obligations })] : [];
  });
  return own.length ? { amount: toYuan(sumFen(own)) } : {};
}
