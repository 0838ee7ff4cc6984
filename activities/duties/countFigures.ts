import {
  FigureBatches,
  FigureEntries,
  Figures,
  type FigureBatch,
  type FigureEntry,
  type FigureName,
} from '../../models';
import { province } from '../../domain/regions';

const ENTRIES = 500;

/**
 * Counts entries into the figures, each once despite any interruption: first a batch of entries is fixed, each figure
 * remembers the last batch it counted, and a batch is closed when all figures have it (docs/decisions/figures.md).
 * Returns when to run again.
 */
export async function countFigures(): Promise<number> {
  let counted = 0;
  for (let open = await nextBatch(); open; open = await nextBatch()) {
    await apply(open);
    counted += open.entries.length;
  }
  return counted ? 200 : 1000;
}

/** The batch left open, or a new one of the uncounted entries. */
export async function nextBatch(): Promise<FigureBatch | undefined> {
  const open = await FigureBatches.findOne({ done: false }).lean<FigureBatch>();
  if (open) return open;
  const entries = await FigureEntries.find({ batch: 0 }).limit(ENTRIES).lean<FigureEntry[]>();
  if (!entries.length) return undefined;
  const last = (await FigureBatches.find({}, { n: 1 }).sort({ n: -1 }).limit(1).lean<FigureBatch[]>())[0]?.n ?? 0;
  const batch: FigureBatch = {
    _id: String(last + 1),
    n: last + 1,
    deltas: deltasOf(entries),
    entries: entries.map(({ _id }) => _id),
    done: false,
  };
  try {
    await FigureBatches.collection.insertOne(batch as never);
  } catch (error) {
    if ((error as { code?: number }).code !== 11000) throw error;
    return nextBatch();
  }
  return batch;
}

/**
 * Every step can be repeated: a figure that has the batch is skipped, entries are marked, and the batch is closed last.
 */
async function apply({ _id, n, deltas, entries }: FigureBatch): Promise<void> {
  await FigureEntries.collection.updateMany({ _id: { $in: entries } } as never, { $set: { batch: n } });
  const known = new Set(
    (
      await Figures.find({ _id: { $in: deltas.map(({ figure }) => figure) } }, { _id: 1 }).lean<{ _id: string }[]>()
    ).map((figure) => figure._id),
  );
  const missing = deltas.filter(({ figure }) => !known.has(figure));
  if (missing.length)
    await Figures.collection.bulkWrite(
      missing.map(({ figure }) => ({
        updateOne: { filter: { _id: figure }, update: { $setOnInsert: blank(figure) }, upsert: true },
      })) as never[],
      { ordered: false },
    );
  await Figures.collection.bulkWrite(
    deltas.map(({ figure, n: by }) => ({
      updateOne: {
        filter: { _id: figure, applied: { $lt: n } },
        update: {
          $inc: Object.fromEntries(Object.entries(by).map(([name, count]) => [`n.${name}`, count])),
          $set: { applied: n },
        },
      },
    })) as never[],
    { ordered: false },
  );
  await FigureBatches.updateOne({ _id }, { $set: { done: true, deltas: [], entries: [] } });
}

const blank = (id: string) => {
  const [area, period, slice, value] = id.split('|');
  return { area, period, slice, value, applied: 0, n: {} };
};

/**
 * What a batch adds to each figure: county, city and province, by day and by month; slices other than `all` by month
 * only.
 */
export function deltasOf(entries: FigureEntry[]): FigureBatch['deltas'] {
  const sums = new Map<string, Partial<Record<FigureName, number>>>();
  for (const { area, day, slices, n } of entries) {
    for (const place of new Set([area.region, area.city, province])) {
      for (const { slice, value } of slices) {
        for (const period of slice === 'all' ? [day, day.slice(0, 7)] : [day.slice(0, 7)])
          addTo(sums, `${place}|${period}|${slice}|${value}`, n);
      }
    }
  }
  return [...sums].map(([figure, n]) => ({ figure, n }));
}

function addTo(sums: Map<string, Partial<Record<FigureName, number>>>, figure: string, n: FigureEntry['n']): void {
  const sum = sums.get(figure) ?? {};
  for (const [name, by] of Object.entries(n) as [FigureName, number][]) sum[name] = (sum[name] ?? 0) + by;
  sums.set(figure, sum);
}
