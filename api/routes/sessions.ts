import type { Response } from 'express';
import {
  AccessCodes,
  Cases,
  isInForce,
  Passkeys,
  Sessions,
  TaskLinks,
  Users,
  wasSeenByStaff,
  type AccessCode,
  type Case,
  type Passkey,
  type Session as StoredSession,
  type TaskLink,
  type User,
} from '../../models';
import { COOKIE, endOf, SESSION_HOURS, tokenOf } from '../access/authenticate';
import { permissionsOf } from '../access/reach';
import { whoIs } from '../access/independence';
import { outside } from '../access/targets';
import { ofParty, type Who } from '../access/Who';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/sessions';
import type { PasskeyAnswer } from '../contract/security';
import type { Session } from '../contract/sessions';
import { codeEnded } from '../codes';
import type { Deps } from '../deps';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { codeHash, sha256 } from '../keys';
import { admit, admitFactor, deviceOf, rememberDevice, networkOf } from '../signIn/limits';
import { spelling } from '../../domain/accountNames';
import * as passkeys from '../signIn/passkeys';
import { hashPassword, isPassword, weakness } from '../signIn/passwords';
import { issuedRows, noteFirstUse } from '../signIn/issued';
import { openLink } from '../signIn/links';
import { takeCode } from '../signIn/secondFactor';
import { cookieOf, introduce, needsFactor, newSession, originOf } from '../signIn/session';

export const sessionRoutes = [
  route(contract.signIn, signIn),
  route(contract.currentSession, ({ who, at }) => shown(who, at)),
  route(contract.signOut, signOut),
  route(contract.changePassword, changePassword),
  route(contract.introduce, async ({ who, at, deps }) => {
    if (who.kind !== 'user') throw new Problem('FORBIDDEN');
    return introduce(who.session._id, at, deps.keys);
  }),
  route(contract.changeLanguage, async ({ who, body }) => {
    if (who.kind === 'user') await Users.updateOne({ _id: who.id }, { $set: { language: body.language } });
    return undefined;
  }),
  route(contract.listSessions, list),
  route(contract.endSession, endOne),
  route(contract.endOtherSessions, async (call) => {
    const { deletedCount } = await Sessions.deleteMany({ ...ownOf(call.who), _id: { $ne: call.who.session._id } });
    await audit(call, call.who.case ?? SYSTEM, 'session.endOthers', call.who.id, { ended: deletedCount });
    return undefined;
  }),
];

type ByAccount = { account: string; password: string; otp?: string; passkey?: PasskeyAnswer; bearer?: boolean };
type ByPasskey = { passkey: PasskeyAnswer; bearer?: boolean };
type ByCode = { caseNumber: string; code: string; bearer?: boolean };
type ByLink = { link: string; browser: string; bearer?: boolean };
type SignIn = Call<'/sessions', unknown, ByAccount | ByPasskey | ByCode | ByLink>;

/** The account or party that somebody wants to sign in as, found but not yet authenticated. */
interface Claimed {
  /** The user's or the party's id, or the account as it was typed. */
  about: string;
  /** The chain on which a failure is recorded. */
  chain: string;
  password?: string;
  /** Said on record, where it is no password and no code. */
  by?: 'passkey' | 'link';
  prove(session: StoredSession): Promise<Who | Problem>;
}

async function signIn(call: SignIn): Promise<Session> {
  const { body, at, req, res, deps } = call;
  const claimed =
    'account' in body
      ? await byAccount(body, call)
      : 'caseNumber' in body
        ? await byCode(body, call)
        : 'link' in body
          ? await byLink(body, call)
          : await byPasskey(body, call);
  const address = req.ip ?? '';
  const device = deviceOf(req, claimed.about, deps.keys);
  const tried = { account: claimed.about, password: claimed.password, address, device, now: at };
  const admitted = await admit(tried, deps.settings.failedSignIns, deps.keys);
  const { token, session } = newSession(req, at);
  const who = await claimed.prove(session);
  if (who instanceof Problem) {
    // A request for the second factor is not a failure, and reveals it only to somebody who has the password.
    if (who.code === 'SECOND_FACTOR') await admitted.succeeded();
    else await refused(claimed, who, await admitted.failed(), call);
    throw who;
  }
  await admitted.succeeded();
  await Sessions.create(who.session);
  const { newPassword } = who.session;
  if (newPassword) await noteFirstUse(who.session, at);
  await audit({ who, at }, who.session.link?.case ?? who.case ?? SYSTEM, 'session.begin', who.id, {
    ...(claimed.by && { by: claimed.by }),
    ...(who.session.link && { task: who.session.link.task }),
    ...(newPassword && { temporary: true, network: who.session.network }),
  });
  if (!body.bearer) {
    res.cookie(COOKIE, token, { ...cookieOf(deps.settings.origin), maxAge: SESSION_HOURS * 3_600_000 });
    rememberDevice(res, claimed.about, deps.keys, deps.settings.origin?.startsWith('https:') ?? false);
  }
  return { ...(await shown(who, at)), ...(body.bearer && { token }) };
}

