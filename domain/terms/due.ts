import { addTo, type Day } from '../limits/dates';
import type { Yuan } from '../money';
import type { Side } from '../reach';
import { sideOf, type Terms } from './terms';

/** One thing to be done by one day: an obligation, or one of its instalments. */
export interface Due {
  /** The number of the obligation, from 1. */
  number: number;
  part: number;
  of: number;
  obligor: string;
  obligee: string;
  obligorSide: Side;
  obligeeSide: Side;
  amount?: Yuan;
  act?: string;
  due?: Day;
  /** Set if days from effect were agreed instead of a day: the legal rules of counting may move their end. */
  within?: number;
}

/** Everything that is to be done, ordered by day; what has no day comes last. */
export function obligationsDue({ obligations }: Terms, effectiveOn: Day): Due[] {
  const dues = obligations.flatMap((obligation, index): Due[] => {
    const { obligor, obligee, act, within } = obligation;
    const agreed = obligation.due ?? (within === undefined ? undefined : addTo(effectiveOn, within, 'day'));
    const parts = obligation.instalments?.length
      ? obligation.instalments
      : [{ amount: obligation.amount, due: agreed }];
    return parts.map(({ amount, due = agreed }, part) => ({
      number: index + 1,
      part: part + 1,
      of: parts.length,
      obligor,
      obligee,
      obligorSide: sideOf(obligor),
      obligeeSide: sideOf(obligee),
      ...(amount !== undefined && { amount }),
      ...(act !== undefined && { act }),
      ...(due !== undefined && { due }),
      ...(within !== undefined && due === agreed && { within }),
    }));
  });
  return dues.sort((a, b) =>
    a.due === b.due ? 0 : a.due === undefined ? 1 : b.due === undefined ? -1 : a.due < b.due ? -1 : 1,
  );
}

/**
 * The last day by which something is to be done: the time limit for applying for enforcement runs from it (CPL 250(2)).
 */
export const lastDue = (terms: Terms, effectiveOn: Day): Day | undefined =>
  obligationsDue(terms, effectiveOn)
    .map(({ due }) => due)
    .findLast((due) => due !== undefined);
