import { generateSecret, generateURI, verify } from 'otplib';
import { Passkeys, Users, type User } from '../../models';
import { Problem } from '../errors';
import { newCode, sha256, type Keys } from '../keys';

/** Tolerated clock difference in seconds: the codes of the previous and next half-minute are accepted, too. */
const TOLERANCE = 30;
const RECOVERY_CODES = 10;
/** A secret that was shown but not confirmed expires. */
const CONFIRM_MS = 900_000;
const ISSUER = 'Heyi';

/** What an authenticator app needs: to be shown as a QR code, or typed. */
export interface Enrolment {
  secret: string;
  uri: string;
}

/** Starts the setup: sign-in does not ask for a code until a first code has shown that the app has the secret. */
export async function beginEnrolment({ _id, account }: User, now: Date, keys: Keys): Promise<Enrolment> {
  const secret = generateSecret();
  await Users.updateOne({ _id }, { $set: { totpBegun: { secret: keys.seal(secret), at: now } } });
  return { secret, uri: generateURI({ issuer: ISSUER, label: account, secret }) };
}

/**
 * Confirms with a code of the app. Returns the recovery codes, which are never shown again; undefined for a wrong code.
 */
export async function confirmEnrolment(user: User, code: string, now: Date, keys: Keys): Promise<string[] | undefined> {
  const enrolment = user.totpBegun;
  if (!enrolment || now.getTime() - enrolment.at.getTime() > CONFIRM_MS) throw new Problem('ENROLMENT_ENDED');
  const step = await stepOf(keys.open(enrolment.secret) as string, code, now, 0);
  if (step === undefined) return undefined;
  const codes = newCodes();
  const done = await Users.updateOne(
    { _id: user._id, 'totpBegun.secret': enrolment.secret },
    {
      $set: {
        totp: { secret: enrolment.secret, step, at: now },
        recovery: codes.map((each) => recoveryHash(user, each)),
      },
      $unset: { totpBegun: '' },
    },
  );
  if (!done.modifiedCount) throw new Problem('ENROLMENT_ENDED');
  return codes;
}

/**
 * Whether a code is right: either from the app and of a later half-minute than the last accepted one (RFC 6238 §5.2:
 * each once), or a recovery code, each once. Of two simultaneous attempts one succeeds.
 */
export async function takeCode(user: User, given: string, now: Date, keys: Keys): Promise<boolean> {
  const code = given.replaceAll(/\s/g, '');
  if (/^\d{6}$/.test(code)) {
    if (!user.totp) return false;
    const step = await stepOf(keys.open(user.totp.secret) as string, code, now, user.totp.step);
    if (step === undefined) return false;
    const taken = await Users.updateOne(
      { _id: user._id, 'totp.secret': user.totp.secret, 'totp.step': { $lt: step } },
      { $set: { 'totp.step': step } },
    );
    return taken.modifiedCount === 1;
  }
  const hash = recoveryHash(user, code);
  const used = await Users.updateOne({ _id: user._id, recovery: hash }, { $pull: { recovery: hash } });
  return used.modifiedCount === 1;
}

/** Recovery codes for who has none left; they are never shown again. */
export async function giveCodes(user: User): Promise<string[]> {
  if (user.recovery?.length) return [];
  const codes = newCodes();
  await Users.updateOne({ _id: user._id }, { $set: { recovery: codes.map((each) => recoveryHash(user, each)) } });
  return codes;
}
const newCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, newCode);

/** How many second factors somebody has, of whichever kind. */
export const factorsOf = async ({ _id, totp }: Pick<User, '_id' | 'totp'>): Promise<number> =>
  (totp ? 1 : 0) + (await Passkeys.countDocuments({ user: _id }));

/** Takes the authenticator app away; with the last second factor go the codes that stand for it. */
export async function dropTotp(user: string): Promise<void> {
  await Users.updateOne({ _id: user }, { $unset: { totp: '', totpBegun: '' } });
  await dropUnusedCodes(user);
}
export async function dropUnusedCodes(user: string): Promise<void> {
  if (await Passkeys.exists({ user })) return;
  await Users.updateOne({ _id: user, totp: { $exists: false } }, { $unset: { recovery: '' } });
}

/** Takes away all that somebody has beside the password. */
export async function dropSecondFactors(user: string): Promise<void> {
  await Passkeys.deleteMany({ user });
  await dropTotp(user);
}

async function stepOf(secret: string, token: string, now: Date, after: number): Promise<number | undefined> {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = await verify({
    secret,
    token,
    epoch,
    epochTolerance: TOLERANCE,
    ...(after && { afterTimeStep: after }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** Sixty random bits need no slow hash. Dashes and letter case are ignored. */
const recoveryHash = ({ _id }: Pick<User, '_id'>, code: string): string =>
  sha256(`recovery|${_id}|${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`);
