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

/** Ends a code, every session that began with it, and its holder's contact. */
export async function endCode(id: string, by: string, at: Date, reason: string): Promise<void> {
  await AccessCodes.updateOne(
    { _id: id, revokedAt: { $exists: false } },
    { $set: { revokedAt: at, revokedBy: by, reason } },
  );
  await Sessions.deleteMany({ 'party.code': id });
  await dropContact(personId('code', id));
}
