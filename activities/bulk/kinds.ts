import { ApplicationFailure } from '@temporalio/common';
import { Incidents, type BulkKind, type BulkWork, type Incident } from '../../models';
import { migrateUpdate, repairUpdate, takeContextUpdate } from '../../workflows/messages';
import type { Deps } from '../deps';

export type AskDeps = Pick<Deps, 'client' | 'clock' | 'reassign'>;

interface Kind {
  /** What the person who started it must still be allowed to do, for each kind. */
  permission: Parameters<Deps['reachOf']>[1];
  /** Whether it does in a case what nobody does in their own. */
  repairs?: true;
  /** Requests it from one instance or task. A repetition under the same key changes nothing and gets the same answer. */
  ask(deps: AskDeps, work: BulkWork, id: string, key: string): Promise<unknown>;
}

interface MigrateDetail {
  to: string;
  plan: Record<string, string>;
}

interface ReassignDetail {
  to: string | string[];
  /** Of each task, to whom its case is given: the preferred first. */
  plan?: [string, string[]][];
}

export const kinds: Record<BulkKind, Kind> = {
  migrate: {
    permission: 'operation.repair',
    repairs: true,
    ask({ client: { workflow } }, { detail, by, reason }, id, updateId) {
      const { to, plan } = detail as unknown as MigrateDetail;
      return workflow
        .getHandle(id)
        .executeUpdate(migrateUpdate, { args: [{ definition: to, plan, by, reason }], updateId });
    },
  },
  takeContext: {
    permission: 'reference.write',
    ask: ({ client: { workflow } }, { by, reason }, id, updateId) =>
      workflow.getHandle(id).executeUpdate(takeContextUpdate, { args: [{ by, reason }], updateId }),
  },
  retry: {
    permission: 'operation.repair',
    repairs: true,
    async ask({ client: { workflow } }, { by, reason }, id, updateId) {
      const incident = await Incidents.findById(id).lean<Incident>();
      if (incident?.status !== 'open') return;
      await workflow
        .getHandle(incident.instance)
        .executeUpdate(repairUpdate, { args: [{ type: 'retry', key: incident.key, by, reason }], updateId });
    },
  },
  reassign: {
    permission: 'task.reassign',
    async ask({ reassign, clock }, { _id: work, by, reason, detail }, task) {
      const { to, plan = [] } = detail as unknown as ReassignDetail;
      const planned = plan.find(([id]) => id === task)?.[1] ?? [to].flat();
      const refused = await reassign({ task, to: planned, by, reason, work, at: clock() });
      if (refused) throw ApplicationFailure.nonRetryable(refused.zh, refused.code, refused);
    },
  },
};
