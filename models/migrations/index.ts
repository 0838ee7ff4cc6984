import { BulkWorks } from '../BulkWork';
import { assigneesByUser } from './assigneesByUser';
import { endOldCodes } from './endOldCodes';
import { exclusiveRoles } from './exclusiveRoles';
import { partFacts } from './partFacts';
import { placeStored } from './placeStored';

/**
 * Brings what is stored to how this version keeps it, in order. Each does nothing where it has been done: a start that
 * was interrupted goes on where it was.
 */
export async function migrateStored(at: Date): Promise<void> {
  await assigneesByUser();
  await exclusiveRoles(at);
  // It went as far as the province, whoever began it.
  await BulkWorks.updateMany({ region: { $exists: false } }, { $set: { region: '340000' } });
  await endOldCodes(at);
  await placeStored();
  await partFacts();
}
