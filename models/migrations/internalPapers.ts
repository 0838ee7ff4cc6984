import { documents, isInternal } from '../../domain/documents';
import { Counters } from '../Counter';
import { StoredDocuments } from '../StoredDocument';

const DONE = { _id: 'migrated/internalPapers' };

/**
 * Approvals were open to the parties; they belong to the internal part of the file (Rules33 art. 22(3)). Does nothing
 * where it has been done.
 */
export async function internalPapers(): Promise<void> {
  if (await Counters.exists(DONE)) return;
  const codes = documents.codes.filter(isInternal);
  await StoredDocuments.collection.updateMany(
    { code: { $in: codes }, compartment: { $ne: 'internal' } },
    { $set: { compartment: 'internal' }, $unset: { side: '' } },
  );
  await Counters.updateOne(DONE, { $set: { value: 1 } }, { upsert: true });
}