/** The account of a failed sign-in is stored only if it exists, because people type passwords into the wrong field. */
async function refused({ about, chain }: Claimed, problem: Problem, last: boolean, { at, req }: SignIn): Promise<void> {
  const known = chain !== SYSTEM || (await Users.exists({ _id: about }));
  const detail = { reason: problem.code, network: networkOf(req.ip ?? ''), ...(last && { limit: true }) };
  await audit({ who: { id: 'nobody' }, at }, chain, 'session.refuse', known ? about : undefined, detail);
}

/** An unknown account takes as long as a wrong password, so that timing does not reveal which accounts exist. */
async function byAccount({ account, password, otp, passkey }: ByAccount, call: SignIn): Promise<Claimed> {
  const { deps } = call;
  const user = await Users.findOne({ account: account.trim() }).lean<User>();
  const prove = async (session: StoredSession): Promise<Who | Problem> => {
    const right = await isPassword(user?.passwordHash, password);
    if (!user?.active || !right) return new Problem('WRONG_CREDENTIALS');
    const own = await Passkeys.find({ user: user._id }).lean<Passkey[]>();
    const wrong = user.totp || own.length ? await secondFactor(user, own, { otp, passkey }, call) : undefined;
    if (wrong) return wrong;
    if (user.temporary && user.temporary.expiresAt <= call.at) return new Problem('PASSWORD_ENDED');
    const restricted = !user.totp && !own.length && needsFactor(user, deps.settings);
    return whoIs(user, {
      ...session,
      user: user._id,
      ...(restricted && { restricted }),
      ...(user.temporary && { newPassword: true }),
    });
  };
  return { about: user?._id ?? spelling(account), chain: SYSTEM, password, prove };
}

/** What is wrong with a second factor, or that one is asked for; undefined: it is right. */
async function secondFactor(
  user: User,
  own: readonly Passkey[],
  { otp, passkey }: Pick<ByAccount, 'otp' | 'passkey'>,
  { at, req, deps }: SignIn,
): Promise<Problem | undefined> {
  const site = own.length ? passkeys.siteOf(req, deps.settings) : undefined;
  if (passkey) {
    const used = site && (await passkeys.answered(passkey, 'second', site, at, deps.log));
    return used?.user === user._id ? undefined : new Problem('WRONG_PASSKEY');
  }
  if (otp) {
    const right = await admitFactor(user._id, at, deps.settings.failedSignIns, deps.keys);
    if (!(await takeCode(user, otp, at, deps.keys))) return new Problem('WRONG_SECOND_FACTOR');
    await right();
    return undefined;
  }
  const asked = site && (await passkeys.request(site, at, { user: user._id, passkeys: own }));
  return new Problem('SECOND_FACTOR', { more: { ...(asked && { passkey: asked }) } });
}

/** Instead of account and password: whose it is, is kept with the passkey. */
async function byPasskey({ passkey }: ByPasskey, { at, req, deps }: SignIn): Promise<Claimed> {
  const found = await Passkeys.findById(passkey.id).lean<Passkey>();
  const prove = async (session: StoredSession): Promise<Who | Problem> => {
    const site = passkeys.siteOf(req, deps.settings);
    const used = site && (await passkeys.answered(passkey, 'alone', site, at, deps.log));
    const user = used && (await Users.findById(used.user).lean<User>());
    return user?.active ? whoIs(user, { ...session, user: user._id }) : new Problem('WRONG_PASSKEY');
  };
  return { about: found?.user ?? spelling(passkey.id), chain: SYSTEM, by: 'passkey', prove };
}

