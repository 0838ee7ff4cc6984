import type { CookieOptions, Request } from 'express';
import { Sessions, type Session, type User } from '../../models';
import { LONGEST_HOURS, SESSION_HOURS } from '../access/authenticate';
import type { Settings } from '../deps';
import { newCode, newToken, sha256, type Keys } from '../keys';
import { networkOf } from './limits';

const HOUR = 3_600_000;

/** A new session and its token; it does not belong to anybody yet. */
export function newSession(req: Request, at: Date): { token: string; session: Session } {
  const token = newToken();
  const device = deviceName(req.get('user-agent') ?? '');
  return {
    token,
    session: {
      _id: sha256(token),
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + SESSION_HOURS * HOUR),
      endsAt: new Date(at.getTime() + LONGEST_HOURS * HOUR),
      ...(device && { device }),
      network: networkOf(req.ip ?? ''),
    },
  };
}

const INTRODUCTION_MS = 600_000;
const introductionHash = (session: string, code: string, keys: Keys): string =>
  keys.sign(`introduction|${session}|${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`);

/** A code by which whoever checks the person's identity knows that this session is theirs; a newer one replaces it. */
export async function introduce(session: string, at: Date, keys: Keys): Promise<{ code: string; expiresAt: string }> {
  const code = newCode().slice(0, 9);
  const expiresAt = new Date(at.getTime() + INTRODUCTION_MS);
  const introduction = { hash: introductionHash(session, code, keys), expiresAt };
  await Sessions.updateOne({ _id: session }, { $set: { introduction } });
  return { code, expiresAt: expiresAt.toISOString() };
}

/** The id of the user's session in which that code is shown. */
export async function introduced(user: string, code: string, at: Date, keys: Keys): Promise<string | undefined> {
  const shown = await Sessions.find({ user, 'introduction.expiresAt': { $gt: at }, expiresAt: { $gt: at } }).lean<
    Session[]
  >();
  return shown.find(({ _id, introduction }) => introduction!.hash === introductionHash(_id, code, keys))?._id;
}

export const cookieOf = (origin?: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: origin?.startsWith('https:') ?? false,
  path: '/',
});

/** The public address of the application. */
export const originOf = (req: Request, { origin }: Pick<Settings, 'origin'>): string =>
  origin ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;

/** Whether the user's roles require a second factor; users who sign in at a provider use the provider's. */
export const needsFactor = ({ roles }: User, { secondFactor }: Pick<Settings, 'secondFactor'>): boolean =>
  roles.some((role) => secondFactor.includes(role));

const browsers: [RegExp, string][] = [
  [/MicroMessenger/, '微信 WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/QQBrowser/, 'QQ Browser'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** The device somebody signed in with, roughly as they would name it; undefined if unknown. */
export function deviceName(userAgent: string): string | undefined {
  const agent = userAgent.slice(0, 500);
  const named = [browsers, systems].map((list) => list.find(([pattern]) => pattern.test(agent))?.[1]);
  return named.filter(Boolean).join(' · ') || undefined;
}
