import type { CookieOptions, Request } from 'express';
import type { Session, User } from '../../models';
import { LONGEST_HOURS, SESSION_HOURS } from '../access/authenticate';
import type { Settings } from '../deps';
import { newToken, sha256 } from '../keys';
import { networkOf } from './limits';

const HOUR = 3_600_000;

/** A session as it begins, and the token that stands for it; it is nobody's yet. */
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

export const cookieOf = (origin?: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: origin?.startsWith('https:') ?? false,
  path: '/',
});

/** Where people reach the application. */
export const originOf = (req: Request, { origin }: Pick<Settings, 'origin'>): string =>
  origin ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;

/** Whether a second factor is required of somebody who has none; who signs in at a provider has that of the provider. */
export const isRestricted = ({ roles, totp }: User, { secondFactor }: Pick<Settings, 'secondFactor'>): boolean =>
  !totp && roles.some((role) => secondFactor.includes(role));

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

/** Roughly what somebody signed in with, as they would call it; undefined where it does not say. */
export function deviceName(userAgent: string): string | undefined {
  const agent = userAgent.slice(0, 500);
  const named = [browsers, systems].map((list) => list.find(([pattern]) => pattern.test(agent))?.[1]);
  return named.filter(Boolean).join(' · ') || undefined;
}