async function byCode({ caseNumber, code }: ByCode, { req, at, deps }: SignIn): Promise<Claimed> {
  const number = caseNumber.trim().toUpperCase();
  const [found, given] = await Promise.all([
    Cases.findById(number, { worker: 1, employer: 1 }).lean<Case>(),
    AccessCodes.findOne({ hash: codeHash(number, code) }).lean<AccessCode>(),
  ]);
  const prove = async (session: StoredSession): Promise<Who | Problem> => {
    if (!found || !given) return new Problem('WRONG_CREDENTIALS');
    if (!isInForce(given, at)) return codeEnded(given, number);
    if (given.issuedBy && (await isDeviceOf(given.issuedBy, req, deps))) return new Problem('OWN_CODE');
    const newCode = wasSeenByStaff(given);
    if (newCode) await noteUse(given, session, at);
    const party = { case: number, side: given.side, code: given._id, first: given.first ?? given._id };
    return ofParty({ ...session, party, ...(newCode && { newCode }) }, found[given.side], given);
  };
  return { about: found ? number : spelling(number), chain: found ? number : SYSTEM, prove };
}

async function byLink({ link, browser }: ByLink, { at }: SignIn): Promise<Claimed> {
  const found = await TaskLinks.findById(sha256(link)).lean<TaskLink>();
  const prove = async (session: StoredSession): Promise<Who | Problem> =>
    found ? openLink(found, sha256(`${found._id}|${browser}`), session, at) : new Problem('LINK_UNKNOWN');
  return { about: found ? `link:${found._id}` : 'link', chain: found?.case ?? SYSTEM, by: 'link', prove };
}

/** Whether the request comes from a browser in which that member of staff is, or has been, signed in. */
async function isDeviceOf(user: string, req: SignIn['req'], { keys }: SignIn['deps']): Promise<boolean> {
  if (deviceOf(req, user, keys)) return true;
  const carried = tokenOf(req);
  return carried !== undefined && (await Sessions.exists({ _id: sha256(carried.token), user })) !== null;
}

/** Who used a code first that staff had seen, for staff and auditors to see: in one network they may be one person. */
async function noteUse({ _id, case: number, issuedBy, issuedFrom }: AccessCode, session: StoredSession, at: Date) {
  const { network, device } = session;
  const sameNetwork = network !== undefined && network === issuedFrom;
  const firstUse = { at, ...(network && { network }), ...(device && { device }), ...(sameNetwork && { sameNetwork }) };
  const first = await AccessCodes.updateOne({ _id, firstUse: { $exists: false } }, { $set: { firstUse } });
  if (first.modifiedCount)
    await audit({ who: { id: 'system' }, at }, number, 'code.firstUse', _id, {
      issuedBy,
      ...(network && { network }),
      ...(sameNetwork && { sameNetwork }),
    });
}

/** For so long, whoever signs in is told that somebody made a password for the account. */
const TOLD_MS = 7 * 86_400_000;

export async function shown(who: Who, at: Date): Promise<Session> {
  const issued = await issuedRows(who.kind === 'user' ? who.id : undefined, new Date(at.getTime() - TOLD_MS));
  const { newPassword, newCode, restricted, link } = who.session;
  return {
    kind: who.kind,
    id: who.id,
    account: who.account,
    name: who.name,
    roles: [...who.roles],
    region: who.region,
    organisation: who.organisation,
    case: who.case,
    ...(who.withheld && { withheld: [...who.withheld] }),
    identified: who.identified,
    language: who.language,
    permissions: restricted || newPassword || newCode || link ? [] : permissionsOf(who),
    expiresAt: who.session.expiresAt.toISOString(),
    ...(newPassword && { newPassword: true }),
    ...(newCode && { newCode: true }),
    ...(restricted && { restricted: true }),
    ...(link && { link: { task: outside(link.task), case: link.case, until: link.until.toISOString() } }),
    ...(who.mandate && { mandate: mandateShown(who) }),
    ...(issued.length && !link && { issued }),
  };
}

function mandateShown({ mandate, session }: Who): Session['mandate'] {
  const { agent, principal, powers, until } = mandate!;
  const about = { agent, principal, powers: [...powers], account: session.user !== undefined };
  return { ...about, ...(until && { until: until.toISOString() }) };
}

async function signOut(call: Call<'/sessions/current'>): Promise<{ address?: string }> {
  const { who, req, res, deps } = call;
  await Sessions.deleteOne({ _id: who.session._id });
  await audit(call, who.case ?? SYSTEM, 'session.end', who.id);
  res.clearCookie(COOKIE, cookieOf(deps.settings.origin));
  const { provider } = who.session;
  if (!provider) return {};
  const token = provider.token && (deps.keys.open(provider.token) as string);
  const address = await deps.providers.signOut(provider.id, token, `${originOf(req, deps.settings)}/`);
  return address ? { address } : {};
}

