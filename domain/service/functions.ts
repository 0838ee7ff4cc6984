import { toDay, type Day } from '../limits/dates';
import type { Derivation } from '../limits/derive';
import { correct, correctionFaults } from './correct';
import { readEntry, readLedger, servedEntry } from './entry';
import { faultsOf } from './faults';
import { serviceMethods } from './methods';
import { paperName } from '../documents';
import { deemed, noticesOf, served, type Deadline } from './served';

const dayOr = (value: unknown): Day | undefined => {
  try {
    return toDay(value);
  } catch {
    return undefined;
  }
};
const textOr = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * The rules of service for FEEL. A ledger is the list of entries that a process keeps; what runs from a service reads
 * `service day(ledger, paper, recipient)`, so that it is derived again when an entry is corrected.
 */
export function serviceFunctions(deadline: Deadline): Record<string, (...args: never[]) => unknown> {
  return {
    'service day': (ledger: unknown, paper: string, recipient: string): Day | null =>
      servedEntry(readLedger(ledger), paper, recipient)?.servedOn ?? null,
    /** Earlier attempts, with the names of the methods. */
    'service attempts': (entry: unknown) =>
      readEntry(entry).attempts.map((each) => ({ ...each, name: serviceMethods.rows[each.method] })),
    'document name': paperName,
    'service served': (entry: unknown) => served(readEntry(entry), deadline),
    /**
     * The derivation for a timer: when the last attempt of an entry counts as service; null if it counts immediately.
     */
    'service deemed': (entry: unknown): Derivation | null => {
      const { attempts, by } = readEntry(entry);
      const last = attempts.at(-1);
      return (last && last.result !== 'returned' && deemed(last.method, last.on, by, deadline)) || null;
    },
    'service notices': (entries: unknown) => noticesOf(readLedger(entries)),
    'service faults': (entered: unknown, about: unknown, today: unknown) =>
      faultsOf(entered, about, toDay(today), deadline),
    'service entries': (ledger: unknown) =>
      readLedger(ledger)
        .filter(({ servedOn }) => servedOn !== undefined)
        .map(({ paper, recipient, servedOn }) => ({ paper, recipient, servedOn, name: paperName(paper) })),
    'service correction': (
      ledger: unknown,
      wanted: { paper: string; recipient: string; day: unknown; why: string; on: unknown },
    ) => correct(readLedger(ledger), { ...wanted, day: toDay(wanted.day), on: toDay(wanted.on) }, deadline) ?? null,
    'service correction faults': (
      ledger: unknown,
      given: { paper?: unknown; recipient?: unknown; day?: unknown } | null,
      today: unknown,
    ) =>
      correctionFaults(
        readLedger(ledger),
        { paper: textOr(given?.paper), recipient: textOr(given?.recipient), day: dayOr(given?.day) },
        toDay(today),
      ),
  };
}
