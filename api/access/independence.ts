import { exclusions, partyRoles, type Role } from '../../domain/roles';
import { Cases, Users, type Case, type Session, type User } from '../../models';
import { Problem } from '../errors';
import { namesOf } from '../views/people';
import { exclusiveRoles, explanationOf, ownCaseOf, type Reason } from './exclusions';
import { ofUser, type Who } from './Who';

type Made = Pick<User, '_id' | 'createdBy' | 'signInSetBy' | 'identity'>;

/**
 * Everybody who may be able to act as this user: the user, and, until somebody independent has seen the person who
 * holds the sign-in (`identity.present`), whoever created the account or last set its sign-in, and those in whose hands
 * they are in turn. That the password was replaced since proves nothing, because its maker could have done it.
 */
export async function handsOf(user: string): Promise<Set<string>> {
  const hands = new Set([user]);
  for (let asked = [user]; asked.length;) {
    const found = await Users.find(
      { _id: { $in: asked }, 'identity.present': { $ne: true } },
      { createdBy: 1, signInSetBy: 1 },
    ).lean<Made[]>();
    asked = found
      .flatMap(({ createdBy, signInSetBy }) => [createdBy, signInSetBy])
      .filter((id): id is string => typeof id === 'string' && !hands.has(id));
    for (const id of asked) hands.add(id);
  }
  return hands;
}

/** These roles count at once: a party's own cases ask for a checked identity, and what an administrator decides for two. */
const atOnce: readonly Role[] = [...partyRoles, 'administrator'];

/**
 * The roles that an account has at present. While somebody else may be able to act as it, it has no role in cases: an
 * administrator could otherwise mediate, decide and record signatures, or audit themselves, by an account of their own
 * making. Nor those that one of the people in whose hands it is must not combine with their own.
 */
export async function rolesNow({
  _id,
  roles,
  identity,
  unseen,
}: Pick<User, '_id' | 'roles' | 'identity' | 'unseen'>): Promise<Role[]> {
  const own = (roles as Role[]).filter((role) => !unseen || atOnce.includes(role));
  const exclusive = exclusions.filter(({ within }) => within === 'account').flatMap(({ one, other }) => [one, other]);
  if (identity?.present || !own.some((role) => exclusive.includes(role))) return own;
  const others = [...(await handsOf(_id))].filter((id) => id !== _id);
  const theirs = (await Users.find({ _id: { $in: others } }, { roles: 1 }).lean<User[]>()).flatMap(
    (user) => user.roles,
  );
  return own.filter((role) => theirs.every((each) => !exclusiveRoles([role, each])));
}

/** The caller that a user is in a session. */
export const whoIs = async (user: User, session: Session): Promise<Who> => {
  const roles = await rolesNow(user);
  const withheld = (user.roles as Role[]).filter((role) => !roles.includes(role));
  return { ...ofUser(user, session), roles, ...(withheld.length && { withheld }) };
};

/** Somebody who may be able to act as both of these users; undefined: they are independent of each other. */
export async function sharedHand(one: string, other: string): Promise<string | undefined> {
  const [hands, others] = await Promise.all([handsOf(one), handsOf(other)]);
  return [...hands].find((id) => others.has(id));
}

/** Throws NOT_INDEPENDENT if one person may be able to act as both: two pairs of eyes are asked for. */
export async function demandIndependent(who: string, other: string): Promise<void> {
  const shared = await sharedHand(who, other);
  if (shared === undefined) return;
  const names = await namesOf([other, shared]);
  const [them, hand] = [names(other)!.name, names(shared)!.name];
  throw new Problem('NOT_INDEPENDENT', {
    detail: {
      zh: `此事须两个人把关，而您和${them}的账号可能都由${hand}一人使用（由其建立，或由其重设过登录方式）。请由另一位管理员办理；或先由与${hand}无关的管理员当面核验账号使用人的身份。`,
      en: `This needs two people, but ${hand} may be able to use both your account and that of ${them}, having created it or set its sign-in. Ask another administrator, or first have the account’s user identified in person by an administrator who is independent of ${hand}.`,
    },
  });
}

const ownMatter: Reason = {
  why: {
    zh: '这件事项是您发起的：您不能修复、补写，也不能指定由谁办理',
    en: 'You began this matter: you repair and write nothing in it, and do not choose who deals with it',
  },
};

/**
 * Why somebody may do nothing in a case as staff: they, or somebody in whose hands their account is, are a party to it or
 * began it, where it is no dispute.
 */
export async function partyTo(id: string, number: string): Promise<Reason | undefined> {
  const hands = [...(await handsOf(id))];
  if (await Cases.exists({ _id: number, matter: { $exists: true }, filedBy: { $in: hands } })) return ownMatter;
  for (const user of await Users.find({ _id: { $in: hands } }).lean<User[]>()) {
    const found = await ownCaseOf(user, number);
    if (found) return found;
  }
  return undefined;
}

/** Those of some cases that are theirs in this way. */
export async function ownCasesAmong(id: string, cases: string[]): Promise<Set<string>> {
  const hands = [...(await handsOf(id))];
  const people = await Users.find({ _id: { $in: hands }, identity: { $exists: true } }).lean<User[]>();
  const parties = { $in: people.flatMap((user) => user.parties) };
  const own = await Cases.find(
    { _id: { $in: cases }, $or: [{ parties }, { matter: { $exists: true }, filedBy: { $in: hands } }] },
    { _id: 1 },
  ).lean<Case[]>();
  return new Set(own.map(({ _id }) => _id));
}

/** Throws EXCLUDED if they are. */
export async function demandNoParty({ id }: Pick<Who, 'id'>, number: string): Promise<void> {
  const found = await partyTo(id, number);
  if (found) throw new Problem('EXCLUDED', { detail: explanationOf(found) });
}
