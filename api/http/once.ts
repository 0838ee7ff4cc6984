import { IdempotentCalls, type IdempotentCall } from '../../models';
import { canonicalJson } from '../../domain/canonicalJson';
import { Problem, catalogue, type Code } from '../errors';
import { sha256, type Keys } from '../keys';

const KEPT_HOURS = 48;

interface Sealed {
  code?: Code;
  about?: Problem['about'];
  body?: unknown;
}
export interface Intent {
  id: string;
  route: string;
  request: string;
  now: Date;
  keys: Keys;
  plan<T>(make: () => T | Promise<T>): Promise<T>;
}

/** Identifies the request: a repetition must match it. */
export const requestHash = (route: string, params: unknown, body: unknown): string =>
  sha256(`${route}\n${canonicalJson(params)}\n${canonicalJson(body ?? null)}`);

/** Calls in progress in this process: a repetition waits for the same answer. */
const underWay = new Map<string, { request: string; answer: Promise<unknown> }>();

/**
 * Does `work` once for an Idempotency-Key. A repetition gets the same answer; another request with the key gets
 * KEY_REUSED. If no answer was given (503, a crash), the work is done again: everything in `work` must itself be safe
 * to repeat under `key`.
 */
export async function once<T>(intent: Omit<Intent, 'plan'>, work: (plan: Intent['plan']) => Promise<T>): Promise<T> {
  const running = underWay.get(intent.id);
  if (running) {
    if (running.request !== intent.request) throw new Problem('KEY_REUSED');
    return running.answer as Promise<T>;
  }
  const answer = attempt(intent, work);
  underWay.set(intent.id, { request: intent.request, answer });
  try {
    return await answer;
  } finally {
    underWay.delete(intent.id);
  }
}

async function attempt<T>(intent: Omit<Intent, 'plan'>, work: (plan: Intent['plan']) => Promise<T>): Promise<T> {
  const { id, route, request, now } = intent;
  // Expiry follows the database's own clock, even if this system's clock is set to another time.
  const expiresAt = new Date(Date.now() + KEPT_HOURS * 3_600_000);
  await IdempotentCalls.collection.updateOne(
    { _id: id } as never,
    { $setOnInsert: { route, request, at: now, expiresAt } },
    { upsert: true },
  );
  const kept = (await IdempotentCalls.findById(id).lean<IdempotentCall>())!;
  if (kept.request !== request) throw new Problem('KEY_REUSED');
  if (kept.status !== undefined) return unseal<T>(intent.keys, kept.answer as string);
  try {
    const body = await work((make) => planOnce(intent, kept, make));
    return await storeAnswer<T>(intent, 200, { body });
  } catch (error) {
    // A final refusal is given again. Other failures are tried again.
    if (error instanceof Problem && lasting(error))
      return storeAnswer<T>(intent, error.status, { code: error.code, about: error.about });
    throw error;
  }
}

/** Refusals that another attempt cannot change: conflicts, missing things. */
const lasting = ({ code, about }: Problem): boolean => !about.unsettled && [404, 409].includes(catalogue[code].status);

/** Stores an answer and returns the one that was stored first. */
async function storeAnswer<T>({ id, keys }: Omit<Intent, 'plan'>, status: number, sealed: Sealed): Promise<T> {
  await IdempotentCalls.updateOne(
    { _id: id, status: { $exists: false } },
    { $set: { status, answer: keys.seal(sealed) } },
  );
  const kept = await IdempotentCalls.findById(id).lean<IdempotentCall>();
  return unseal<T>(keys, (kept?.answer as string | undefined) ?? keys.seal(sealed));
}

function unseal<T>(keys: Keys, answer: string): T {
  const { code, about, body } = keys.open(answer) as Sealed;
  if (code) throw new Problem(code, about);
  return body as T;
}

/** Decides something once for all attempts of the intent, and stores it before it has any effect. */
async function planOnce<T>(
  { id, keys }: Omit<Intent, 'plan'>,
  kept: IdempotentCall,
  make: () => T | Promise<T>,
): Promise<T> {
  if (kept.plan) return keys.open(kept.plan) as T;
  await IdempotentCalls.updateOne({ _id: id, plan: { $exists: false } }, { $set: { plan: keys.seal(await make()) } });
  const now = await IdempotentCalls.findById(id).lean<IdempotentCall>();
  return keys.open(now!.plan!) as T;
}
