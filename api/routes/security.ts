import { Passkeys, Sessions, SignInLinks, Users, type Passkey, type SignInLink, type User } from '../../models';
import { whoIs } from '../access/independence';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/security';
import type { NewPasskey } from '../contract/security';
import { invalid, Problem, type Code } from '../errors';
import { route, type Call } from '../http/Route';
import { admitChallenge } from '../signIn/limits';
import * as passkeys from '../signIn/passkeys';
import { issuedRows } from '../signIn/issued';
import { allowing, counted, demandCode, demandProof, proofOf } from '../signIn/proof';
import { linkId, type Away, type ProviderIdentity } from '../signIn/providers';
import {
  beginEnrolment,
  confirmEnrolment,
  dropTotp,
  dropUnusedCodes,
  factorsOf,
  giveCodes,
} from '../signIn/secondFactor';
import { needsFactor, newSession, originOf } from '../signIn/session';
import { sendCode } from '../texts/oneTimeCodes';
import { askPassword, startSession } from './sessions';

export const securityRoutes = [
  route(contract.listProviders, ({ req, deps }) => ({
    providers: deps.providers.list.map(({ id, name }) => ({ id, name })),
    passkeys: passkeys.siteOf(req, deps.settings) !== undefined,
  })),
  route(contract.beginPasskeySignIn, async ({ req, at, deps }) => {
    const site = passkeys.here(req, deps.settings);
    await admitChallenge({ address: req.ip ?? '', now: at }, deps.settings.failedSignIns, deps.keys);
    return passkeys.request(site, at);
  }),
  route(contract.beginSignIn, async (call) => {
    const address = await goAway(call, call.params.provider);
    call.res.redirect(302, address);
    return undefined as never;
  }),
  route(contract.finishSignIn, finish),
  route(contract.readSecurity, read),
  route(contract.sendSecurityCode, sendProof),
  route(contract.beginSecondFactor, async (call) => {
    const user = await allowed(call);
    return beginEnrolment(user, call.at, call.deps.keys);
  }),
  route(contract.confirmSecondFactor, confirm),
  route(contract.dropSecondFactor, drop),
  route(contract.beginPasskey, async (call) => {
    const site = passkeys.here(call.req, call.deps.settings);
    return passkeys.offer(await allowed(call), site, call.at);
  }),
  route(contract.confirmPasskey, addPasskey),
  route(contract.removePasskey, removePasskey),
  route(contract.linkProvider, async (call) => {
    const { _id: user } = await allowed(call);
    return { address: await goAway(call, call.params.provider, { session: call.who.session._id, user }) };
  }),
  route(contract.unlinkProvider, async (call) => {
    const { who, params } = call;
    const { deletedCount } = await SignInLinks.deleteMany({ user: who.id, provider: params.provider });
    if (!deletedCount) throw new Problem('NOT_FOUND');
    await Sessions.deleteMany({ user: who.id, 'provider.id': params.provider, _id: { $ne: who.session._id } });
    await audit(call, SYSTEM, 'provider.unlink', who.id, { provider: params.provider });
    return undefined;
  }),
];

/** The caller's account, once its owner has allowed another way to sign in: by the password, and by what they have already. */
async function allowed(
  call: Pick<Call, 'who' | 'at' | 'key' | 'req' | 'deps'> & { body: { password: string; code?: string } },
): Promise<User> {
  const user = await askPassword(call, call.body.password);
  await demandProof(call, user, call.body.code);
  return user;
}

async function sendProof(call: Call<'/sessions/current/security/code', unknown, { password: string }>) {
  const user = await askPassword(call, call.body.password);
  const proof = await proofOf(user, call);
  if (proof?.by !== 'text') throw new Problem('NEEDS_IDENTITY');
  return sendCode(call, allowing(user._id), {
    to: call.deps.keys.open(proof.contact.number) as string,
    purpose: { zh: '更改登录方式或联系号码', en: 'changing how you sign in, or your number' },
    chain: SYSTEM,
  });
}

