import { Cases, type Case } from './Case';
import { Counters } from './Counter';
import { terms } from './terms';

/** How `terms` reads texts now: 2 treats all middle dots as one. */
const VERSION = 2;
const MARK = 'terms-version';
const AT_ONCE = 500;

/** The parts by which a case is found. */
export const termsOf = (number: string, worker: string, employer: string, creditCode: string | undefined): string[] =>
  terms(number, worker, employer, creditCode);

/**
 * Rebuilds the search terms of cases if they have the old format: names with a dot. Done once per store; if
 * interrupted, it starts again and leaves correct terms unchanged.
 */
export async function rebuildTerms(): Promise<number> {
  const mark = await Counters.findById(MARK).lean<{ value: number }>();
  if ((mark?.value ?? 1) >= VERSION) return 0;
  const dotted = /[.\u00B7\u0387\u2022\u2024\u2027\u2219\u22C5\u30FB\uFF0E\uFF65]/;
  let renewed = 0;
  let writes: Promise<unknown>[] = [];
  const cases = Cases.find({ $or: [{ worker: dotted }, { employer: dotted }] }, { worker: 1, employer: 1, data: 1 })
    .lean<Pick<Case, '_id' | 'worker' | 'employer' | 'data'>[]>()
    .cursor({ batchSize: AT_ONCE });
  for await (const { _id, worker, employer, data } of cases) {
    const { creditCode } = (data as Partial<Record<'employer', { creditCode?: string }>> | undefined)?.employer ?? {};
    const current = termsOf(_id, worker, employer, creditCode);
    writes.push(Cases.updateOne({ _id, worker, employer }, { $set: { terms: current } }).exec());
    renewed += 1;
    if (writes.length >= AT_ONCE) writes = (await Promise.all(writes), []);
  }
  await Promise.all(writes);
  await Counters.updateOne({ _id: MARK }, { $max: { value: VERSION } }, { upsert: true });
  return renewed;
}
