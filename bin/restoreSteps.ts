import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { stepOf } from '../activities/records/project';
import { Steps, stepId } from '../models';
import type { Batch } from '../workflows/hostContract';
import { workflowBundle } from './workflowBundle';

/**
 * Restores steps of a case that MongoDB has lost: replays the histories of all runs of its workflows, and takes the
 * batches that they recorded. Existing steps are left alone. `dataConverter` reads histories and bundles. Returns how
 * many were missing.
 */
export async function restoreSteps(id: string, client: Client, dataConverter: DataConverter): Promise<number> {
  let restored = 0;
  for (const batch of await batchesOf(id, client, dataConverter)) {
    const body = JSON.stringify(batch);
    const { _id, ...step } = stepOf(batch, createHash('sha256').update(body).digest('hex'), body);
    const { upsertedCount } = await Steps.collection.updateOne(
      { _id: stepId(batch.instance, batch.sequence) } as never,
      { $setOnInsert: step },
      { upsert: true },
    );
    restored += upsertedCount;
  }
  return restored;
}

async function batchesOf(id: string, client: Client, dataConverter: DataConverter): Promise<Batch[]> {
  const batches: Batch[] = [];
  const sinks = {
    replayed: { batch: { fn: (_: unknown, batch: Batch) => void batches.push(batch), callDuringReplay: true } },
  };
  for await (const { error, workflowId } of Worker.runReplayHistories(
    { workflowBundle: await workflowBundle(), dataConverter, sinks },
    historiesOf(id, client),
  )) {
    if (error)
      throw new Error(`${workflowId} does not replay under this code / 该流程实例无法用现有代码重放: ${error.message}`);
  }
  return batches;
}

async function* historiesOf(id: string, client: Client) {
  for await (const { workflowId, runId } of client.workflow.list({ query: `HeyiCaseNumber = "${id}"` })) {
    yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
  }
}