async function userOf({ who }: Pick<Call, 'who'>): Promise<User> {
  const user = who.kind === 'user' ? await Users.findById(who.id).lean<User>() : undefined;
  if (!user) throw new Problem('FORBIDDEN');
  return user;
}

async function read(call: Call<'/sessions/current/security'>) {
  const { deps } = call;
  const user = await userOf(call);
  const { _id, totp, recovery } = user;
  const [links, own, proof] = await Promise.all([
    SignInLinks.find({ user: _id }).lean<SignInLink[]>(),
    Passkeys.find({ user: _id }).sort({ at: 1 }).lean<Passkey[]>(),
    proofOf(user, call),
  ]);
  return {
    ...(totp && { secondFactor: { at: totp.at.toISOString() } }),
    passkeys: own.map(({ _id: id, name, at, usedAt }) => ({
      id,
      name,
      at: at.toISOString(),
      ...(usedAt && { usedAt: usedAt.toISOString() }),
    })),
    passkeysHere: passkeys.siteOf(call.req, deps.settings) !== undefined,
    recoveryLeft: recovery?.length ?? 0,
    ...(proof && { proof: proof.by === 'text' ? { by: proof.by, tail: proof.contact.tail } : proof }),
    issued: await issuedRows(_id, new Date(0)),
    required: needsFactor(user, deps.settings),
    providers: deps.providers.list.map(({ id, name }) => {
      const link = links.find(({ provider }) => provider === id);
      return { id, name, ...(link && { linkedAt: link.at.toISOString() }) };
    }),
  };
}

async function confirm(call: Call<'/sessions/current/second-factor', unknown, { code: string }>) {
  const { who, body, at, deps } = call;
  const user = await userOf(call);
  let recoveryCodes: string[] | undefined;
  await counted(call, async () => {
    recoveryCodes = await confirmEnrolment(user, body.code, at, deps.keys);
    return recoveryCodes !== undefined;
  });
  await endWithout(who);
  await audit(call, SYSTEM, 'secondFactor.add', who.id);
  return { recoveryCodes: recoveryCodes! };
}

/** With a second factor this session may do all that its person may; those that began without it end. */
async function endWithout({ id, session }: Call['who']): Promise<void> {
  await Sessions.updateOne({ _id: session._id }, { $unset: { restricted: '' } });
  await Sessions.deleteMany({ user: id, _id: { $ne: session._id } });
}

async function drop(call: Call<'/sessions/current/second-factor', unknown, { password: string; code: string }>) {
  const { who, body } = call;
  const user = await askPassword(call, body.password);
  await notTheLastNeeded(user, call);
  await demandCode(call, user, body.code);
  await dropTotp(who.id);
  await audit(call, SYSTEM, 'secondFactor.drop', who.id);
  return undefined;
}

/** Refuses to take away the only second factor of somebody whose roles require one. Says whether it is the only one. */
async function notTheLastNeeded(user: User, { deps }: Pick<Call, 'deps'>): Promise<boolean> {
  const last = (await factorsOf(user)) === 1;
  if (last && needsFactor(user, deps.settings))
    throw invalid(
      'code',
      '您的角色必须使用通行密钥或动态验证码，请先设置另一个',
      'Your role requires a second factor: set up another one first',
    );
  return last;
}

async function addPasskey(call: Call<'/sessions/current/passkeys', unknown, NewPasskey>) {
  const { who, body, at, req, deps } = call;
  const user = await userOf(call);
  const first = (await factorsOf(user)) === 0;
  await passkeys.add(user, body, passkeys.here(req, deps.settings), at);
  if (first) await endWithout(who);
  await audit(call, SYSTEM, 'passkey.add', who.id, { name: body.name });
  return { recoveryCodes: await giveCodes(user) };
}

