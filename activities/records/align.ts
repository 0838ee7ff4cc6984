import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Steps, type Instance, type Step } from '../../models';
import { instanceQuery } from '../../workflows/messages';
import type { Recorder } from './Recorder';

const PATIENCE = 10_000;

/**
 * Removes the recorded steps of an instance that its workflow does not know: orphans of a crash
 * (docs/decisions/records.md). What was recorded before the workflow is queried is in its answer or never will be,
 * because a query is answered between workflow tasks. Returns how many were removed; throws if the workflow cannot
 * answer.
 */
export async function align(
  { _id, case: of }: Pick<Instance, '_id' | 'case'>,
  client: Client,
  recorder: Recorder,
): Promise<number> {
  const recorded = await Steps.find({ instance: _id }, { sequence: 1, digest: 1 })
    .sort({ sequence: -1 })
    .limit(100)
    .lean<Step[]>();
  const { sequence: last } = await client.withDeadline(Date.now() + PATIENCE, () =>
    client.workflow.getHandle(_id).query(instanceQuery),
  );
  const orphans = recorded.filter(({ sequence }) => sequence > last);
  return orphans.length
    ? recorder.withdraw(_id, of, new Map(orphans.map(({ sequence, digest }) => [sequence, digest])))
    : 0;
}

/** The status of a workflow on the server. */
export interface WorkflowStatus {
  /** `RUNNING`, or how it ended: `COMPLETED`, `TERMINATED`, `TIMED_OUT`, `FAILED`, `CANCELLED`, `GONE`. */
  status: string;
  closedAt?: Date;
  /** The reason given by whoever terminated it. */
  reason?: string;
  runId?: string;
  /** How often its present workflow task has been tried. */
  attempt: number;
}

/** Of the newest run. */
export async function workflowStatusOf(instance: string, client: Client): Promise<WorkflowStatus> {
  try {
    const { status, closeTime, runId, raw } = await client.withDeadline(Date.now() + PATIENCE, () =>
      client.workflow.getHandle(instance).describe(),
    );
    return {
      status: status.name === 'CONTINUED_AS_NEW' ? 'RUNNING' : status.name,
      closedAt: closeTime,
      runId,
      attempt: raw.pendingWorkflowTask?.attempt ?? 0,
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { status: 'GONE', attempt: 0 };
    throw error;
  }
}
