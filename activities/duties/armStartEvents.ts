import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';
import type { StartTrigger } from '../../engine';
import {
  bytes,
  Counters,
  Definitions,
  Messages,
  publications,
  Subscriptions,
  type Definition,
  type Message,
  type Subscription,
} from '../../models';
import { compiling } from '../definitions/compiling';
import {
  regatherSignal,
  rescheduleSignal,
  startInTurnId,
  startOnAllId,
  startOnTimeId,
  takeTurnsSignal,
  workflowTypes,
  type StartInTurn,
  type StartOnAll,
  type StartOnTime,
} from '../../workflows/messages';
import type { DutyDeps } from './Duties';
import { reportUnarmed, type Unarmed } from './unarmed';

/**
 * The last publication count that was processed; its number increases when arming changes, so that what was published
 * before is armed anew.
 */
const ARMED = 'startEventsArmed/2';

/**
 * Arms the start events that start processes on their own: message, signal and timer start events of the newest
 * published version of each process, and no others. Runs after every publication; returns when to run again.
 */
export async function armStartEvents(deps: DutyDeps): Promise<number> {
  const stamp = await publications();
  if ((await Counters.findById(ARMED).lean())?.value === stamp) return 500;
  const processes = await newestVersions();
  const wanted: Subscription[] = [];
  const unarmed: Unarmed[] = [];
  for (const [process, definition] of processes) {
    const since = definition.publishedAt ?? deps.clock();
    const source = bytes(definition.source);
    const { triggers, stuck } = await compiling(
      'startEvents',
      { source, process, hash: definition.hash, since: since.toISOString(), now: deps.clock().toISOString() },
      source.length,
    );
    if (stuck.length) unarmed.push({ process, definition: definition.hash, stuck });
    wanted.push(...triggers.flatMap((trigger) => subscriptionOf(trigger, definition.hash)));
    const armed = { definition: definition.hash, triggers };
    await gather(process, armed, deps);
    await takeTurns(process, triggers, deps);
    await schedule(process, { ...armed, since }, deps);
  }
  // A process without a published version starts nothing.
  for (const process of await retiredProcesses(processes)) await disarm(process, deps);
  await subscribe(wanted);
  for (const { name } of wanted.filter(({ kind }) => kind === 'startMessage')) await deliverWaiting(name, deps);
  await reportUnarmed(unarmed, deps.clock());
  await Counters.collection.updateOne({ _id: ARMED } as never, { $set: { value: stamp } }, { upsert: true });
  return 500;
}

async function newestVersions(): Promise<Map<string, Definition>> {
  const published = await Definitions.find({ kind: 'process', status: 'published' })
    .sort({ version: 1 })
    .lean<Definition[]>();
  return new Map(published.flatMap((definition) => definition.keys.map((key) => [key, definition] as const)));
}

/** Processes that were published once and no longer have a published version. */
async function retiredProcesses(published: ReadonlyMap<string, unknown>): Promise<Set<string>> {
  const retired = await Definitions.find({ kind: 'process', status: 'retired' }, { keys: 1 }).lean<Definition[]>();
  return new Set(retired.flatMap(({ keys }) => keys).filter((key) => !published.has(key)));
}

/** Asks the workflows that start instances of a process to end. */
async function disarm(process: string, deps: DutyDeps): Promise<void> {
  const nothing = { process, definition: '', triggers: [] };
  await gather(process, nothing, deps);
  await takeTurns(process, [], deps);
  await schedule(process, { ...nothing, since: deps.clock() }, deps);
}

/** The subscriber for what starts a process: its own start, or the workflow that receives for all of its instances. */
export function subscriptionOf(trigger: StartTrigger, definition?: string): Subscription[] {
  if (trigger.type === 'timer') return [];
  const { process, startEvent, definition: startDefinition, name, together, inTurn } = trigger;
  const instance = together ? startOnAllId(process) : inTurn && startInTurnId(process);
  const kind = trigger.type === 'message' ? 'startMessage' : 'startSignal';
  return [
    {
      _id: `start/${process}/${startEvent}/${startDefinition}/${name}`,
      kind,
      name,
      correlationKey: '',
      ...(instance && { instance }),
      process,
      definition,
      element: startEvent,
      startDefinition,
    },
  ];
}

async function subscribe(wanted: Subscription[]): Promise<void> {
  await Subscriptions.deleteMany({
    kind: { $in: ['startMessage', 'startSignal'] },
    _id: { $nin: wanted.map(({ _id }) => _id) },
  });
  for (const subscription of wanted)
    await Subscriptions.collection.replaceOne({ _id: subscription._id } as never, subscription as never, {
      upsert: true,
    });
}

/** A message may have arrived before the process that it starts was armed. */
async function deliverWaiting(name: string, { post, clock }: DutyDeps): Promise<void> {
  const waiting = await Messages.find({ status: 'waiting', name, expiresAt: { $gt: clock() } }, { _id: 1 }).lean<
    Message[]
  >();
  for (const { _id } of waiting) await post.deliver(_id);
}

/** The start events by which a version of a process starts on its own. */
interface Armed {
  definition: string;
  triggers: StartTrigger[];
}

/** One small workflow per process handles its timer start events; it ends when a version has none. */
async function schedule(
  process: string,
  { definition, triggers, since }: Armed & { since: Date },
  deps: DutyDeps,
): Promise<void> {
  const timers = triggers.filter((trigger) => trigger.type === 'timer');
  const input: StartOnTime = { process, definition, triggers: timers, since: since.toISOString() };
  await keep(workflowTypes.startOnTime, startOnTimeId(process), rescheduleSignal, input, timers.length > 0, deps);
}

/**
 * One small workflow per process collects the triggers of its parallel multiple start events; it ends when a version
 * has none.
 */
async function gather(process: string, { definition, triggers }: Armed, deps: DutyDeps): Promise<void> {
  const input: StartOnAll = { process, definition, triggers: triggers.filter(({ together }) => together) };
  await keep(workflowTypes.startOnAll, startOnAllId(process), regatherSignal, input, input.triggers.length > 0, deps);
}

/**
 * One small workflow per process serialises messages that may start one of its instances or belong to one; it ends when
 * a version has none.
 */
async function takeTurns(process: string, triggers: StartTrigger[], deps: DutyDeps): Promise<void> {
  const input: StartInTurn = { process, needed: triggers.some(({ inTurn }) => inTurn) };
  await keep(workflowTypes.startInTurn, startInTurnId(process), takeTurnsSignal, input, input.needed, deps);
}

/**
 * Sends such a workflow the start events of the newest version. Starts the workflow if it is needed; if none runs and
 * none is needed, nothing is sent.
 */
async function keep<Input>(
  type: string,
  workflowId: string,
  signal: SignalDefinition<[Input]>,
  input: Input,
  needed: boolean,
  { client, taskQueue }: DutyDeps,
): Promise<void> {
  const begin = () =>
    client.workflow.signalWithStart(type, { workflowId, taskQueue, args: [input], signal, signalArgs: [input] });
  if (needed)
    // Two workers may start it at the same moment: whoever comes second signals the one that runs.
    await begin().catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return begin();
    });
  else
    await client.workflow
      .getHandle(workflowId)
      .signal(signal, input)
      .catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      });
}
