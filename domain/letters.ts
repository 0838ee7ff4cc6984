import type { Case as Filed } from './case';
import { codeList } from './codeList';
import { keysOfSide, partyKeys } from './partyKeys';
import type { Side } from './reach';

/** What became of a letter: printed, posted with a number, delivered or returned. `dropped`: its step was over before. */
export const letterStates = codeList({
  waiting: { zh: '待打印', en: 'To be printed' },
  printed: { zh: '已打印，待寄出', en: 'Printed, to be posted' },
  posted: { zh: '已寄出', en: 'Posted' },
  delivered: { zh: '已妥投', en: 'Delivered' },
  returned: { zh: '退回', en: 'Returned' },
  dropped: { zh: '不再需要', en: 'No longer needed' },
});
export type LetterState = (typeof letterStates.codes)[number];

/** Somebody who can be written to: a side, or one of several employers. */
export interface Addressee {
  /** `worker`, `employer`, `employer-2`. */
  id: string;
  side: Side;
  name: string;
  /** The address for service in the case. */
  address?: string;
  /** Their party key, where it can be told apart from that of others on the side. */
  key?: string;
}

/** Who can be written to in a dispute, with the addresses for service that it has now. */
export function addresseesOf(data: Partial<Filed>, parties: readonly string[]): Addressee[] {
  const { workers, employer, furtherEmployers = [] } = data;
  const employers = employer ? [employer, ...furtherEmployers] : [];
  // The keys are in the order of the employers, but one whose code is unknown has none.
  const keys = keysOfSide(partyKeys(parties), 'employer');
  return [
    ...(workers ? [{ id: 'worker', side: 'worker' as const, name: workers.label, address: workers.address }] : []),
    ...employers.map(({ name, address }, index) => ({
      id: index ? `employer-${index + 1}` : 'employer',
      side: 'employer' as const,
      name,
      address,
      ...(keys.length === employers.length && { key: keys[index]! }),
    })),
  ];
}
