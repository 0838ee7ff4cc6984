import { settledShare } from '../../../domain/figures';
import type { Figures } from '../../api/oversight';

/** The figures that officials look at, from the counters. */
export interface Seen {
  filed: number;
  workers: number;
  settled: number;
  settledShare: number | undefined;
  arbitrated: number;
  sued: number;
  breached: number;
  closed: number;
  withdrawn: number;
  claimed: number;
  agreed: number;
}

export function seen(n: Figures): Seen {
  const settled = (n.negotiationSettled ?? 0) + (n.mediationSettled ?? 0);
  return {
    filed: n.filed ?? 0,
    workers: n.workers ?? 0,
    settled,
    closed: n.closed ?? 0,
    withdrawn: n.withdrawn ?? 0,
    settledShare: settledShare(n),
    arbitrated: n.arbitrationEntered ?? 0,
    sued: n.litigationEntered ?? 0,
    breached: n.breached ?? 0,
    claimed: n.amountClaimed ?? 0,
    agreed: n.amountAgreed ?? 0,
  };
}

/** The period of equal length before `from`; months or days, both inclusive. */
export function periodBefore(from: string, to: string): { from: string; to: string } {
  if (from.length === 7) {
    const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
    const text = (n: number) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    const length = months(to) - months(from) + 1;
    return { from: text(months(from) - length), to: text(months(from) - 1) };
  }
  const day = 86_400_000;
  const at = (text: string) => Date.parse(`${text}T00:00:00Z`);
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const length = (at(to) - at(from)) / day + 1;
  return { from: text(at(from) - length * day), to: text(at(from) - day) };
}
