import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { MendWay } from '../../domain/hostTroubles';
import { Incidents, inTransaction, Instances, Steps, stepId, type Incident, type Instance } from '../../models';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import {
  callEndedSignal,
  callId,
  cancelSignal,
  FAILING,
  OPERATIONS,
  type Mend,
  type StepResult,
} from '../../workflows/messages';
import { inThread } from '../../threads/pool';
import type { Bundles } from '../definitions/bundles';
import type { Deps } from '../deps';
import { align, workflowStatusOf } from './align';
import { hostCodes, resolveHostIncident } from './hostIncidents';
import { rebuild } from './rebuild';
import type { Recorder } from './Recorder';
import { endedByServer, lastStep, recordedState } from './state';

export interface MendDeps extends Pick<Deps, 'client' | 'clock' | 'restore'> {
  bundles: Bundles;
  recorder: Recorder;
}

const WORKFLOW_TASK_COMPLETED = 7;
const PAGE = 100;

const ways: Record<MendWay, (order: Mend, deps: MendDeps) => Promise<void>> = {
  close,
  reset,
  rebuild: restored,
  dismiss,
};

/** See `mendInstance`. Repeated after a failure, it continues where it was. */
export async function mend(order: Mend, deps: MendDeps): Promise<StepResult> {
  await ways[order.way](order, deps);
  const instance = await Instances.findById(order.instance).lean<Instance>();
  return {
    sequence: instance?.sequence ?? 0,
    status: instance?.status ?? 'terminated',
    tasks: { opened: [], closed: [] },
  };
}

/**
 * Ends the instance as if it had been cancelled: the workflow, if it still exists, then its records, by the engine's
 * own step from its recorded state. Its caller is notified, and the instances it called are cancelled.
 */
async function close(order: Mend, { client, clock, bundles, recorder }: MendDeps): Promise<void> {
  const { instance, by, reason, update } = order;
  await tell(() => client.workflow.getHandle(instance).terminate(reason));
  const at = clock().toISOString();
  const recorded = await recordedState(instance);
  if (recorded && recorded.state.status === 'active') {
    const { state, last } = recorded;
    const step = await inThread('compile', 'cancelled', {
      bundle: await bundles.bytes(last.bundle),
      state,
      at,
      by,
      reason,
    });
    const { filing: _filing, ...head } = last;
    const over: NotedCommand[] = endedByServer(last)
      ? [{ type: 'resolveIncident', key: 1, element: last.process }]
      : [];
    const batch: Batch = {
      ...head,
      sequence: last.sequence + 1,
      at,
      events: [{ type: 'cancelled', at, by, reason, update, act: OPERATIONS }],
      facts: step.facts,
      commands: over.concat(step.commands.filter((command) => !carriedOut.has(command.type)) as NotedCommand[]),
      status: step.state.status,
    };
    await recorder.record(batch);
    for (const command of step.commands)
      if (command.type === 'cancelCall')
        await tell(() =>
          client.workflow.getHandle(callId(instance, command.key)).signal(cancelSignal, { by: instance, reason }),
        );
  }
  await toCaller(order, recorded?.last.parent, client);
  await resolved(order, clock());
}

async function toCaller({ instance, reason }: Mend, parent: string | undefined, client: Client): Promise<void> {
  const key = Number(instance.slice(instance.lastIndexOf('/') + 1));
  if (parent === undefined || callId(parent, key) !== instance) return;
  await tell(() =>
    client.workflow
      .getHandle(parent)
      .signal(callEndedSignal, { key, status: 'terminated', error: { message: reason } }),
  );
}

/** If the other instance no longer exists, it need not be notified. */
async function tell(what: () => Promise<unknown>): Promise<void> {
  try {
    await what();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/**
 * Lets the workflow continue from its last successful task, as a new run; updates and signals received since are
 * delivered to it again. Steps recorded beyond that are removed.
 */
async function reset(order: Mend, { client, recorder }: MendDeps): Promise<void> {
  const { instance, reason, update } = order;
  const { status, attempt, runId } = await workflowStatusOf(instance, client);
  if (!runId)
    throw refuse(
      'NO_INCIDENT',
      '流程服务中已没有该实例，只能关闭。',
      'The workflow no longer exists: it can only be closed.',
    );
  if (status !== 'RUNNING' || attempt >= FAILING) {
    const finish = await lastGoodTask(client, instance, runId);
    if (finish === undefined)
      throw refuse('NO_INCIDENT', '该实例没有可以回到的步骤，只能关闭。', 'It has no step to go back to: close it.');
    await client.workflowService.resetWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId: instance, runId },
      workflowTaskFinishEventId: finish,
      reason,
      requestId: update ?? randomUUID(),
    });
  }
  const found = await Instances.findById(instance).lean<Instance>();
  if (found) await align(found, client, recorder);
}

async function lastGoodTask(client: Client, workflowId: string, runId: string) {
  for (let token: Uint8Array | undefined; ;) {
    const page = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: PAGE,
      nextPageToken: token,
    });
    const found = page.history?.events?.find(({ eventType }) => eventType === WORKFLOW_TASK_COMPLETED);
    if (found) return found.eventId ?? undefined;
    if (!page.nextPageToken?.length) return undefined;
    token = page.nextPageToken;
  }
}

/** Restores lost steps from the workflow's histories, then rebuilds all projections of the case. */
async function restored(order: Mend, { bundles, clock, restore }: MendDeps): Promise<void> {
  const incident = await Incidents.findOne({ instance: order.instance, status: 'open' }, { case: 1 }).lean<Incident>();
  const of = incident?.case ?? order.case;
  // The step that only records the workflow's end may be in the place of a lost step.
  const last = await lastStep(order.instance);
  if (last && endedByServer(last)) await Steps.deleteOne({ _id: stepId(last.instance, last.sequence) });
  await restore?.(of);
  if (!(await Steps.exists({ case: of })))
    throw refuse('NO_INCIDENT', '流程历史中没有可以补回的步骤。', 'The histories contain no step to restore.');
  await inTransaction((session) => rebuild(of, bundles, session));
  await resolveHostIncident({ instance: order.instance, case: of, code: 'RECORD_MISSING' }, clock(), order.by);
}

/** Somebody has seen it; there is nothing to repair. */
async function dismiss({ instance, case: of, by }: Mend, { clock }: MendDeps): Promise<void> {
  await resolveHostIncident({ instance, case: of, code: 'MESSAGE_REFUSED' }, clock(), by, 'dismissed');
}

async function resolved({ instance, case: of, by }: Mend, now: Date): Promise<void> {
  for (const code of hostCodes) await resolveHostIncident({ instance, case: of, code }, now, by, 'terminated');
}

const carriedOut = new Set(['wake', 'runJob', 'cancelJob', 'callProcess', 'cancelCall', 'escalateToCaller']);

const refuse = (code: string, zh: string, en: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`${zh} / ${en}`, code, { zh, en });
