import { proxyActivities } from '@temporalio/workflow';
import type { HostActivities } from './hostContract';
import type { Mend, StepResult } from './messages';

const { mend } = proxyActivities<HostActivities>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '200ms', maximumInterval: '10s', maximumAttempts: 20 },
});

/**
 * Repairs an instance whose own workflow cannot: it has ended, its workflow task fails repeatedly, or its record cannot
 * be written. The workflow's id is that of the order, so the same order again is the same work.
 */
export async function mendInstance(order: Mend): Promise<StepResult> {
  return mend(order);
}
