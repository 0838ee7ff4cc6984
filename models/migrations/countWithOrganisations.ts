import { toDay } from '../../domain/limits/dates';
import { Cases, type Case } from '../Case';
import { Counters } from '../Counter';
import { FigureEntries, type FigureEntry } from '../Figure';

const MANY = 500;
const DONE = { _id: 'migrated/countWithOrganisations' };
type Old = Pick<Case, '_id' | 'region' | 'city' | 'filedAt' | 'organisation' | 'workers' | 'amount'>;

/**
 * Counts the cases of before as filed with the organisation that has them: by organisation nothing was counted as filed, since
 * none has a case yet when it is filed. Does nothing where it has been done.
 */
export async function countWithOrganisations(): Promise<void> {
  if (await Counters.exists(DONE)) return;
  for (let after = ''; ;) {
    const found = await Cases.find(
      { _id: { $gt: after }, organisation: { $type: 'string' } },
      { region: 1, city: 1, filedAt: 1, organisation: 1, workers: 1, amount: 1 },
    )
      .sort({ _id: 1 })
      .limit(MANY)
      .lean<Old[]>();
    if (!found.length) break;
    after = found.at(-1)!._id;
    const counted = await FigureEntries.distinct('case', {
      case: { $in: found.map(({ _id }) => _id) },
      'slices.0.slice': 'organisation',
    });
    const entries = found.filter(({ _id }) => !counted.includes(_id)).map(entryOf);
    if (entries.length) await FigureEntries.insertMany(entries);
  }
  await Counters.updateOne(DONE, { $set: { value: 1 } }, { upsert: true });
}

const entryOf = ({ _id, region, city, filedAt, organisation, workers, amount }: Old): FigureEntry => ({
  _id: `${_id}/organisation`,
  case: _id,
  area: { region, city },
  day: toDay(filedAt.toISOString()),
  slices: [{ slice: 'organisation', value: organisation! }],
  n: { filed: 1, workers, amountClaimed: amount },
  batch: 0,
});
