import { Cases, type Case } from '../Case';
import { Counters } from '../Counter';
import { Notices } from '../Notice';

const DONE = { _id: 'migrated/placeOfNotices' };

/**
 * Notices of cases that were transferred stayed in the old area, whose mediators could read those of sealed talks. Does
 * nothing where it has been done.
 */
export async function placeOfNotices(): Promise<void> {
  if (await Counters.exists(DONE)) return;
  const moved = await Cases.find({ 'facts.seat.region': { $exists: true } }, { region: 1, city: 1 }).lean<Case[]>();
  for (const { _id, region, city } of moved) await Notices.updateMany({ case: _id }, { $set: { region, city } });
  await Counters.updateOne(DONE, { $set: { value: 1 } }, { upsert: true });
}
