import { isDay, toDay, type Day } from '../limits/dates';
import type { Yuan } from '../money';
import { awardEffect, endedSuits } from './effect';
import { awardOutcome } from './outcome';
import { answeredClaims, awardFaults, awardParts, type Decided } from './parts';

/** The functions of awards for FEEL. */
export const awardFunctions = () => ({
  'award parts': (
    terms: unknown,
    decided: Decided | null,
    claims: Parameters<typeof awardParts>[2] | null,
    perItem: Yuan | null,
  ) => awardParts(terms, decided ?? {}, claims ?? [], perItem ?? null),
  'award faults': (
    terms: unknown,
    decided: Decided | null,
    claims: Parameters<typeof awardParts>[2] | null,
    perItem: Yuan | null,
  ) => awardFaults(terms, decided ?? {}, claims ?? [], perItem ?? null),
  'award effect': (
    award: { final?: boolean; madeOn: unknown } | null,
    suits: unknown,
    lastDays: Record<string, unknown> | null,
  ) =>
    award &&
    awardEffect({ final: award.final === true, madeOn: toDay(award.madeOn) }, endedSuits(suits), {
      ...dayOf('worker', lastDays),
      ...dayOf('employer', lastDays),
    }),
  'answered claims': (awards: unknown) => answeredClaims(awards),
  'award outcome': (effects: unknown) => awardOutcome(effects) ?? null,
});

const dayOf = (side: 'worker' | 'employer', days: Record<string, unknown> | null): { [side: string]: Day } => {
  const day = days?.[side];
  return isDay(day) ? { [side]: day } : {};
};
