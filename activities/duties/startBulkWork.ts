import { BulkWorks, type BulkWork } from '../../models';
import { bulkId, workflowTypes, type WorkInBulk } from '../../workflows/messages';
import type { DutyDeps } from './Duties';

const AT_ONCE = 20;

/**
 * Ensures that bulk work in progress has its workflow: work that was started or resumed recently, and work that lost
 * its workflow. Returns when to run again.
 */
export async function startBulkWork({ client, taskQueue }: DutyDeps): Promise<number> {
  const running = await BulkWorks.find({ status: 'running' }, { _id: 1 }).limit(AT_ONCE).lean<BulkWork[]>();
  for (const { _id: work } of running)
    await client.workflow.start(workflowTypes.workInBulk, {
      workflowId: bulkId(work),
      taskQueue,
      args: [{ work }] as [WorkInBulk],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  return 1000;
}
