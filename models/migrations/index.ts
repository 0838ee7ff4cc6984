import { BulkWorks } from '../BulkWork';
import { assigneesByUser } from './assigneesByUser';
import { countWithOrganisations } from './countWithOrganisations';
import { endOldCodes } from './endOldCodes';
import { exclusiveRoles } from './exclusiveRoles';
import { internalPapers } from './internalPapers';
import { likenesses } from './likenesses';
import { placeOfNotices } from './placeOfNotices';
import { splitFacts } from './splitFacts';
import { assignCompartments } from './assignCompartments';

/**
 * Migrates stored data to the format of this version, in order. Each migration does nothing if already done: an
 * interrupted start continues where it was.
 */
export async function migrateStored(at: Date): Promise<void> {
  await assigneesByUser();
  await exclusiveRoles(at);
  await likenesses();
  // Such work reached the whole province, whoever started it.
  await BulkWorks.updateMany({ region: { $exists: false } }, { $set: { region: '340000' } });
  await endOldCodes(at);
  await assignCompartments();
  await splitFacts();
  await countWithOrganisations();
  await internalPapers();
  await placeOfNotices();
}
