import { currentUpdateInfo, patched, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { admitVariables } from '../engine/admit';
import type { EventBody } from '../engine/events';
import { Refusal } from '../engine/Refusal';
import { transition } from '../engine/transition';
import {
  callEndedSignal,
  callEscalatedSignal,
  cancelSignal,
  completeTaskUpdate,
  deliverMessageUpdate,
  instanceQuery,
  messageArrivedSignal,
  migrateUpdate,
  OPERATIONS,
  renewSignal,
  repairUpdate,
  setVariablesUpdate,
  signalArrivedSignal,
  startUpdate,
  takeContextUpdate,
  withdrawUpdate,
  type CallEnded,
  type CompleteTask,
  type DeliverMessage,
  type Repair,
  type SetVariables,
  type StepResult,
  type Withdraw,
} from './messages';
import { patiently, type HostActivities } from './hostContract';
import { programOf } from './programs';
import { refusalFailure } from './refusalFailure';
import type { Origin, Run } from './Run';

const { load } = proxyLocalActivities<HostActivities>(patiently);

/** Binds updates and signals to the run's events. `ready` settles when the program is loaded. */
export function listen(run: Run, ready: Promise<void>): void {
  const update = <T extends object>(
    eventOf: (asked: T, run: Run) => EventBody,
    originOf: (asked: T) => Origin,
    check = applies,
  ) =>
    [
      (asked: T) =>
        answered(run, ready, (id) => run.happen(asItWas(eventOf(asked, run)), { ...originOf(asked), update: id })),
      { validator: (asked: T) => refusing(run, () => check(run, eventOf(asked, run))) },
    ] as const;

  setHandler(startUpdate, () => answered(run, ready, () => undefined));
  setHandler(
    completeTaskUpdate,
    ...update<CompleteTask>(
      ({ key, variables }) => ({ type: 'taskCompleted', key, variables }),
      ({ by, act, for: recorded }) => ({ by, act, ...(recorded && { for: recorded }) }),
      taskIsOpen,
    ),
  );
  setHandler(
    deliverMessageUpdate,
    (asked) =>
      answered(run, ready, (update) => {
        if (run.taken.has(asked.id) && patched('message-taken-once')) return;
        run.happen(messageOf(asked), { by: asked.by, update });
        run.taken.add(asked.id);
        run.takenByUpdate.add(asked.id);
      }),
    { validator: (asked) => refusing(run, () => run.taken.has(asked.id) || applies(run, messageOf(asked))) },
  );
  setHandler(
    setVariablesUpdate,
    ...update<SetVariables>(
      ({ scope, variables, merge }) => ({ type: 'variablesSet', scope, variables, ...(merge && { merge }) }),
      (asked) => ({ ...reasoned(asked), ...(asked.act && { act: asked.act }) }),
    ),
  );
  setHandler(
    withdrawUpdate,
    ...update<Withdraw>(withdrawal, (asked) => ({ ...reasoned(asked), ...(asked.operations && { act: OPERATIONS }) })),
  );
  setHandler(repairUpdate, ...update<Repair>(repairOf, reasoned));
  setHandler(
    takeContextUpdate,
    (asked) =>
      answered(run, ready, async (id) => {
        const refreshed = programOf(
          await load({ process: run.input.process, bundle: run.loaded!.hash, refreshed: true }),
        );
        if (refreshed.hash === run.loaded!.hash) return;
        run.loaded = refreshed;
        run.happen({ type: 'contextChanged' }, { ...reasoned(asked), update: id });
      }),
    checkedInGeneral,
  );
  setHandler(
    migrateUpdate,
    (asked) =>
      answered(run, ready, async (id) => {
        const to = programOf(await load({ process: asked.process ?? run.input.process, definition: asked.definition }));
        run.migrate(to, asked.plan, { by: asked.by, reason: asked.reason, update: id });
      }),
    checkedInGeneral,
  );

  setHandler(callEndedSignal, (ended) => run.handle(callEnded(ended)));
  setHandler(callEscalatedSignal, (escalated) => run.handle({ type: 'callEscalated', ...escalated }));
  setHandler(messageArrivedSignal, (message) => run.receiveMessage(message));
  setHandler(signalArrivedSignal, ({ id, name, variables }) =>
    run.once(id, () => run.handle({ type: 'signalArrived', name, variables })),
  );
  setHandler(cancelSignal, ({ reason }) => run.handle({ type: 'cancelled', reason }));
  setHandler(renewSignal, () => void (run.renewal = true));
  setHandler(instanceQuery, () => run.view);
}

/** What all updates are checked for (refuseForeign.ts) is checked only if there is a validator. */
const checkedInGeneral = { validator: (_asked: object): void => undefined };

/** Updates that earlier code handled differently are replayed that way in its histories. */
const asItWas = (event: EventBody): EventBody =>
  event.type === 'tokensMoved' && !patched('emptied-scopes-end') ? { ...event, completeEmptied: true } : event;

const reasoned = ({ by, reason, for: recorded }: Pick<Withdraw, 'by' | 'reason' | 'for'>): Origin => ({
  by,
  reason,
  ...(recorded && { for: recorded }),
});

/**
 * Handles an update and answers when it is written. The same id again, also after continue-as-new, gets the same
 * answer.
 */
async function answered(
  run: Run,
  ready: Promise<void>,
  act: (update: string) => void | Promise<void>,
): Promise<StepResult> {
  const { id } = currentUpdateInfo()!;
  const known = run.answers.get(id);
  if (known) return known;
  if (!run.loaded) await ready;
  const acting = refuse(() => act(id));
  if (acting) await acting.catch(asFailure);
  const answer = await run.journal.recorded();
  run.keep(id, answer);
  return answer;
}

/**
 * A validator: an update refused before acceptance leaves no history. Before the program is loaded, the handler
 * refuses.
 */
function refusing(run: Run, check: () => unknown): void {
  if (run.loaded && !run.answers.has(currentUpdateInfo()!.id)) refuse(check);
}

function refuse<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    return asFailure(error);
  }
}