/** Asks the caller's password once more before something that outlasts the session. */
export async function askPassword(call: Pick<Call, 'who' | 'at' | 'req' | 'deps'>, given: string): Promise<User> {
  const { who, at, req, deps } = call;
  const user = who.kind === 'user' ? await Users.findById(who.id).lean<User>() : undefined;
  if (!user) throw new Problem('FORBIDDEN');
  const tried = { account: who.id, address: req.ip ?? '', device: who.session._id, now: at };
  const admitted = await admit(tried, deps.settings.failedSignIns, deps.keys);
  if (!(await isPassword(user.passwordHash, given))) {
    await admitted.failed();
    await audit(call, SYSTEM, 'password.refuse', who.id);
    throw invalid('password', '原密码不正确', 'The current password is not right');
  }
  await admitted.succeeded();
  return user;
}

async function changePassword(
  call: Call<'/sessions/current/password', unknown, { password?: string; newPassword: string }>,
): Promise<undefined> {
  const { who, body } = call;
  // Whoever begins with a temporary password has just typed it, and after a check of identity there is none.
  const replacing = who.session.newPassword ? await Users.findById(who.id).lean<User>() : undefined;
  if (!replacing && body.password === undefined) throw invalid('password', '必须填写', 'This is required');
  const user = replacing ?? (await askPassword(call, body.password!));
  const { account, name, email } = user;
  const weak = weakness('newPassword', body.newPassword, [account, name, email?.split('@')[0]]);
  if (weak) throw weak;
  if (replacing ? await isPassword(user.passwordHash, body.newPassword) : body.newPassword === body.password)
    throw invalid('newPassword', '新密码与原密码相同', 'The new password equals the current one');
  // Of two that replace the same password at once, one is refused.
  const changed = await Users.updateOne(
    { _id: user._id, passwordHash: user.passwordHash },
    { $set: { passwordHash: await hashPassword(body.newPassword) }, $unset: { temporary: '' } },
  );
  if (!changed.modifiedCount) throw new Problem('CHANGED_MEANWHILE');
  if (replacing) await Sessions.updateOne({ _id: who.session._id }, { $unset: { newPassword: '' } });
  // All other sessions begun with the old password end.
  await Sessions.deleteMany({ user: user._id, _id: { $ne: who.session._id } });
  await audit(call, SYSTEM, 'password.change', user._id);
  return undefined;
}

/** The sessions of a user, or those begun with the same tracking code: another code of the side is another person's. */
const ownOf = (who: Who): Record<string, unknown> =>
  who.kind === 'user' ? { user: who.id } : { 'party.code': who.session.party!.code };

/** At most this many are shown, newest first. */
const SHOWN = 100;
const publicId = ({ _id }: StoredSession): string => _id.slice(0, 24);

async function list({ who, at }: Call<'/sessions'>) {
  const sessions = await Sessions.find({ ...ownOf(who), expiresAt: { $gt: at } }).lean<StoredSession[]>();
  sessions.sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime());
  return {
    rows: sessions.slice(0, SHOWN).map((session) => ({
      id: publicId(session),
      current: session._id === who.session._id,
      ...(session.device && { device: session.device }),
      ...(session.network && { network: session.network }),
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      endsAt: endOf(session).toISOString(),
    })),
  };
}

async function endOne(call: Call<'/sessions/{id}'>): Promise<undefined> {
  const { who, params } = call;
  const own = await Sessions.find(ownOf(who), { _id: 1 }).lean<StoredSession[]>();
  const found = own.find((session) => publicId(session) === params.id);
  if (!found) throw new Problem('NOT_FOUND');
  await Sessions.deleteOne({ _id: found._id });
  await audit(call, who.case ?? SYSTEM, 'session.revoke', who.id);
  return undefined;
}

/** Starts a session and sets its cookie after authentication at a provider. */
export async function startSession(who: Who, token: string, at: Date, res: Response, deps: Deps): Promise<void> {
  await Sessions.create(who.session);
  await audit({ who, at }, SYSTEM, 'session.begin', who.id, { provider: who.session.provider?.id });
  res.cookie(COOKIE, token, { ...cookieOf(deps.settings.origin), maxAge: SESSION_HOURS * 3_600_000 });
}
