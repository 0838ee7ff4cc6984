import { model } from './schema';

/** The id of a key with which this system has encrypted payloads, so that a payload under any other key is foreign. */
interface KeyId {
  _id: string;
}
const KeyIds = model<KeyId>('KeyId', 'keyIds', {});

/** Called before a key is used. Safe to repeat, and for several processes at once: whoever comes second finds it there. */
export async function keepKeyIds(ids: string[]): Promise<void> {
  for (const _id of ids) {
    if (await knowsKeyId(_id)) continue;
    await KeyIds.collection.insertOne({ _id } as never).catch((error: { code?: number }) => {
      if (error.code !== 11000) throw error;
    });
  }
}

export const knowsKeyId = async (id: string): Promise<boolean> => (await KeyIds.exists({ _id: id })) !== null;
