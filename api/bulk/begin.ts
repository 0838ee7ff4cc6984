import { BulkWorks, type BulkKind, type BulkWork } from '../../models';
import { outside } from '../access/targets';
import type { Bulk } from '../contract/operations';
import type { Call } from '../http/Route';
import { namesOf } from '../views/people';
import { kinds } from './kinds';

/** Puts bulk work on the list; a runner takes it from there. Under the same key it is put there once. */
export async function begin({ key, who, at }: Pick<Call, 'key' | 'who' | 'at'>, kind: BulkKind, reason: string, detail: Record<string, unknown>): Promise<Bulk> {
  const work: BulkWork = { _id: key.slice(0, 24), kind, status: 'running', by: who.id, reason, total: 0, done: 0, failed: 0, cursor: '', failures: [], startedAt: at, detail };
  work.total = (await kinds[kind].targets(work)).length;
  await BulkWorks.updateOne({ _id: work._id }, { $setOnInsert: work }, { upsert: true });
  return bulkView((await BulkWorks.findById(work._id).lean<BulkWork>())!);
}

export async function bulkView({ _id, kind, status, by, reason, total, done, failed, failures, startedAt, endedAt, detail }: BulkWork): Promise<Bulk> {
  const names = await namesOf([by]);
  const { filter: _filter, ...shown } = detail;
  return {
    id: _id, kind, status, by: names(by)!, reason, total, done, failed, failures: failures.map((failure) => ({ ...failure, instance: outside(failure.instance) })),
    startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString(), detail: shown,
  };
}
