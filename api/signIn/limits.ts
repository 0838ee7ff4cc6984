import { isIP } from 'node:net';
import type { Request, Response } from 'express';
import { countSignIns, spread, spreadOf, type SignInCount } from '../../models';
import { Problem } from '../errors';
import type { Keys } from '../keys';

/** An attempt to sign in. */
export interface Attempt {
  /** The user's id if the account exists, otherwise the account as it was typed. */
  account: string;
  /** The password, if one is guessed: many accounts may share it. Absent for a tracking code. */
  password?: string;
  address: string;
  /** Identifies the browser, if it has signed in to this account before. */
  device?: string;
  now: Date;
}

const QUARTER = 900_000;
const HOUR = 3_600_000;

/** How many failures are permitted in a window, as multiples of the one setting. */
const limits = {
  /** One account from one address, or from a browser that has signed in to it before. */
  pair: 1,
  device: 1,
  /** One account from any address. */
  account: 3,
  /** All accounts from one address, or from its network. */
  address: 5,
  network: 20,
} as const;
type Kind = keyof typeof limits;

/**
 * The /24 of an IPv4 address or the /56 of an IPv6 address: what one household or office has, and what hosting
 * providers rent out as a unit.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(plain) !== 6) return 'unknown';
  const [before = '', after = ''] = plain.split('::');
  const groups = [before, after].map((part) => part.split(':').filter(Boolean));
  const zeros = plain.includes('::') ? 8 - groups[0]!.length - groups[1]!.length : 0;
  const all = [...groups[0]!, ...Array.from({ length: zeros }, () => '0'), ...groups[1]!];
  const bits = all.slice(0, 4).map((group) => Number.parseInt(group, 16) || 0);
  return `${bits.map((group, index) => (index === 3 ? group & 0xff00 : group).toString(16)).join(':')}::/56`;
}

export interface Admitted {
  /** It succeeded: the count made in advance is undone. */
  succeeded(): Promise<void>;
  /** It failed. True if that exhausted one of the limits. */
  failed(): Promise<boolean>;
}

/**
 * Counts an attempt before it is checked, so that concurrent ones cannot slip through, and refuses it if a limit is
 * reached. Refused attempts do not count and every window expires, so attempts by others cannot lock anybody out for
 * good. An attempt from a browser that has signed in to this account before counts only for that browser: neither a
 * stranger in the same office nor anybody who names the account can lock its owner out.
 */
export async function admit(attempt: Attempt, most: number, keys: Keys): Promise<Admitted> {
  const { account, password, address, device, now } = attempt;
  const named = (kind: string, of: string, window: number) => countOf({ kind, of, window, now }, keys);
  const counted: [Kind, string][] = device
    ? [['device', `${account}|${device}`]]
    : [
        ['pair', `${account}|${address}`],
        ['address', address],
        ['network', networkOf(address)],
        // A code of sixty bits cannot be guessed, but anybody who knows a case number could otherwise lock its parties
        // out.
        ...(password === undefined ? [] : [['account', account] as [Kind, string]]),
      ];
  const counts = counted.map(([kind, of]) => ({ kind, ...named(kind, of, QUARTER) }));
  // This many bits of a keyed hash distinguish the passwords of an hour without revealing them.
  const guess = password === undefined || device ? undefined : named('password', keys.sign(password).slice(0, 6), HOUR);
  const mark = keys.sign(`spread|${account}`).slice(0, 12);

  const found = await countSignIns(counts, 1);
  const numbers = new Map(found.map(({ _id, n }: SignInCount) => [_id, n]));
  const full = counts.filter(({ kind, id }) => (numbers.get(id) ?? 0) > limits[kind] * most);
  if (full.length || (guess && (await spreadOf(guess.id, mark)) >= most)) {
    await countSignIns(counts, -1);
    throw tooMany(QUARTER, now);
  }
  return {
    succeeded: async () => void (await countSignIns(counts, -1)),
    failed: async () => {
      if (guess) await spread(guess.id, mark, guess.expiresAt);
      return counts.some(({ kind, id }) => numbers.get(id) === limits[kind] * most);
    },
  };
}

/** How many challenges a network may ask for before anybody is known: each is kept until it ends. */
const CHALLENGES = 100;

/** Counts a challenge that is asked for without a password; it is no try yet. */
export async function admitChallenge(
  { address, now }: Pick<Attempt, 'address' | 'now'>,
  most: number,
  keys: Keys,
): Promise<void> {
  await countOne({ kind: 'challenge', of: networkOf(address), window: QUARTER, now }, CHALLENGES * most, keys);
}

const DAY = 24 * HOUR;
/** How many one-time passwords an account may be tried with in a day, as a multiple of the one setting. */
const FACTORS = 3;

/**
 * Counts a one-time password before it is checked: whoever tries one knows the password, and six digits are guessed in
 * time if the tries of many addresses and days add up. Returns what undoes it after a right one.
 */
export const admitFactor = (account: string, now: Date, most: number, keys: Keys): Promise<() => Promise<void>> =>
  countOne({ kind: 'factor', of: account, window: DAY, now }, FACTORS * most, keys);

async function countOne(
  { kind, of, window, now }: { kind: string; of: string; window: number; now: Date },
  most: number,
  keys: Keys,
): Promise<() => Promise<void>> {
  const counts = [countOf({ kind, of, window, now }, keys)];
  const [count] = await countSignIns(counts, 1);
  const undo = async () => void (await countSignIns(counts, -1));
  if ((count?.n ?? 0) <= most) return undo;
  await undo();
  throw tooMany(window, now);
}

/** Expiry follows the database's own clock, even if this system's clock is set to another time. */
const countOf = (
  { kind, of, window, now }: { kind: string; of: string; window: number; now: Date },
  keys: Keys,
): { id: string; expiresAt: Date } => ({
  id: `${kind}:${keys.sign(`sign-in|${kind}|${of}`).slice(0, 22)}:${Math.floor(now.getTime() / window)}`,
  expiresAt: new Date(Date.now() + 2 * window),
});

const tooMany = (window: number, now: Date): Problem =>
  new Problem('TOO_MANY', { retryAfter: Math.ceil((window - (now.getTime() % window)) / 1000) });

const DEVICE_DAYS = 180;
const cookieName = (who: string, keys: Keys): string => `heyi-device-${keys.sign(`device|${who}`).slice(0, 10)}`;

/** Identifies a browser that has signed in to this account before; nobody else can forge it. */
export function deviceOf(req: Request, who: string, keys: Keys): string | undefined {
  const name = cookieName(who, keys);
  const carried = (req.get('cookie') ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const [nonce = '', since = '', mac] = carried?.split('.') ?? [];
  if (!nonce || mac !== keys.sign(`device|${who}|${nonce}|${since}`)) return undefined;
  return Number(since) > Date.now() / 86_400_000 - DEVICE_DAYS ? nonce : undefined;
}

/** Recognises the browser from now on. */
export function rememberDevice(res: Response, who: string, keys: Keys, secure: boolean): void {
  const [nonce, since] = [crypto.randomUUID(), String(Math.floor(Date.now() / 86_400_000))];
  res.cookie(cookieName(who, keys), `${nonce}.${since}.${keys.sign(`device|${who}|${nonce}|${since}`)}`, {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/api/sessions',
    maxAge: DEVICE_DAYS * 86_400_000,
  });
}
