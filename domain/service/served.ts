import type { Source } from '../limits/citation';
import { nextDay, type Day } from '../limits/dates';
import type { Derivation } from '../limits/derive';
import type { Text } from '../text';
import type { Entry } from './entry';
import { methodTraits, type Server, type ServiceMethod } from './methods';

/** Derives the due date of a row of the limits from a day. */
export type Deadline = (limit: string, from: Day) => Derivation;

/** Why a day is the day of service: the rule in words with its articles, and the derivation if days had to pass. */
export interface Basis extends Text {
  source: readonly Source[];
  derivation?: Derivation;
}

/** The derivation of the day on which an attempt counts as service; none if it counts immediately. */
export function deemed(method: ServiceMethod, on: Day, by: Server, deadline: Deadline): Derivation | undefined {
  const limit = methodTraits(method).deems?.[by];
  return limit === undefined ? undefined : deadline(limit, on);
}

/** The day on which an act counts as service. */
export const dayOfService = (method: ServiceMethod, on: Day, by: Server, deadline: Deadline): Day =>
  deemed(method, on, by, deadline)?.dueDate ?? on;

/** The entry with the day determined by its last attempt, and the rule that determines it. */
export function served(entry: Entry, deadline: Deadline): Entry & { servedOn: Day; basis: Basis } {
  const { method, on } = entry.attempts.at(-1)!;
  const derivation = deemed(method, on, entry.by, deadline);
  return {
    ...entry,
    servedOn: derivation?.dueDate ?? on,
    basis: { ...basisOf(method, entry.by), ...(derivation && { derivation }) },
  };
}

const basisOf = (method: ServiceMethod, by: Server): Basis => {
  const { rule, source } = methodTraits(method);
  return { ...rule[by], source: source[by] };
};

/**
 * The days of a public notice, which do not count towards the time limit of arbitration (Rules33 art. 46(6)): until the
 * day after it has expired, or the day on which the recipient was served in another way.
 */
export const noticesOf = (entries: readonly Entry[]): { from: Day; to: Day; reason: 'public-notice' }[] =>
  entries.flatMap(({ attempts, servedOn }) =>
    attempts.flatMap(({ method, on, result }, index) => {
      if (method !== 'public-notice' || result === 'returned' || !servedOn) return [];
      const to = index === attempts.length - 1 ? nextDay(servedOn) : servedOn;
      return to > on ? [{ from: on, to, reason: 'public-notice' as const }] : [];
    }),
  );
