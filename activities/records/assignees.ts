import { partyKeys } from '../../domain/partyKeys';
import { worksOn, type Belonging } from '../../domain/reach';
import { exclusionOf, keptRole, type Role } from '../../domain/roles';
import {
  partsIn,
  Mediators,
  Users,
  type ClientSession,
  type Handlers,
  type Mediator,
  type Task,
  type User,
} from '../../models';
import type { Batch } from '../../workflows/hostContract';

type Found = { user: string } | Omit<NonNullable<Task['notGiven']>[number], 'name'>;

/**
 * The users named by the models of some batches, read before they are projected. A user is named by id, by the mediator
 * the user is, or, as models used to, by account. An id is never taken for an account of the same name.
 */
export class Assignees {
  readonly #byName = new Map<string, User>();
  /** `<user>@<case>`: the parts that somebody already has there. */
  readonly #parts = new Map<string, Awaited<ReturnType<typeof partsIn>>>();

  /** `handlers`: who has the cases, who keep the tasks that open. */
  static async of(
    batches: readonly Batch[],
    handlers: (number: string) => Handlers | undefined,
    session?: ClientSession,
  ): Promise<Assignees> {
    const found = new Assignees();
    const named = batches
      .map((batch) => [batch.case, namesIn(batch, handlers(batch.case))] as const)
      .filter(([, names]) => names.length);
    if (!named.length) return found;
    await found.#read([...new Set(named.flatMap(([, names]) => names))], session);
    for (const [number, names] of named)
      for (const user of names.flatMap((name) => found.#byName.get(name) ?? []))
        found.#parts.set(`${user._id}@${number}`, await partsIn(number, user, session));
    return found;
  }

  async #read(names: string[], session?: ClientSession): Promise<void> {
    const mediators = await Mediators.find({ _id: { $in: names } }, { user: 1 }, { session }).lean<Mediator[]>();
    const ids = [...names, ...mediators.flatMap(({ user }) => user ?? [])];
    const users = await Users.find({ $or: [{ _id: { $in: ids } }, { account: { $in: names } }] }, {}, { session }).lean<
      User[]
    >();
    const byId = new Map(users.map((user) => [user._id, user]));
    for (const user of users) this.#byName.set(user.account, user);
    for (const { _id, user } of mediators) if (byId.has(user ?? '')) this.#byName.set(_id, byId.get(user!)!);
    for (const user of users) this.#byName.set(user._id, user);
  }

  /** The user of that name, if that person can work on the case; otherwise the reason why the task is not assigned. */
  resolve(name: string, thing: Belonging, groups: readonly string[]): Found {
    if (/^(worker|employer)@/.test(name) && name.endsWith(`@${thing.case}`)) return { user: name };
    const user = this.#byName.get(name);
    if (!user?.active) return { why: 'unknown' };
    const roles = user.roles as Role[];
    if (!worksOn({ ...user, id: user._id, roles, parties: user.identity ? partyKeys(user.parties) : [] }, thing))
      return { why: 'outside' };
    const standing = this.#parts.get(`${user._id}@${thing.case}`) ?? { parts: [], appointed: [] };
    const asked = roles.filter((role) => groups.includes(role));
    if (asked.length && asked.every((role) => exclusionOf(role, standing))) return { why: 'excluded' };
    return { user: user._id };
  }
}

const namesIn = ({ commands }: Batch, handlers: Handlers = {}): string[] =>
  commands.flatMap((command) => {
    if (command.type !== 'openTask') return [];
    const role = keptRole(command.candidateGroups);
    const handler = role && handlers[role]?.user;
    return [
      ...(command.assignee ? [command.assignee] : []),
      ...command.candidateUsers,
      ...(handler ? [handler] : []),
    ].filter((name) => name.length <= 200);
  });
