import { hash, verify } from '@node-rs/argon2';
import { Cases, Sessions, Users, type Case, type Session as StoredSession, type User } from '../../models';
import { COOKIE, SESSION_HOURS } from '../access/authenticate';
import { permissionsOf } from '../access/reach';
import { ofParty, ofUser, type Who } from '../access/Who';
import { audit, SYSTEM } from '../audit';
import * as contract from '../contract/sessions';
import type { Session } from '../contract/sessions';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { codeHash, newToken, same, sha256 } from '../keys';

const LIFE = SESSION_HOURS * 3_600_000;

export const sessionRoutes = [
  route(contract.signIn, signIn),
  route(contract.currentSession, ({ who }) => shown(who)),
  route(contract.signOut, async ({ who, res, deps }) => {
    await Sessions.deleteOne({ _id: who.session._id });
    res.clearCookie(COOKIE, cookieOf(deps.settings.origin));
    return undefined;
  }),
  route(contract.changePassword, changePassword),
  route(contract.changeLanguage, async ({ who, body }) => {
    if (who.kind === 'user') await Users.updateOne({ _id: who.id }, { $set: { language: body.language } });
    return undefined;
  }),
];

type SignIn = Call<
  '/sessions',
  unknown,
  { account: string; password: string; bearer?: boolean } | { caseNumber: string; code: string; bearer?: boolean }
>;

async function signIn({ body, at, res, deps }: SignIn): Promise<Session> {
  const token = newToken();
  const session: StoredSession = {
    _id: sha256(token),
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + LIFE),
  };
  const who =
    'account' in body
      ? await byAccount(body.account, body.password, session)
      : await byCode(body.caseNumber.trim().toUpperCase(), body.code, session);
  await Sessions.create(who.session);
  await audit({ who, at }, who.case ?? SYSTEM, 'session.begin', who.id);
  if (!body.bearer) res.cookie(COOKIE, token, { ...cookieOf(deps.settings.origin), maxAge: LIFE });
  return { ...shown(who), ...(body.bearer && { token }) };
}

const cookieOf = (origin?: string) => ({
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: origin?.startsWith('https:') ?? false,
  path: '/',
});

/** A wrong account takes as long as a wrong password: which accounts exist is not told. */
async function byAccount(account: string, password: string, session: StoredSession): Promise<Who> {
  const user = await Users.findOne({ account }).lean<User>();
  const right = await verify(user?.passwordHash ?? (await nobodysHash), password).catch(() => false);
  if (!user?.active || !right) throw new Problem('WRONG_CREDENTIALS');
  return ofUser(user, { ...session, user: user._id });
}

const nobodysHash = hash('nobody');

async function byCode(number: string, code: string, session: StoredSession): Promise<Who> {
  const found = await Cases.findById(number, { access: 1, worker: 1, employer: 1 }).lean<Case>();
  const given = codeHash(number, code);
  const side = (['worker', 'employer'] as const).find((each) => same(found?.access?.[each] ?? '', given));
  if (!found || !side) throw new Problem('WRONG_CREDENTIALS');
  return ofParty({ ...session, party: { case: number, side } }, found[side]);
}

function shown(who: Who): Session {
  return {
    kind: who.kind,
    id: who.id,
    account: who.account,
    name: who.name,
    roles: [...who.roles],
    region: who.region,
    organisation: who.organisation,
    case: who.case,
    language: who.language,
    permissions: permissionsOf(who),
    expiresAt: who.session.expiresAt.toISOString(),
  };
}

async function changePassword({
  who,
  body,
  at,
}: Call<'/sessions/current/password', unknown, { password: string; newPassword: string }>): Promise<undefined> {
  const user = await Users.findById(who.id).lean<User>();
  if (!user) throw new Problem('FORBIDDEN');
  if (!(await verify(user.passwordHash, body.password).catch(() => false)))
    throw invalid('password', '原密码不正确', 'The present password is not right');
  await Users.updateOne({ _id: user._id }, { $set: { passwordHash: await hash(body.newPassword) } });
  // Whoever else was signed in with the old one is not any more.
  await Sessions.deleteMany({ user: user._id, _id: { $ne: who.session._id } });
  await audit({ who, at }, SYSTEM, 'password.change', user._id);
  return undefined;
}
