import { likenessOf } from '../../domain/accountNames';
import { Users, type User } from '../people';

/** Enters what existing account names look like, so that no new one can be mistaken for them. */
export async function likenesses(): Promise<void> {
  const missing = await Users.find({ likeness: { $exists: false } }, { account: 1 }).lean<User[]>();
  if (missing.length)
    await Users.collection.bulkWrite(
      missing.map(({ _id, account }) => ({
        updateOne: { filter: { _id: _id as never }, update: { $set: { likeness: likenessOf(account) } } },
      })),
      { ordered: false },
    );
}
