import { model } from './schema';

/** The id of a key with which this system has encrypted payloads, so that a payload under any other key is foreign. */
interface KeyId {
  _id: string;
}
const KeyIds = model<KeyId>('KeyId', 'keyIds', {});

/** Called before a key is used. Safe to repeat. */
export async function keepKeyIds(ids: string[]): Promise<void> {
  for (const _id of ids) await KeyIds.collection.updateOne({ _id } as never, { $set: { _id } }, { upsert: true });
}

export const knowsKeyId = async (id: string): Promise<boolean> => (await KeyIds.exists({ _id: id })) !== null;
