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

/** What stands for the same request: a repetition must match it. */
export const requestHash = (route: string, params: unknown, body: unknown): string =>
  sha256(`${route}\n${canonicalJson(params)}\n${canonicalJson(body ?? null)}`);

/** Calls of this process that are under way: a repetition waits for the one answer. */
const underWay = new Map<string, { request: string; answer: Promise<unknown> }>();

/**
 * Does `work` for an Idempotency-Key once. Repeated, it gives the same answer; with another request, KEY_REUSED. After
 * an answer that
 * never came (503, a crash) it does the work again: all that `work` does must itself be safe to repeat under `key`.
 */
export async function once<T>(intent: Omit<Intent, 'plan'>, work: (plan: Intent['plan']) => Promise<T>): Promise<T> {
  const running = underWay.get(intent.id);
  if (running) {
    if (running.request !== intent.request) throw new Problem('KEY_REUSED');
    return running.answer as Promise<T>;
  }
  const answer = begun(intent, work);
  underWay.set(intent.id, { request: intent.request, answer });
  try {
    return await answer;
  } finally {
    underWay.delete(intent.id);
  }
}

async function begun<T>(intent: Omit<Intent, 'plan'>, work: (plan: Intent['plan']) => Promise<T>): Promise<T> {
  const { id, route, request, now } = intent;
  // The database forgets by its own clock, whatever time this system is told that it is.
  const expiresAt = new Date(Date.now() + KEPT_HOURS * 3_600_000);
  await IdempotentCalls.collection.updateOne(
    { _id: id } as never,
    { $setOnInsert: { route, request, at: now, expiresAt } },
    { upsert: true },
  );
  const kept = (await IdempotentCalls.findById(id).lean<IdempotentCall>())!;
  if (kept.request !== request) throw new Problem('KEY_REUSED');
  if (kept.status !== undefined) return opened<T>(intent.keys, kept.answer as string);
  try {
    const body = await work((make) => planned(intent, kept, make));
    return await settled<T>(intent, 200, { body });
  } catch (error) {
    // What was refused for good is refused again. What failed in between is tried again.
    if (error instanceof Problem && lasting(error))
      return settled<T>(intent, error.status, { code: error.code, about: error.about });
    throw error;
  }
}

/** Refusals that another try cannot change for the better: conflicts, what is not there. */
const lasting = ({ code, about }: Problem): boolean => !about.unsettled && [404, 409].includes(catalogue[code].status);

/** Keeps an answer and gives the one that was kept first. */
async function settled<T>({ id, keys }: Omit<Intent, 'plan'>, status: number, sealed: Sealed): Promise<T> {
  await IdempotentCalls.updateOne(
    { _id: id, status: { $exists: false } },
    { $set: { status, answer: keys.seal(sealed) } },
  );
  const kept = await IdempotentCalls.findById(id).lean<IdempotentCall>();
  return opened<T>(keys, (kept?.answer as string | undefined) ?? keys.seal(sealed));
}

function opened<T>(keys: Keys, answer: string): T {
  const { code, about, body } = keys.open(answer) as Sealed;
  if (code) throw new Problem(code, about);
  return body as T;
}

/** Decides something once for all tries of the intent, and keeps it before it has any effect. */
async function planned<T>(
  { id, keys }: Omit<Intent, 'plan'>,
  kept: IdempotentCall,
  make: () => T | Promise<T>,
): Promise<T> {
  if (kept.plan) return keys.open(kept.plan) as T;
  await IdempotentCalls.updateOne({ _id: id, plan: { $exists: false } }, { $set: { plan: keys.seal(await make()) } });
  const now = await IdempotentCalls.findById(id).lean<IdempotentCall>();
  return keys.open(now!.plan!) as T;
}
