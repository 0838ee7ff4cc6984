import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { Steps, type Instance, type Step } from '../../models';
import { instanceQuery } from '../../workflows/messages';
import type { Recorder } from './Recorder';

const PATIENCE = 10_000;

/**
 * Takes back the steps that are recorded of an instance and that its workflow knows nothing of: orphans of a fall
 * (docs/decisions/records.md). What was recorded before the workflow is asked is in its answer or never will be: a
 * query is answered between workflow tasks. Gives how many were taken back; throws where the workflow cannot answer.
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

/** How a workflow stands with the server. */
export interface Standing {
  /** `RUNNING`, else how it ended: `COMPLETED`, `TERMINATED`, `TIMED_OUT`, `FAILED`, `CANCELLED`, `GONE`. */
  status: string;
  closedAt?: Date;
  /** What who terminated it said. */
  reason?: string;
  runId?: string;
  /** How often its present workflow task has been tried. */
  attempt: number;
}

/** Of the newest run. */
export async function standingOf(instance: string, client: Client): Promise<Standing> {
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
