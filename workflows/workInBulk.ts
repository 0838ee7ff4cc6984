import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { HostActivities } from './hostContract';
import type { WorkInBulk } from './messages';

const { workOnPage } = proxyActivities<HostActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '1m',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * Carries out bulk work page by page, until all is done or it is stopped. The task and its progress are in its record
 * (models/BulkWork.ts), so a run passes only the record's id to the next one.
 */
export async function workInBulk(input: WorkInBulk): Promise<void> {
  for (let page = 1; await workOnPage(input.work); page++)
    if (page === input.pages || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof workInBulk>(input);
}
