import { Mediators, Users } from '../people';
import { Tasks } from '../Task';

/**
 * Tasks used to be assigned to whatever name a model gave, and went to whoever had that name. Now only a user's id
 * counts: accounts and mediators become the user's id, and unknown names are removed. Does nothing if already done.
 * Returns how many names it changed.
 */
export async function assigneesByUser(): Promise<number> {
  const [assigned, offered] = await Promise.all([
    Tasks.distinct('assignee', { status: 'open' }),
    Tasks.distinct('users', { status: 'open' }),
  ]);
  const names = [...new Set([...assigned, ...offered])].filter(
    (name): name is string => typeof name === 'string' && !/^(worker|employer)@/.test(name),
  );
  const ids = new Set((await Users.distinct('_id', { _id: { $in: names } })) as string[]);
  const others = names.filter((name) => !ids.has(name));
  for (const name of others) {
    const mediator = await Mediators.findById(name, { user: 1 }).lean<{ user?: string }>();
    const user = mediator
      ? mediator.user
      : (await Users.findOne({ account: name }, { _id: 1 }).lean<{ _id: string }>())?._id;
    const open = { status: 'open' } as const;
    await Tasks.updateMany(
      { ...open, assignee: name },
      user
        ? { $set: { assignee: user }, $inc: { version: 1 } }
        : {
            $unset: { assignee: '', claimedAt: '' },
            $set: { notGiven: [{ name, why: 'unknown' }] },
            $inc: { version: 1 },
          },
    );
    if (user) await Tasks.updateMany({ ...open, users: name }, { $addToSet: { users: user } });
    await Tasks.updateMany({ ...open, users: name }, { $pull: { users: name } });
  }
  return others.length;
}
