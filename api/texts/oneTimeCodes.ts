import { randomInt } from 'node:crypto';
import type { Text } from '../../domain/text';
import { countSignIns, OneTimeCodes, type OneTimeCode } from '../../models';
import { Problem } from '../errors';
import { audit } from '../audit/audit';
import type { Call } from '../http/Route';
import { same, sha256, type Keys } from '../keys';
import { networkOf } from '../signIn/limits';
import { putText, tailOf } from './putText';

/** What a code is good for: one person, one purpose, one subject. */
export interface Aim {
  person: string;
  purpose: 'act' | 'contact' | 'sign-in';
  /** A task, with the SHA-256 of the document that it signs; the number that is to become a contact; or the account. */
  subject: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MINUTES_VALID = 10;
const PAUSE_SECONDS = 60;
const TRIES = 5;

/** How many codes are sent to one number, and at the request of one address or its network, in a window. */
const limits = [
  { of: 'number', most: 5, window: HOUR },
  { of: 'number', most: 10, window: 24 * HOUR },
  { of: 'address', most: 20, window: HOUR },
  { of: 'network', most: 200, window: HOUR },
] as const;

const idOf = ({ person, purpose, subject }: Aim): string => sha256(`${person}|${purpose}|${subject}`);
const hashOf = (id: string, code: string, keys: Keys): string => keys.sign(`one-time|${id}|${code}`);

/**
 * Sends a fresh code, which replaces the last one for this aim. The answer is the same whatever becomes of the message.
 * Throws TOO_MANY within a minute of the last code, and when one of the limits is reached.
 */
export async function sendCode(
  { who, at, lang, req, deps }: Pick<Call, 'who' | 'at' | 'lang' | 'req' | 'deps'>,
  aim: Aim,
  { to, purpose, chain, case: number }: { to: string; purpose: Text; chain: string; case?: string },
): Promise<{ tail: string; expiresAt: string; again: number }> {
  if (!deps.settings.texts) throw new Problem('NO_TEXTS');
  const _id = idOf(aim);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(at.getTime() + MINUTES_VALID * MINUTE);
  // Counted apart: whoever enters somebody else's number as their own uses up none of that person's codes.
  const undo = await count(aim.purpose === 'contact' ? `contact|${to}` : to, req.ip ?? '', at, deps.keys);
  const earliest = new Date(at.getTime() - PAUSE_SECONDS * 1000);
  try {
    await OneTimeCodes.collection.updateOne(
      { _id: _id as never, at: { $lte: earliest } },
      {
        $set: { hash: hashOf(_id, code, deps.keys), tries: 0, at, expiresAt, removeAt: new Date(Date.now() + HOUR) },
        $unset: { usedUnder: '' },
      },
      { upsert: true },
    );
  } catch (error) {
    if ((error as { code?: number }).code !== 11000) throw error;
    await undo();
    const last = await OneTimeCodes.findById(_id, { at: 1 }).lean<OneTimeCode>();
    const passed = last ? Math.floor((at.getTime() - last.at.getTime()) / 1000) : 0;
    throw new Problem('TOO_MANY', { retryAfter: Math.min(PAUSE_SECONDS, Math.max(1, PAUSE_SECONDS - passed)) });
  }
  const values = { code, purpose: purpose[lang], minutes: `${MINUTES_VALID}` };
  const id = `${_id.slice(0, 32)}-${at.getTime()}`;
  await putText({ id, to, template: 'code', values, language: lang, case: number, until: expiresAt }, at, deps.keys);
  await audit({ who, at }, chain, 'oneTimeCode.send', aim.person, { purpose: aim.purpose, tail: tailOf(to) });
  return { tail: tailOf(to), expiresAt: expiresAt.toISOString(), again: PAUSE_SECONDS };
}

/**
 * Uses up a code. Throws the same for one that is wrong, expired, used or tried too often, so that nothing can be
 * learned from it. A repetition of the request that used it (`key`) is accepted again.
 */
export async function takeCode(
  aim: Aim,
  given: string,
  { who, at, key, deps }: Pick<Call, 'who' | 'at' | 'key' | 'deps'>,
  chain: string,
): Promise<void> {
  const _id = idOf(aim);
  const hash = hashOf(_id, given, deps.keys);
  const unused = { _id, usedUnder: { $exists: false } };
  const tried = await OneTimeCodes.findOneAndUpdate(
    { ...unused, tries: { $lt: TRIES }, expiresAt: { $gt: at } },
    { $inc: { tries: 1 } },
  ).lean<OneTimeCode>();
  if (tried && same(tried.hash, hash)) {
    const used = await OneTimeCodes.updateOne({ ...unused, hash }, { $set: { usedUnder: key } });
    if (used.modifiedCount === 1) return;
  }
  if (!tried && (await OneTimeCodes.exists({ _id, usedUnder: key, hash }))) return;
  await audit({ who, at }, chain, 'oneTimeCode.refuse', aim.person, { purpose: aim.purpose });
  throw new Problem('WRONG_ONE_TIME_CODE');
}

/** Counts a code before it is sent, so that concurrent requests cannot slip through. Returns how to undo it. */
async function count(to: string, address: string, at: Date, keys: Keys): Promise<() => Promise<unknown>> {
  const values = { number: to, address, network: networkOf(address) };
  const counts = limits.map(({ of, most, window }) => ({
    id: `text-${of}:${keys.sign(`text|${of}|${values[of]}`).slice(0, 22)}:${window}:${Math.floor(at.getTime() / window)}`,
    expiresAt: new Date(Date.now() + 2 * window),
    most,
    window,
  }));
  const numbers = new Map((await countSignIns(counts, 1)).map(({ _id, n }) => [_id, n]));
  const full = counts.find(({ id, most }) => (numbers.get(id) ?? 0) > most);
  const undo = () => countSignIns(counts, -1);
  if (!full) return undo;
  await undo();
  throw new Problem('TOO_MANY', { retryAfter: Math.ceil((full.window - (at.getTime() % full.window)) / 1000) });
}