function asFailure(error: unknown): never {
  throw error instanceof Refusal ? refusalFailure(error) : error;
}

/** Rare events are tried on a copy. */
function applies(run: Run, event: EventBody): void {
  holds(run, event);
  transition(run.loaded!.program, run.state, { at: new Date().toISOString(), edition: run.edition, ...event });
}

/** What would exceed the limits of an instance is refused under every edition, because a refusal leaves no history. */
function holds({ state }: Run, event: EventBody): void {
  if ('variables' in event && event.variables) admitVariables(state!, event.variables);
}

/** The common event is looked up. */
function taskIsOpen(run: Run, event: EventBody): void {
  holds(run, event);
  const { state } = run;
  const { key } = event as { key: number };
  if (state!.status !== 'active')
    throw new Refusal('NOT_ACTIVE', '流程实例已经结束。', 'The process instance has ended.');
  if (!state!.instances[key]?.waits?.some(({ type }) => type === 'task')) {
    throw new Refusal(
      'NOT_WAITING',
      '该任务已经完成或被撤回。',
      'The task is completed or withdrawn.',
      state!.instances[key]?.element,
    );
  }
}

const messageOf = ({ id, name, correlationKey, variables }: DeliverMessage): EventBody => ({
  type: 'messageArrived',
  id,
  name,
  correlationKey,
  variables,
});

/** A model that waits for the message `withdraw` defines the consequences itself; any other instance is cancelled. */
function withdrawal({ reason, operations }: Withdraw, { state }: Run): EventBody {
  if (operations) return { type: 'cancelled', reason };
  const waits = Object.values(state?.instances ?? {}).flatMap((instance) => instance.waits ?? []);
  const awaited = waits.find((wait) => wait.type === 'message' && wait.name === 'withdraw') as
    | { correlationKey?: string }
    | undefined;
  return awaited
    ? {
        type: 'messageArrived',
        name: 'withdraw',
        correlationKey: awaited.correlationKey,
        variables: { withdrawalReason: reason },
      }
    : { type: 'cancelled', reason };
}

const callEnded = ({ key, status, variables, error }: CallEnded): EventBody =>
  status === 'completed'
    ? { type: 'callCompleted', key, variables }
    : { type: 'callFailed', key, code: error?.code, message: error?.message };

function repairOf(repair: Repair): EventBody {
  switch (repair.type) {
    case 'retry':
      return { type: 'incidentRetried', key: repair.key, variables: repair.variables };
    case 'skip':
      return { type: 'elementSkipped', key: repair.key, reason: repair.reason, variables: repair.variables };
    case 'move':
      return {
        type: 'tokensMoved',
        cancel: repair.cancel,
        activate: repair.activate,
        reason: repair.reason,
        variables: repair.variables,
      };
    case 'startActivity':
      return { type: 'activityStarted', scope: repair.scope, element: repair.element };
  }
}
