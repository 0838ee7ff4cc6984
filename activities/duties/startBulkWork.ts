import { BulkWorks, type BulkWork } from '../../models';
import { bulkId, workflowTypes, type WorkInBulk } from '../../workflows/messages';
import type { DutyDeps } from './Duties';

const AT_ONCE = 20;

/**
 * Sees to it that bulk work which is to go on has its workflow: what was begun or resumed lately, and what lost it.
 * Returns when to look again.
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
