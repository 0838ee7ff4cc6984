import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Request } from 'express';
import { Challenges, Passkeys, type Challenge, type Passkey, type User } from '../../models';
import type { NewPasskey, PasskeyAnswer } from '../contract/security';
import type { Deps, Settings } from '../deps';
import { invalid, Problem } from '../errors';
import { sha256 } from '../keys';
import { originOf } from './session';

/** Where passkeys are good (WebAuthn §5.1.2: the relying party's id, and the origin of its pages). */
export interface Site {
  id: string;
  origin: string;
}

const NAME = '和议 Heyi';
/** Of one account. */
const MOST = 20;
const ANSWER_MS = 300_000;

/**
 * The configured address, or this very machine by its name. What a request says of its host is not taken for more, and
 * an address in numbers is no domain.
 */
export function siteOf(req: Request, { origin, passkeyDomain }: Settings): Site | undefined {
  const address = originOf(req, { origin });
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.hostname === 'localhost') return { id: url.hostname, origin: url.origin };
  if (!origin || url.protocol !== 'https:' || isIP(url.hostname.replaceAll(/[[\]]/g, ''))) return undefined;
  return { id: passkeyDomain ?? url.hostname, origin: url.origin };
}

/** Throws where the configured domain is not that of the address, nor one above it. */
export function checkPasskeyDomain({ origin, passkeyDomain }: Pick<Settings, 'origin' | 'passkeyDomain'>): void {
  if (!passkeyDomain) return;
  const host = origin && URL.canParse(origin) ? new URL(origin).hostname : '';
  if (passkeyDomain.includes('.') && (host === passkeyDomain || host.endsWith(`.${passkeyDomain}`))) return;
  throw new Error(
    `HEYI_PASSKEY_DOMAIN: ${passkeyDomain} is neither the host of HEYI_ORIGIN nor a domain above it / 既不是 HEYI_ORIGIN 的主机名，也不是其上级域名`,
  );
}

export function here(req: Request, settings: Settings): Site {
  const site = siteOf(req, settings);
  if (!site) throw new Problem('NO_PASSKEYS_HERE');
  return site;
}

/** What the browser is to have a new passkey made by. */
export async function offer(user: User, site: Site, at: Date) {
  const own = await Passkeys.find({ user: user._id }).lean<Passkey[]>();
  if (own.length >= MOST)
    throw invalid('password', `最多 ${MOST} 个通行密钥，请先移除不用的`, `${MOST} passkeys at most: remove one first`);
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: site.id,
    // Tells an authenticator which of its passkeys are one account's; it says nothing of the person.
    userID: Buffer.from(sha256(`passkey|${user._id}`), 'hex'),
    userName: user.account,
    userDisplayName: user.name,
    timeout: ANSWER_MS,
    excludeCredentials: own.map(named),
  });
  await remember(options.challenge, { purpose: 'add', user: user._id }, at);
  return { ...options, rp: { id: site.id, name: NAME } };
}

/** Keeps a passkey that was made for it. Throws for one that is somebody's already, or was made elsewhere. */
export async function add(user: User, given: NewPasskey, site: Site, at: Date): Promise<void> {
  const { id, clientDataJSON, attestationObject, transports, name } = given;
  const challenge = await taken(clientDataJSON, 'add', at);
  if (challenge?.user !== user._id) throw new Problem('ENROLMENT_ENDED');
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...publicKey(id),
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge.text,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: false,
  }).catch((because) => {
    throw new Problem('PASSKEY_REFUSED', { because });
  });
  if (!registrationInfo) throw new Problem('PASSKEY_REFUSED');
  const { credential } = registrationInfo;
  const kept = await Passkeys.updateOne(
    { _id: credential.id },
    {
      $setOnInsert: {
        user: user._id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports,
        name,
        at,
      },
    },
    { upsert: true },
  );
  if (!kept.upsertedCount) throw new Problem('PASSKEY_REFUSED');
}

/** What the browser is to have signed: by any passkey instead of a password, or beside one by those of the account. */
export async function request(site: Site, at: Date, beside?: { user: string; passkeys: readonly Passkey[] }) {
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    timeout: ANSWER_MS,
    // Alone it stands for two factors: what somebody has, and what they are or know (NIST SP 800-63B §5.1.9). Beside
    // a password it is enough to have it, and nobody is asked for more.
    userVerification: beside ? 'discouraged' : 'required',
    ...(beside && { allowCredentials: beside.passkeys.map(named) }),
  });
  await remember(options.challenge, beside ? { purpose: 'second', user: beside.user } : { purpose: 'alone' }, at);
  const { challenge, allowCredentials, userVerification = 'required' } = options;
  return {
    challenge,
    rpId: site.id,
    timeout: ANSWER_MS,
    userVerification,
    ...(allowCredentials && { allowCredentials }),
  };
}

/**
 * The passkey by which a challenge was signed; undefined: by none of ours, or not what was asked for. A signature that
 * is not counted on from the last one is of a copy (WebAuthn §7.2 step 22), and is refused.
 */
export async function answered(
  answer: PasskeyAnswer,
  purpose: 'second' | 'alone',
  site: Site,
  at: Date,
  log: Deps['log'],
): Promise<Passkey | undefined> {
  const challenge = await taken(answer.clientDataJSON, purpose, at);
  const passkey = challenge && (await Passkeys.findById(answer.id).lean<Passkey>());
  if (!passkey || (challenge.user && challenge.user !== passkey.user)) return undefined;
  const { id, clientDataJSON, authenticatorData, signature } = answer;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...publicKey(id), response: { clientDataJSON, authenticatorData, signature } },
      expectedChallenge: challenge.text,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: purpose === 'alone',
      credential: { id, publicKey: Buffer.from(passkey.publicKey, 'base64url'), counter: passkey.counter },
    });
    if (!verified) return undefined;
    const used = await Passkeys.updateOne(
      { _id: id, counter: passkey.counter },
      { $set: { counter: authenticationInfo.newCounter, usedAt: at } },
    );
    return used.matchedCount ? passkey : undefined;
  } catch (error) {
    // Whatever is wrong with what somebody sent, the library throws.
    log.info({ err: error, passkey: sha256(id).slice(0, 12) }, 'a passkey was refused');
    return undefined;
  }
}

const named = ({ _id, transports }: Passkey) => ({ id: _id, transports: transports as never });
const publicKey = (id: string) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} });

async function remember(text: string, about: Pick<Challenge, 'purpose' | 'user'>, at: Date): Promise<void> {
  // The database forgets by its own clock, whatever time this system is told that it is.
  await Challenges.create({ _id: sha256(text), ...about, at, expiresAt: new Date(Date.now() + 2 * ANSWER_MS) });
}

/** The challenge that was signed, taken away at once: of two answers to it only one takes it, and is looked at. */
async function taken(
  clientDataJSON: string,
  purpose: Challenge['purpose'],
  at: Date,
): Promise<(Challenge & { text: string }) | undefined> {
  const text = challengeIn(clientDataJSON);
  if (text === undefined) return undefined;
  const found = await Challenges.findOne({ _id: sha256(text), purpose }).lean<Challenge>();
  if (!found || (await Challenges.deleteOne({ _id: found._id })).deletedCount !== 1) return undefined;
  return at.getTime() - found.at.getTime() <= ANSWER_MS ? { ...found, text } : undefined;
}

function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}