async function removePasskey(
  call: Call<'/sessions/current/passkeys/{id}', unknown, { password: string; code?: string }>,
): Promise<undefined> {
  const { who, params, body } = call;
  const user = await askPassword(call, body.password);
  const passkey = await Passkeys.findOne({ _id: params.id, user: who.id }).lean<Passkey>();
  if (!passkey) throw new Problem('NOT_FOUND');
  if (await notTheLastNeeded(user, call)) await demandCode(call, user, body.code);
  await Passkeys.deleteOne({ _id: passkey._id });
  await dropUnusedCodes(who.id);
  await audit(call, SYSTEM, 'passkey.remove', who.id, { name: passkey.name });
  return undefined;
}

const AWAY_COOKIE = 'heyi-away';
const callbackOf = (call: Pick<Call, 'req' | 'deps'>, provider: string): string =>
  `${originOf(call.req, call.deps.settings)}/api/sign-in/${provider}/callback`;

/** `lax`, because the browser returns by a link on another site. */
const awayCookie = (origin?: string) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    secure: origin?.startsWith('https:') ?? false,
    path: '/api/sign-in',
    maxAge: 600_000,
  }) as const;

async function goAway(
  call: Pick<Call, 'req' | 'res' | 'deps'>,
  provider: string,
  link?: Away['link'],
): Promise<string> {
  const { address, cookie } = await call.deps.providers.begin(provider, callbackOf(call, provider), link);
  call.res.cookie(AWAY_COOKIE, cookie, awayCookie(call.deps.settings.origin));
  return address;
}

/** The person always gets a page, not JSON: an error is passed in its URL. */
async function finish(call: Call<'/sign-in/{provider}/callback'>): Promise<never> {
  const { req, res, params, deps } = call;
  const cookie = /(?:^|;\s*)heyi-away=([^;]+)/.exec(req.get('cookie') ?? '')?.[1];
  const { maxAge: _, ...cleared } = awayCookie(deps.settings.origin);
  res.clearCookie(AWAY_COOKIE, cleared);
  try {
    const callback = new URL(req.originalUrl, originOf(req, deps.settings));
    const vouched = await deps.providers.finish(params.provider, callback, cookie);
    res.redirect(302, vouched.link ? await link(call, vouched, vouched.link) : await enter(call, vouched));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    deps.log.info({ err: error, provider: params.provider }, 'a sign-in at a provider was not completed');
    const code: Code = error.code;
    res.redirect(302, `/?problem=${code}`);
  }
  return undefined as never;
}

/** Only accounts that were linked before can sign in: a name or address given by a provider identifies nobody here. */
async function enter({ at, req, res, params, deps }: Call<'/sign-in/{provider}/callback'>, vouched: ProviderIdentity) {
  const link = await SignInLinks.findById(linkId(vouched)).lean<SignInLink>();
  const user = link && (await Users.findById(link.user).lean<User>());
  if (!user?.active) {
    await audit({ who: { id: 'nobody' }, at }, SYSTEM, 'session.refuse', user?._id, { provider: params.provider });
    throw new Problem('NOT_LINKED');
  }
  const { token, session } = newSession(req, at);
  const provider = { id: params.provider, token: deps.keys.seal(vouched.idToken) };
  await startSession(await whoIs(user, { ...session, user: user._id, provider }), token, at, res, deps);
  return '/';
}

/** The session that asked for the link must still exist. Its cookie is not sent on the way back from another site. */
async function link(
  { at, params }: Call<'/sign-in/{provider}/callback'>,
  vouched: ProviderIdentity,
  { session, user }: NonNullable<Away['link']>,
): Promise<string> {
  if (!(await Sessions.exists({ _id: session, user, expiresAt: { $gt: at } }))) throw new Problem('NOT_SIGNED_IN');
  const _id = linkId(vouched);
  await SignInLinks.collection.updateOne(
    { _id: _id as never },
    { $setOnInsert: { user, provider: params.provider, issuer: vouched.issuer, at } },
    { upsert: true },
  );
  const kept = await SignInLinks.findById(_id).lean<SignInLink>();
  if (kept?.user !== user) throw new Problem('LINKED_ELSEWHERE');
  await audit({ who: { id: user }, at }, SYSTEM, 'provider.link', user, { provider: params.provider });
  return '/security?linked=1';
}
