import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { likenessOf } from '../domain/accountNames';
import { roles, staffRoles, type Role } from '../domain/roles';
import { Users, type User } from '../models';

const province = '340000';
/** A first password is handed over in person. */
const DAYS_VALID = 30;

interface First {
  /** Of `admin`, the first administrator. */
  password: string;
  /** Of `admin2`, the second: another person, who approves what the first proposes. */
  second?: string;
  /** For a first look: all staff roles, each with `password`, usable at once. */
  everyRole: boolean;
  at: Date;
}

/**
 * Creates the first accounts, all for the whole province: `admin` if there is no user yet, and with `everyRole` also
 * `admin2` and one for each other staff role, named like the role. `admin2` is created whenever its password is given
 * and there is none. Nobody made these two accounts, so they are independent of each other; their passwords have to be
 * replaced at the first sign-in, and are good again for as long if that was not done in time. Returns the accounts created.
 */
export async function makeFirstUsers({ password, second, everyRole, at }: First): Promise<string[]> {
  const none = !(await Users.exists({}));
  const secondMissing = second !== undefined && !(await Users.exists({ account: 'admin2' }));
  const wanted: { account: string; role: Role; given: string }[] = [
    ...(none ? [{ account: 'admin', role: 'administrator' as const, given: password }] : []),
    ...(secondMissing || (none && everyRole)
      ? [{ account: 'admin2', role: 'administrator' as const, given: second ?? password }]
      : []),
    ...(none && everyRole ? staffRoles : [])
      .filter((role) => role !== 'administrator')
      .map((role) => ({ account: role, role, given: password })),
  ];
  const hashes = new Map<string, string>();
  for (const { given } of wanted) if (!hashes.has(given)) hashes.set(given, await hash(given));
  const temporary = { by: 'system', at, expiresAt: new Date(at.getTime() + DAYS_VALID * 86_400_000) };
  const users = wanted.map(({ account, role, given }): User => ({
    _id: randomUUID(),
    account,
    likeness: likenessOf(account),
    passwordHash: hashes.get(given)!,
    name: `${roles.name(role, 'zh')}${account === 'admin2' ? '二' : ''}`,
    roles: [role],
    region: province,
    parties: [],
    language: 'zh',
    active: true,
    createdAt: at,
    ...(!everyRole && { temporary, issued: [{ by: 'system', at }] }),
  }));
  await Users.insertMany(users);
  // Nobody else could renew the password of the only administrator.
  for (const [account, given] of [
    ['admin', password],
    ['admin2', second],
  ] as const)
    if (given)
      await Users.updateOne(
        { account, 'temporary.by': 'system', 'temporary.expiresAt': { $lte: at } },
        { $set: { passwordHash: hashes.get(given) ?? (await hash(given)), temporary } },
      );
  return users.map(({ account }) => account);
}
