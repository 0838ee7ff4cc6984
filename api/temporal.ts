import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import type { Variables } from '../engine';
import { MOST_AT_START, MOST_DATA } from '../engine/budgets';
import { sizeOf } from '../engine/size';
import {
  answerOf,
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
  FAILING,
  type CompleteTask,
  type DeliverMessage,
  type Mend,
  type Migrate,
  type Repair,
  type RunInput,
  type SetVariables,
  type StepResult,
  type TakeContext,
  type Withdraw,
} from '../workflows/messages';
import { doubtInstance, Incidents, Instances } from '../models';
import { catalogue, Problem, problemOfGrpc, type Code } from './errors';
import { stepUnder } from './history';

export type { RunInput, StepResult, Variables };

/**
 * The requests of the API to running instances. Each is answered when its result is durable and readable; `key`
 * identifies the intention, so that repeating it changes nothing.
 */
export interface Temporal {
  start(input: RunInput): Promise<StepResult | undefined>;
  completeTask(instance: string, key: string, input: CompleteTask): Promise<StepResult>;
  deliverMessage(instance: string, key: string, input: DeliverMessage): Promise<StepResult>;
  setVariables(instance: string, key: string, input: SetVariables): Promise<StepResult>;
  withdraw(instance: string, key: string, input: Withdraw): Promise<StepResult>;
  repair(instance: string, key: string, input: Repair): Promise<StepResult>;
  takeContext(instance: string, key: string, input: TakeContext): Promise<StepResult>;
  migrate(instance: string, key: string, input: Migrate): Promise<StepResult>;
  /** Repairs an instance by a workflow of its own; the same key is the same work. */
  mend(order: Mend, key: string): Promise<StepResult>;
  /** Whether a repair was started under this key. */
  mended(key: string): Promise<boolean>;
  /** Whether the server answers. */
  alive(): Promise<boolean>;
  /** Identities of the workers that have polled the task queue; the server lists a dead one for minutes. */
  pollers(): Promise<string[]>;
}

/**
 * `patience`: milliseconds after which a missing answer counts as unknown; `load`: the bundle that a new instance is
 * started with, as bytes.
 */
export function temporalOf(
  client: Client,
  taskQueue: string,
  patience: number,
  load: (wanted: Pick<RunInput, 'process' | 'binding' | 'definition'>) => Promise<Uint8Array>,
): Temporal {
  const update =
    <Input>(definition: UpdateDefinition<StepResult, [Input]>) =>
    async (instance: string, key: string, input: Input): Promise<StepResult> => {
      sendable(input);
      return client
        .withDeadline(
          Date.now() + patience,
          () =>
            client.workflow
              .getHandle(instance)
              .executeUpdate(definition, { args: [input] as never, updateId: key }) as Promise<StepResult>,
        )
        .catch((error: unknown) => answeredBefore(client, instance, key, translated(error)));
    };

  async function start(input: RunInput): Promise<StepResult | undefined> {
    sendable(input, MOST_AT_START);
    const bundle = await load({ process: input.process, binding: input.binding, definition: input.definition }).catch(
      (error: unknown) => Promise.reject(translated(error)),
    );
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
      workflowId: input.instance.id,
      taskQueue,
      args: [input, bundle] as never,
      typedSearchAttributes: searchAttributesOf(input),
      // A repetition finds the instance started by the first attempt; an instance that has ended is not started again.
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
    mend: (order, key) =>
      client
        .withDeadline(Date.now() + 2 * patience, () => mend(client, taskQueue, order, key))
        .catch((error: unknown) => Promise.reject(translated(error))),
    mended: (key) =>
      client
        .withDeadline(Date.now() + patience, () => client.workflow.getHandle(mendId(key)).describe())
        .then(
          () => true,
          (error: unknown) => (error instanceof WorkflowNotFoundError ? false : Promise.reject(translated(error))),
        ),
    alive: () =>
      client
        .withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({}))
        .then(
          () => true,
          () => false,
        ),
    pollers: () => pollersOf(client, taskQueue),
  };
}

const mendId = (key: string): string => `mend/${key}`;

