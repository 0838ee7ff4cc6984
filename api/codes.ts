import { AccessCodes, Sessions, type AccessCode } from '../models';
import { personId } from './access/person';
import { codeHash } from './keys';
import { dropContact } from './texts/contacts';

type Given = Pick<AccessCode, 'case' | 'side'> & Partial<AccessCode> & { key: string; code: string; at: Date };

/** Puts a code in force; repeating it with the same key changes nothing. Returns its id. */
export async function putCode({ key, code, at, case: number, ...about }: Given): Promise<string> {
  const _id = key.slice(0, 24);
  const stored = { hash: codeHash(number, code), case: number, ...about, issuedAt: at };
  await AccessCodes.updateOne({ _id }, { $setOnInsert: stored }, { upsert: true });
  return _id;
}

/**
 * Ends a code, every session that began with it, its holder's contact, and the codes for other cases that were got with
 * it: whoever stole it keeps none of them.
 */
export async function endCode(id: string, by: string, at: Date, reason: string): Promise<void> {
  await end(id, by, at, reason);
  await endContinuations(id, by, at, reason);
}

async function end(id: string, by: string, at: Date, reason: string): Promise<void> {
  await AccessCodes.updateOne(
    { _id: id, revokedAt: { $exists: false } },
    { $set: { revokedAt: at, revokedBy: by, reason } },
  );
  await Sessions.deleteMany({ 'party.code': id });
  await dropContact(personId('code', id));
}

/** Ends the codes for other cases that were got with a code, and what replaced these; `except`: the one got now. */
export async function endContinuations(
  id: string,
  by: string,
  at: Date,
  reason: string,
  except?: string,
): Promise<void> {
  const code = await AccessCodes.findById(id, { case: 1 }).lean<AccessCode>();
  let found = await gotWith([id], { case: { $ne: code?.case ?? '' }, _id: { $ne: except ?? '' } });
  while (found.length) {
    for (const each of found) await end(each, by, at, reason);
    found = await gotWith(found);
  }
}

const gotWith = async (codes: string[], more: Record<string, unknown> = {}): Promise<string[]> =>
  (await AccessCodes.find({ renews: { $in: codes }, ...more }, { _id: 1 }).lean<AccessCode[]>()).map(({ _id }) => _id);
