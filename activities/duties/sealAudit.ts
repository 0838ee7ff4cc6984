import type { Logger } from 'pino';
import {
  appendSeal,
  AuditEntries,
  AuditSeals,
  dropRunning,
  soundRunning,
  type AuditEntry,
  type AuditSeal,
} from '../../models';
import type { Deps } from '../deps';
import { dayOf } from '../records/figures';

const DAY = 86_400_000;
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
/** From an instant on, as an open bound, because the embedded database loses the row at a closed bound. */
const since = (from: Date) => ({ $gt: new Date(from.getTime() - 1) });

/** Seals the days that are over: the heads of all chains that grew, in a chain of seals. Returns when to run again. */
export async function sealAudit({ clock, log }: Pick<Deps, 'clock' | 'log'>): Promise<number> {
  for (let day = await nextDay(); day && day < dayOf(clock()); day = await nextDay(day)) await seal(day, clock(), log);
  return 60_000;
}

/** The first day after the last seal (or `after`) that has audit entries. */
async function nextDay(after?: string): Promise<string | undefined> {
  const last = after ?? (await lastSeal())?.day;
  const from = last ? new Date(startOf(last).getTime() + DAY) : new Date(0);
  const first = await AuditEntries.find({ at: since(from) }, { at: 1 })
    .sort({ at: 1 })
    .limit(1)
    .lean<AuditEntry[]>();
  return first[0] && dayOf(first[0].at);
}

const lastSeal = async (): Promise<AuditSeal | undefined> =>
  (await AuditSeals.find({}).sort({ n: -1 }).limit(1).lean<AuditSeal[]>())[0];

/**
 * The seal is logged too: if logs are kept elsewhere, nobody can rewrite what came before it, even with control of the
 * whole database.
 */
async function seal(day: string, at: Date, log: Logger): Promise<void> {
  const running = await soundRunning(new Date(startOf(day).getTime() + DAY));
  const sealed = await appendSeal(day, await headsOf(day), at, running);
  if (sealed && running) await dropRunning(running.n);
  if (sealed) log.info({ day, seal: `${sealed.n}:${sealed.hash}` }, 'the audit log of a day was sealed');
}

async function headsOf(day: string): Promise<AuditSeal['heads']> {
  const heads = new Map<string, AuditSeal['heads'][number]>();
  const entries = AuditEntries.find(
    { at: { ...since(startOf(day)), $lt: new Date(startOf(day).getTime() + DAY) } },
    { chain: 1, n: 1, hash: 1 },
  )
    .lean<AuditEntry[]>()
    .cursor();
  for await (const { chain, n, hash } of entries)
    if (n > (heads.get(chain)?.n ?? 0)) heads.set(chain, { chain, n, hash });
  return [...heads.values()].sort((a, b) => (a.chain < b.chain ? -1 : 1));
}