async function mend({ workflow }: Client, taskQueue: string, order: Mend, key: string): Promise<StepResult> {
  const workflowId = mendId(key);
  try {
    await workflow.start(workflowTypes.mendInstance, {
      workflowId,
      taskQueue,
      args: [order],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return workflow.getHandle(workflowId).result() as Promise<StepResult>;
}

/**
 * The answer to a key stays in the records when the workflow has ended or forgotten it. The workflow is always asked
 * first: a record may be of a step that never took effect (docs/decisions/records.md).
 */
async function answeredBefore(client: Client, instance: string, key: string, error: unknown): Promise<StepResult> {
  if (!(error instanceof Problem)) throw error;
  const problem = error.code === 'AWAY' ? ((await endOf(client, instance)) ?? error) : error;
  if (problem.status !== 409) throw problem;
  const before = await stepUnder(key, instance);
  if (before) return answerOf(before);
  const contradicts = problem.code === 'STANDS_STILL' || problem.code === 'INSTANCE_ENDED';
  if (!contradicts || !(await Instances.exists({ _id: instance, status: 'active' }))) throw problem;
  await doubtInstance(instance, new Date());
  // Workers that were killed leave failed attempts, too: before there is an incident, a repetition may well succeed.
  if (problem.code === 'STANDS_STILL' && !(await Incidents.exists({ instance, key: 0, status: 'open' })))
    throw new Problem('AWAY');
  throw new Problem(problem.code, { ...problem.about, unsettled: true });
}

/** No answer came: if the instance has ended, or its workflow task fails again and again, none will come. */
async function endOf(client: Client, instance: string): Promise<Problem | undefined> {
  try {
    const { status, raw } = await client.withDeadline(Date.now() + 2_000, () =>
      client.workflow.getHandle(instance).describe(),
    );
    if (status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW') return new Problem('INSTANCE_ENDED');
    return (raw.pendingWorkflowTask?.attempt ?? 0) >= FAILING
      ? new Problem('STANDS_STILL', { unsettled: true })
      : undefined;
  } catch {
    return undefined;
  }
}

/** Checked here because Temporal's refusal would look like unavailability. Throws TOO_LARGE. */
function sendable(input: unknown, most = MOST_DATA): void {
  const bytes = sizeOf(input);
  if (bytes <= most) return;
  const found = bytes === Infinity ? { zh: '过大或嵌套过深', en: 'too large or nested too deeply' } : undefined;
  throw new Problem('TOO_LARGE', {
    detail: {
      zh: `填写的内容${found?.zh ?? `共 ${bytes} 字节`}，最多 ${most} 字节：请缩短较长的文字，把材料作为附件上传。`,
      en: `The input is ${found?.en ?? `${bytes} bytes`}; at most ${most} bytes are allowed: shorten long texts, and upload documents as files.`,
    },
  });
}

async function pollersOf(client: Client, taskQueue: string): Promise<string[]> {
  try {
    const { pollers } = await client.withDeadline(Date.now() + 2_000, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: 1,
      }),
    );
    return (pollers ?? []).flatMap(({ identity }) => identity ?? []);
  } catch {
    return [];
  }
}

/** Engine refusals that the API reports under another code. */
const synonyms: Record<string, Code> = { NOT_ACTIVE: 'INSTANCE_ENDED', BAD_INPUT: 'INVALID' };

/** An error of Temporal as one of the API's problems: refused, ended, or unavailable, which means unknown. */
function translated(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new Problem('INSTANCE_ENDED');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Problem('AWAY');
  if (error instanceof ApplicationFailure) return refusal(error);
  if (error instanceof WorkflowFailedError && error.cause instanceof ActivityFailure)
    return error.cause.cause instanceof ApplicationFailure ? refusal(error.cause.cause) : error;
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return refusal(error.cause);
  const said = isGrpcServiceError(error) ? error : error instanceof Error ? error.cause : undefined;
  if (isGrpcServiceError(said)) return problemOfGrpc(said.code, said.details ?? said.message) ?? error;
  if (error instanceof Error && error.name === 'TransportError') return new Problem('AWAY');
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
