import { Incidents, Instances, type BulkKind, type BulkWork, type Incident } from '../../models';
import { sha256 } from '../keys';
import type { Temporal } from '../temporal';

interface Kind {
  /** Ids of what is to be worked on, in their order. */
  targets(work: BulkWork): Promise<string[]>;
  /** Does it for one; the same key again changes nothing. */
  apply(temporal: Temporal, work: BulkWork, id: string, key: string): Promise<unknown>;
}

interface MigrateDetail {
  process: string;
  from: string;
  to: string;
  plan: Record<string, string>;
  filter: Record<string, unknown>;
}
interface RetryDetail {
  filter: Record<string, unknown>;
}

const ids = (rows: { _id: string }[]): string[] => rows.map(({ _id }) => _id).sort();

export const kinds: Record<BulkKind, Kind> = {
  migrate: {
    async targets({ detail }) {
      const { process, from, filter } = detail as unknown as MigrateDetail;
      return ids(
        await Instances.find({ definition: from, status: 'active', process, ...filter }, { _id: 1 }).lean<
          { _id: string }[]
        >(),
      );
    },
    apply(temporal, { detail, by, reason }, id, key) {
      const { to, plan } = detail as unknown as MigrateDetail;
      return temporal.migrate(id, key, { definition: to, plan, by, reason });
    },
  },
  takeContext: {
    targets: async () => ids(await Instances.find({ status: 'active' }, { _id: 1 }).lean<{ _id: string }[]>()),
    apply: (temporal, { by, reason }, id, key) => temporal.takeContext(id, key, { by, reason }),
  },
  retry: {
    targets: async ({ detail }) =>
      ids(
        await Incidents.find({ status: 'open', ...(detail as unknown as RetryDetail).filter }, { _id: 1 }).lean<
          { _id: string }[]
        >(),
      ),
    async apply(temporal, { by, reason }, id, key) {
      const incident = await Incidents.findById(id).lean<Incident>();
      if (incident?.status === 'open')
        await temporal.repair(incident.instance, key, { type: 'retry', key: incident.key, by, reason });
    },
  },
};

/**
 * One work on one instance is one intention, whoever carries it out and however often. `turn` changes when failures are
 * tried again.
 */
export const keyOf = (work: BulkWork, id: string): string => sha256(`${work._id}/${work.startedAt.getTime()}/${id}`);
