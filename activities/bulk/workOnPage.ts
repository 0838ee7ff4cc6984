import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { BulkWorks, nextTargets, targetsWithin, type BulkFailure, type BulkWork } from '../../models';
import type { Deps } from '../deps';
import { kinds, type AskDeps } from './kinds';
import { failureReason, type Why } from './failureReason';

const PAGE = 40;
const BESIDE = 4;
const KEPT_FAILURES = 100;
const PATIENCE = 15_000;
/** How often a page is tried while instances do not answer, before that is recorded as their failure. */
const ATTEMPTS = 3;

type BulkDeps = AskDeps & Pick<Deps, 'reachOf' | 'ownAmong'>;

/** See HostActivities.workOnPage. */
export async function workOnPage(id: string, deps: BulkDeps): Promise<boolean> {
  const found = await running(id);
  if (!found) return false;
  const page = await nextTargets(found, PAGE);
  for (let at = 0; at < page.length; at += BESIDE) {
    Context.current().heartbeat();
    const work = await running(id);
    if (!work) return false;
    // Restarted, or done by another attempt meanwhile: the next page is a different one.
    if (work.cursor !== (at ? page[at - 1] : found.cursor)) return true;
    await advance(work, page.slice(at, at + BESIDE), deps);
  }
  if (page.length === PAGE) return true;
  await BulkWorks.updateOne(
    { _id: id, status: 'running', startedAt: found.startedAt },
    { $set: { status: 'done', endedAt: deps.clock() } },
  );
  return (await running(id)) !== null;
}

const running = (id: string): Promise<BulkWork | null> =>
  BulkWorks.findOne({ _id: id, status: 'running' }).lean<BulkWork>().exec();

/**
 * Works on some instances in parallel and records the results. Throws if they should be tried again, under the same
 * keys.
 */
async function advance(work: BulkWork, ids: string[], deps: BulkDeps): Promise<void> {
  const reach = await deps.reachOf(work.by, kinds[work.kind].permission);
  const allowed = reach ? await targetsWithin(work, ids, reach) : new Map<string, string>();
  const own = kinds[work.kind].repairs ? await deps.ownAmong(work.by, [...new Set(allowed.values())]) : undefined;
  const ends = await Promise.all(
    ids.map((id): Why | Promise<Why | undefined> => {
      if (!allowed.has(id)) return { code: 'OUT_OF_REACH', message: '' };
      return own?.has(allowed.get(id)!) ? { code: 'OWN_CASE', message: '' } : one(work, id, deps);
    }),
  );
  const failures = ends.flatMap((why, index): BulkFailure[] => (why ? [{ instance: ids[index]!, ...why }] : []));
  await BulkWorks.updateOne(
    { _id: work._id, startedAt: work.startedAt, cursor: work.cursor },
    {
      $set: { cursor: ids.at(-1)! },
      $inc: { done: ids.length - failures.length, failed: failures.length },
      ...(failures.length && { $push: { failures: { $each: failures, $slice: -KEPT_FAILURES } } }),
    },
  );
}

/** Undefined: done. */
async function one(work: BulkWork, id: string, deps: BulkDeps): Promise<Why | undefined> {
  try {
    await deps.client.withDeadline(Date.now() + PATIENCE, () => kinds[work.kind].ask(deps, work, id, keyOf(work, id)));
    return undefined;
  } catch (error) {
    const { certain, ...why } = failureReason(error);
    // An instance that does not answer must not block the others for ever.
    if (!certain && Context.current().info.attempt < ATTEMPTS) throw error;
    return why;
  }
}

/**
 * One operation on one instance is one intention, however often it is tried; retrying failures later is a new
 * intention.
 */
const keyOf = (work: BulkWork, id: string): string =>
  createHash('sha256').update(`${work._id}/${work.startedAt.getTime()}/${id}`).digest('hex');
