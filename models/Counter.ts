import { model } from './schema';

/** Sequences, such as case numbers by region and year. */
export interface Counter {
  _id: string;
  value: number;
}
export const Counters = model<Counter>('Counter', 'counters', { value: Number });

/**
 * The next number of the series; never the same twice. The collection is small, so the single atomic find-and-update is
 * cheap here.
 */
export async function nextNumber(series: string): Promise<number> {
  const counted = await Counters.collection.findOneAndUpdate(
    { _id: series } as never,
    { $inc: { value: 1 } },
    { upsert: true, returnDocument: 'after' },
  );
  return (counted as unknown as Counter).value;
}

/** The number that `owner` draws from the series: the same one however often it asks. */
export async function numberFor(series: string, owner: string): Promise<number> {
  const drawn = { _id: `${series}/${owner}` } as never;
  const before = (await Counters.collection.findOne(drawn)) as unknown as Counter | null;
  if (before) return before.value;
  const value = await nextNumber(series);
  await Counters.collection.updateOne(drawn, { $setOnInsert: { value } }, { upsert: true });
  return ((await Counters.collection.findOne(drawn)) as unknown as Counter).value;
}
