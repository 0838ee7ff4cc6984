import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import type { Variables } from '../engine';
import {
  completeTaskUpdate,
  deliverMessageUpdate,
  migrateUpdate,
  repairUpdate,
  searchAttributesOf,
  setVariablesUpdate,
  startUpdate,
  takeContextUpdate,
  withdrawUpdate,
  workflowTypes,
  type CompleteTask,
  type DeliverMessage,
  type Migrate,
  type Repair,
  type RunInput,
  type SetVariables,
  type StepResult,
  type TakeContext,
  type Withdraw,
} from '../workflows/messages';
import { catalogue, Problem, type Code } from './errors';

export type { RunInput, StepResult, Variables };

/**
 * What the API asks of running instances. Each is answered when it is durable and readable; `key` names the intention,
 * so that repeating it changes nothing.
 */
export interface Temporal {
  start(input: RunInput): Promise<StepResult | undefined>;
  completeTask(instance: string, key: string, asked: CompleteTask): Promise<StepResult>;
  deliverMessage(instance: string, key: string, asked: DeliverMessage): Promise<StepResult>;
  setVariables(instance: string, key: string, asked: SetVariables): Promise<StepResult>;
  withdraw(instance: string, key: string, asked: Withdraw): Promise<StepResult>;
  repair(instance: string, key: string, asked: Repair): Promise<StepResult>;
  takeContext(instance: string, key: string, asked: TakeContext): Promise<StepResult>;
  migrate(instance: string, key: string, asked: Migrate): Promise<StepResult>;
  /** Whether the server answers. */
  alive(): Promise<boolean>;
  /** Who polls the task queue. */
  workers(): Promise<{ identity: string; lastSeen?: string }[]>;
}

/**
 * `patience`: milliseconds until an answer that does not come is called unknown; `load`: the bundle that a new instance
 * brings, as bytes.
 */
export function temporalOf(
  client: Client,
  taskQueue: string,
  patience: number,
  load: (wanted: Pick<RunInput, 'process' | 'binding' | 'definition'>) => Promise<Uint8Array>,
): Temporal {
  const soon = <T>(work: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + patience, work).catch((error: unknown) => Promise.reject(translated(error)));
  const update =
    <Asked>(definition: UpdateDefinition<StepResult, [Asked]>) =>
    (instance: string, key: string, asked: Asked): Promise<StepResult> =>
      soon(
        () =>
          client.workflow
            .getHandle(instance)
            .executeUpdate(definition, { args: [asked] as never, updateId: key }) as Promise<StepResult>,
      );

  async function start(input: RunInput): Promise<StepResult | undefined> {
    const bundle = await load({ process: input.process, binding: input.binding, definition: input.definition }).catch(
      (error: unknown) => Promise.reject(translated(error)),
    );
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
      workflowId: input.instance.id,
      taskQueue,
      args: [input, bundle] as never,
      typedSearchAttributes: searchAttributesOf(input),
      // A repetition meets the instance that the first try started; one that has ended is not started anew.
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    startWorkflowOperation.workflowHandle().catch(() => undefined);
    try {
      return await client.withDeadline(Date.now() + patience, () =>
        client.workflow.executeUpdateWithStart(startUpdate, { startWorkflowOperation, updateId: 'start' }),
      );
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
      throw translated(error);
    }
  }

  return {
    start,
    completeTask: update<CompleteTask>(completeTaskUpdate),
    deliverMessage: update<DeliverMessage>(deliverMessageUpdate),
    setVariables: update<SetVariables>(setVariablesUpdate),
    withdraw: update<Withdraw>(withdrawUpdate),
    repair: update<Repair>(repairUpdate),
    takeContext: update<TakeContext>(takeContextUpdate),
    migrate: update<Migrate>(migrateUpdate),
    alive: () =>
      client
        .withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({}))
        .then(
          () => true,
          () => false,
        ),
    workers: () => workersOf(client, taskQueue),
  };
}

async function workersOf(client: Client, taskQueue: string): Promise<{ identity: string; lastSeen?: string }[]> {
  try {
    const { pollers } = await client.withDeadline(Date.now() + 2_000, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: 1,
      }),
    );
    return (pollers ?? []).map(({ identity, lastAccessTime }) => ({
      identity: identity ?? '',
      ...(lastAccessTime?.seconds && { lastSeen: new Date(Number(lastAccessTime.seconds) * 1000).toISOString() }),
    }));
  } catch {
    return [];
  }
}

/** Refusals of the engine that the API calls otherwise. */
const synonyms: Record<string, Code> = { NOT_ACTIVE: 'INSTANCE_ENDED', BAD_INPUT: 'INVALID' };

/** What Temporal throws, as one of the API's problems: refused, ended, or away, which means unknown. */
function translated(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new Problem('INSTANCE_ENDED');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Problem('AWAY');
  if (error instanceof ApplicationFailure) return refusal(error);
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return refusal(error.cause);
  if (isGrpcServiceError(error) || (error instanceof Error && isGrpcServiceError(error.cause)))
    return new Problem('AWAY');
  if (error instanceof Error && /ServiceError|TransportError|IllegalState/.test(error.name)) return new Problem('AWAY');
  return error;
}

function refusal({ type, message, details }: ApplicationFailure): Problem {
  const code = synonyms[type ?? ''] ?? type ?? '';
  const said = details?.[0] as { zh?: string; en?: string; element?: string } | undefined;
  const detail = { zh: said?.zh ?? message, en: said?.en ?? message };
  const more = { ...(said?.element && { element: said.element }) };
  return code in catalogue
    ? new Problem(code as Code, { detail, more })
    : new Problem('NOT_WAITING', { detail, more: { ...more, reason: type } });
}
