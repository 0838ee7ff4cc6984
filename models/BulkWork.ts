import { Incidents } from './Incident';
import { Instances } from './Instance';
import { json, model } from './schema';
import { Tasks } from './Task';

export type BulkKind = 'migrate' | 'takeContext' | 'retry' | 'reassign';

export interface BulkFailure {
  instance: string;
  code: string;
  /** The reason, in Chinese and in English, if its code alone is not enough. */
  message: string;
  messageEn?: string;
}

/** Work on many instances, incidents or tasks, page by page: a workflow of its own carries it out as long as it is `running`. */
export interface BulkWork {
  _id: string;
  kind: BulkKind;
  status: 'running' | 'stopped' | 'done';
  by: string;
  /** The area of the person who started it: it reaches no further, and nobody with a smaller area may stop it. */
  region: string;
  reason: string;
  total: number;
  done: number;
  failed: number;
  /** The last id that was worked on, in the order of ids. */
  cursor: string;
  /** The last hundred failures. */
  failures: BulkFailure[];
  startedAt: Date;
  endedAt?: Date;
  /** What exactly is to be done, and to which instances. */
  detail: Record<string, unknown>;
}

export const BulkWorks = model<BulkWork>(
  'BulkWork',
  'bulkWorks',
  {
    kind: String,
    status: String,
    by: String,
    region: String,
    reason: String,
    total: Number,
    done: Number,
    failed: Number,
    cursor: String,
    failures: [{ _id: false, instance: String, code: String, message: String, messageEn: String }],
    startedAt: Date,
    endedAt: Date,
    detail: json,
  },
  [[{ status: 1 }], [{ startedAt: -1 }], [{ region: 1, startedAt: -1 }]],
);

interface MigrateDetail {
  process: string;
  from: string;
  filter: Record<string, unknown>;
}
interface ChosenDetail {
  filter: Record<string, unknown>;
}

type Work = Pick<BulkWork, 'kind' | 'startedAt' | 'detail'>;

/** The collection that each kind iterates over. */
const targets: Record<
  BulkKind,
  { model: typeof Instances | typeof Incidents | typeof Tasks; filter(work: Work): object }
> = {
  migrate: {
    model: Instances,
    filter({ detail }) {
      const { process, from, filter } = detail as unknown as MigrateDetail;
      return { definition: from, status: 'active', process, ...filter };
    },
  },
  // Instances that start later use what is in force then.
  takeContext: {
    model: Instances,
    filter: ({ startedAt }) => ({ status: 'active', startedAt: { $lte: startedAt } }),
  },
  // A new incident after a retry is not the same incident: it is not retried endlessly.
  retry: {
    model: Incidents,
    filter: ({ startedAt, detail }) => ({
      status: 'open',
      at: { $lte: startedAt },
      ...(detail as unknown as ChosenDetail).filter,
    }),
  },
  reassign: {
    model: Tasks,
    filter: ({ detail }) => ({ status: 'open', ...(detail as unknown as ChosenDetail).filter }),
  },
};

type Ids = { find(filter: object, fields: object): ReturnType<typeof Instances.find> };

/** How many instances the bulk work will process. */
export const countTargets = (work: Work): Promise<number> =>
  (targets[work.kind].model as typeof Instances).countDocuments(targets[work.kind].filter(work)).exec();

/** The ids that follow the last processed one, in order. */
export async function nextTargets(work: BulkWork, most: number): Promise<string[]> {
  const { model: collection, filter } = targets[work.kind];
  const found = await (collection as Ids)
    .find({ $and: [filter(work), { _id: { $gt: work.cursor } }] }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(most)
    .lean<{ _id: string }[]>();
  return found.map(({ _id }) => _id);
}

/** The ids that are within a reach, each with its case. */
export async function targetsWithin({ kind }: Work, ids: string[], reach: object): Promise<Map<string, string>> {
  const found = await (targets[kind].model as Ids)
    .find({ $and: [{ _id: { $in: ids } }, reach] }, { case: 1 })
    .lean<{ _id: string; case: string }[]>();
  return new Map(found.map(({ _id, case: number }) => [_id, number]));
}
