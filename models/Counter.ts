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
