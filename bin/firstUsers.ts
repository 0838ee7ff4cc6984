import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { likenessOf } from '../domain/accountNames';
import { roles, staffRoles, type Role } from '../domain/roles';
import { Users } from '../models';

const province = '340000';

/**
 * Creates the first accounts if there is no user yet: `admin`, and with `everyRole` a second administrator `admin2`,
 * who approves what the first proposes, and one for each other staff role, named like the role, all for the whole
 * province and with the same password. Returns the accounts created; none if there are users already.
 */
export async function makeFirstUsers({
  password,
  everyRole,
  at,
}: {
  password: string;
  everyRole: boolean;
  at: Date;
}): Promise<string[]> {
  if (await Users.exists({})) return [];
  const passwordHash = await hash(password);
  const staff = staffRoles.filter((role) => role !== 'administrator');
  const user = (account: string, role: Role) => ({
    _id: randomUUID(),
    account,
    likeness: likenessOf(account),
    passwordHash,
    name: roles.name(role, 'zh'),
    roles: [role],
    region: province,
    parties: [],
    language: 'zh' as const,
    active: true,
    createdAt: at,
  });
  const users = [
    user('admin', 'administrator'),
    // What one of them proposes another approves.
    ...(everyRole ? [{ ...user('admin2', 'administrator'), name: `${roles.name('administrator', 'zh')}二` }] : []),
    ...(everyRole ? staff : []).map((role) => user(role, role)),
  ];
  await Users.insertMany(users);
  return users.map(({ account }) => account);
}
