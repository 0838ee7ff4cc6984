import { province } from '../../domain/regions';
import type { Lang } from '../../domain/text';
import { BulkWorks, countTargets, Incidents, type BulkKind, type BulkWork } from '../../models';
import { outside } from '../access/targets';
import type { Bulk } from '../contract/operations';
import { catalogue, type Code } from '../errors';
import type { Call } from '../http/Route';
import { namesOf } from '../views/people';

/** Queues bulk work; a workflow picks it up (activities/duties/startBulkWork.ts). The same key queues it only once. */
export async function startBulk(
  { key, who, at, lang }: Pick<Call, 'key' | 'who' | 'at' | 'lang'>,
  kind: BulkKind,
  reason: string,
  detail: Record<string, unknown>,
  region = who.region ?? province,
): Promise<Bulk> {
  const work: BulkWork = {
    _id: key.slice(0, 24),
    kind,
    status: 'running',
    by: who.id,
    region,
    reason,
    total: 0,
    done: 0,
    failed: 0,
    cursor: '',
    failures: [],
    startedAt: at,
    detail,
  };
  work.total = await countTargets(work);
  await BulkWorks.updateOne({ _id: work._id }, { $setOnInsert: work }, { upsert: true });
  return bulkView((await BulkWorks.findById(work._id).lean<BulkWork>())!, { lang, at });
}

/** The progress of bulk work, in the reader's language. */
export async function bulkView(work: BulkWork, { lang, at }: Pick<Call, 'lang' | 'at'>): Promise<Bulk> {
  const { _id, kind, status, by, reason, total, done, failed, failures, startedAt, endedAt, detail } = work;
  const [names, again] = await Promise.all([namesOf([by]), stillStanding(work, at)]);
  const { filter: _filter, plan: _plan, ...shown } = detail;
  return {
    id: _id,
    kind,
    status,
    by: names(by)!,
    reason,
    total,
    done,
    failed,
    failures: failures.map(({ instance, code, ...messages }) => ({
      instance: outside(instance),
      code,
      message: why(code, messages, lang),
    })),
    ...(again !== undefined && { again }),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString(),
    detail: shown,
  };
}

/** Where no message was stored in a language, the catalogue's text for the code is used. */
function why(code: string, { message, messageEn }: { message: string; messageEn?: string }, lang: Lang): string {
  const known = code in catalogue ? catalogue[code as Code] : undefined;
  return (lang === 'en' ? (messageEn ?? known?.en) : message || known?.zh) ?? message;
}

const DAY = 86_400_000;

/**
 * How many of the retried instances have a new open incident since: having been retried does not mean having succeeded.
 * Not counted for work that ended more than a day ago.
 */
async function stillStanding({ kind, startedAt, endedAt, detail }: BulkWork, now: Date): Promise<number | undefined> {
  if (kind !== 'retry' || (endedAt && endedAt.getTime() < now.getTime() - DAY)) return undefined;
  const { _id: chosen, ...filter } = detail.filter as { _id?: { $in: string[] } };
  const instances = chosen && { instance: { $in: chosen.$in.map((id) => id.replace(/\/\d+\/\d+$/, '')) } };
  return Incidents.countDocuments({ status: 'open', at: { $gte: startedAt }, ...filter, ...instances });
}
