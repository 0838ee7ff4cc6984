import { appendAudit } from '../Audit';
import { Users, type User } from '../people';

/**
 * An account that was both administrator and auditor keeps only the first role: the auditor has to be another person.
 * Does nothing if already done. Returns how many accounts it changed.
 */
export async function exclusiveRoles(at: Date): Promise<number> {
  const both = await Users.find({ roles: { $all: ['administrator', 'auditor'] } }, { _id: 1 }).lean<User[]>();
  for (const { _id } of both) {
    await Users.updateOne({ _id }, { $pull: { roles: 'auditor' } });
    await appendAudit([
      { chain: 'system', at, by: 'system', action: 'user.change', subject: _id, detail: { removed: ['auditor'] } },
    ]);
  }
  return both.length;
}
