import type { Case as Filed } from '../domain/case';
import { toDay } from '../domain/limits/dates';
import type { RecordedFor } from '../domain/identification';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Command } from '../engine/commands';
import type { Binding } from '../engine/graph';
import type { InstanceContext, Variables } from '../engine/events';
import type { MendWay } from '../domain/hostTroubles';
import type { Batch } from './hostContract';
import type { Gathered } from '../engine/gathering';
import type { StartTrigger } from '../engine/startTriggers';
import type { Key, State } from '../engine/state';
import type { Turn } from './startOnTime';

/** Everything that crosses the boundary of a workflow: names, inputs, answers. Safe to import anywhere. */

export const taskQueue = 'heyi';

/** After this many attempts a workflow task fails systematically, not by chance; the server uses the same threshold. */
export const FAILING = 3;

/** Workflow types by name, for clients that must not import workflow code. */
export const workflowTypes = {
  runProcess: 'runProcess',
  startOnTime: 'startOnTime',
  startOnAll: 'startOnAll',
  startInTurn: 'startInTurn',
  mendInstance: 'mendInstance',
  workInBulk: 'workInBulk',
} as const;

/** Search attributes, all of type Keyword. They are not encrypted: only codes and numbers, nothing personal. */
export const caseNumberAttribute = defineSearchAttributeKey('HeyiCaseNumber', 'KEYWORD');
export const stageAttribute = defineSearchAttributeKey('HeyiStage', 'KEYWORD');
export const regionAttribute = defineSearchAttributeKey('HeyiRegion', 'KEYWORD');
export const definitionAttribute = defineSearchAttributeKey('HeyiDefinition', 'KEYWORD');

/** Starts one process instance; the workflow's id is `instance.id`. */
export interface RunInput {
  instance: InstanceContext;
  /** The BPMN process id, and how its version is chosen: by default the newest published one. */
  process: string;
  binding?: Binding;
  /** What the caller was published together with, for the binding `deployment`. */
  deployment?: string;
  /** SHA-256 of the definition to run instead (a trial of a migration, a test, the version published together). */
  definition?: string;
  variables?: Variables;
  /** Starts at this start event, because its message, timer or signal came. */
  startEvent?: string;
  /** Which of that event's definitions were triggered, if not its first: all of them if it is parallel multiple. */
  startDefinition?: number | number[];
  by?: string;
  /** For the first instance of a case: the initial contents of its `cases` document. */
  filing?: Filing;
  /** The called element's key in the calling instance. */
  callKey?: Key;
  /** The region of the case, for the search attribute and the inbox. */
  region?: string;
  /** Set only by continue-as-new. */
  snapshot?: Snapshot;
}

/** What the document of the case contains besides its variables. */
export interface Filing {
  number: string;
  region: string;
  /** Instant, ISO 8601. */
  filedAt: string;
  filedBy?: string;
  channel?: string;
  /** Keys of the parties (a keyed hash of an identity number, a credit code …), by which they find their own cases. */
  parties?: string[];
  /** The matter out of which it was begun. */
  from?: string;
}

/** The process that a case runs through; each of its stages is a called process. */
export const PIPELINE = 'labour-dispute';

/** The input with which the pipeline of a case starts, for whoever files it. */
export function filingInput(
  filed: Filed,
  { number, filedAt, filedBy, parties }: Pick<Filing, 'number' | 'filedAt' | 'filedBy' | 'parties'>,
): RunInput {
  return {
    instance: { id: number, businessKey: number },
    process: PIPELINE,
    region: filed.region,
    ...(filedBy && { by: filedBy }),
    variables: { case: { ...filed, number, filedAt, filedOn: toDay(filedAt) } },
    filing: {
      number,
      region: filed.region,
      filedAt,
      channel: filed.channel,
      parties,
      ...(filedBy && { filedBy }),
    },
  };
}

/** What a run passes to the next one. */
export interface Snapshot {
  state: State;
  sequence: number;
  /** SHA-256 of the bundle (see activities/definitions) that the instance runs. */
  bundle: string;
  stage?: string;
  /** When its next timer is due. */
  wakeAt?: string;
  /** Jobs that were running: they are started again. */
  jobs: Extract<Command, { type: 'runJob' }>[];
  /** Recent update ids with their answers, oldest first, because Temporal forgets them with the run. */
  answers: [updateId: string, answer: StepResult][];
  /** Ids of recently taken messages, oldest first. */
  taken: string[];
}

/** What an accepted Update changed. Returned when the step is durable and readable in MongoDB. */
export interface StepResult {
  /** Sequence number of the last step of this instance that the answer covers. */
  sequence: number;
  status: State['status'];
  tasks: { opened: TaskRef[]; closed: (TaskRef & { reason: 'completed' | 'withdrawn' })[] };
}

/**
 * An answer is kept for those who repeat their request, with some two hundred others; the records contain all tasks.
 */
const MOST_LISTED = 500;

/** The answer of a step to those who requested it: the same for every repetition. */
export function answerOf({
  instance,
  sequence,
  status,
  commands,
}: Pick<Batch, 'instance' | 'sequence' | 'status' | 'commands'>): StepResult {
  const answer: StepResult = { sequence, status, tasks: { opened: [], closed: [] } };
  for (const command of commands) {
    if (command.type !== 'openTask' && command.type !== 'closeTask') continue;
    const task: TaskRef = { id: taskId(instance, command.key), key: command.key, element: command.element };
    if (answer.tasks.opened.length + answer.tasks.closed.length >= MOST_LISTED) break;
    if (command.type === 'openTask') answer.tasks.opened.push({ ...task, name: command.name });
    else answer.tasks.closed.push({ ...task, reason: command.reason });
  }
  return answer;
}

/**
 * The answer of a workflow that receives messages for instances: it has accepted the message and shows nothing itself.
 */
export const EMPTY_RESULT: StepResult = { sequence: 0, status: 'active', tasks: { opened: [], closed: [] } };

/** What an instance starts with. */
export function searchAttributesOf({ instance, process, region }: RunInput): SearchAttributePair[] {
  return [
    { key: caseNumberAttribute, value: instance.businessKey ?? instance.id },
    { key: definitionAttribute, value: process },
    ...(region ? [{ key: regionAttribute, value: region }] : []),
  ];
}

/** A task's document id is `<instance>/<key>`. */
export interface TaskRef {
  id: string;
  key: Key;
  element: string;
  name?: string;
}

export const taskId = (instance: string, key: Key): string => `${instance}/${key}`;
/** The workflow id of the process called by the call activity instance `key`. */
export const callId = (instance: string, key: Key): string => `${instance}/${key}`;

// --- Updates: what people do. The update id is the Idempotency-Key. ---------------------------------------------

/** Sent with the start (executeUpdateWithStart): answers when the first step is recorded. */
export const startUpdate = defineUpdate<StepResult, []>('start');
export interface CompleteTask {
  key: Key;
  variables?: Variables;
  by: string;
  act?: string;
  /** Set if staff act for a side. */
  for?: RecordedFor[];
}
export const completeTaskUpdate = defineUpdate<StepResult, [CompleteTask]>('completeTask');
export interface DeliverMessage {
  id: string;
  name: string;
  correlationKey?: string;
  variables?: Variables;
  by?: string;
}
export const deliverMessageUpdate = defineUpdate<StepResult, [DeliverMessage]>('deliverMessage');
export interface SetVariables {
  scope?: Key;
  variables: Variables;
  by: string;
  reason: string;
  /** The members of a context are added to those that it has. */
  merge?: true;
  /** The act recorded for it, if it is no repair. */
  act?: typeof PARTIES_COMPLETED;
}
/** Staff complete what was not known of the parties at filing. */
export const PARTIES_COMPLETED = 'parties.complete';
export const setVariablesUpdate = defineUpdate<StepResult, [SetVariables]>('setVariables');
/**
 * The applicant withdraws: the model defines how if it waits for the message `withdraw`; otherwise the instance is
 * cancelled together with the instances it called.
 */
export interface Withdraw {
  by: string;
  reason: string;
  for?: RecordedFor[];
  /** Nobody withdraws: an operator ends the instance, whatever its model waits for. */
  operations?: true;
}
/** The act recorded for that. */
export const OPERATIONS = 'operations.cancel';
export const withdrawUpdate = defineUpdate<StepResult, [Withdraw]>('withdraw');
export type Repair = { by: string; reason: string } & (
  | { type: 'retry'; key: Key; variables?: Variables }
  | { type: 'skip'; key: Key; variables?: Variables }
  | { type: 'move'; cancel: Key[]; activate: { element: string; scope?: Key }[]; variables?: Variables }
  | { type: 'startActivity'; scope: Key; element: string }
);
export const repairUpdate = defineUpdate<StepResult, [Repair]>('repair');
/** The calendar, the parameters or the rules have a new version: dates derived from them are derived again. */
export interface TakeContext {
  by: string;
  reason: string;
}
export const takeContextUpdate = defineUpdate<StepResult, [TakeContext]>('takeContext');
/** `definition`: SHA-256 of the target version; `plan` maps element ids of the old version to those of the new one. */
export interface Migrate {
  definition: string;
  process?: string;
  plan: Record<string, string>;
  by: string;
  reason: string;
}
export const migrateUpdate = defineUpdate<StepResult, [Migrate]>('migrate');

// --- Signals: what instances tell each other. -------------------------------------------------------------------

export interface CallEnded {
  key: Key;
  status: 'completed' | 'terminated' | 'failed';
  variables?: Variables;
  error?: { code?: string; message?: string };
}
export const callEndedSignal = defineSignal<[CallEnded]>('callEnded');
export interface CallEscalated {
  key: Key;
  code?: string;
  variables?: Variables;
}
export const callEscalatedSignal = defineSignal<[CallEscalated]>('callEscalated');
export const messageArrivedSignal = defineSignal<[DeliverMessage]>('messageArrived');
/** `id` identifies the broadcast, so that each is handled once. */
export interface SignalArrived {
  id?: string;
  name: string;
  variables?: Variables;
}
export const signalArrivedSignal = defineSignal<[SignalArrived]>('signalArrived');
export const cancelSignal = defineSignal<[Withdraw]>('cancel');
/** Pick up new engine code: the run continues as a new one at the next idle point. */
export const renewSignal = defineSignal<[]>('renew');

/**
 * The timer start events of one version of a process, counted from its publication; `turns` is set only by
 * continue-as-new.
 */
export interface StartOnTime {
  process: string;
  definition: string;
  triggers: StartTrigger[];
  since: string;
  turns?: Turn[];
}
export const startOnTimeId = (process: string): string => `start-on-time/${process}`;
/** Another version was published: its timer start events count from now on. */
export const rescheduleSignal = defineSignal<[StartOnTime]>('reschedule');

/**
 * The parallel multiple start events of one version of a process, each with its `triggers`; the other fields are set
 * only by continue-as-new.
 */
export interface StartOnAll {
  process: string;
  definition?: string;
  triggers: StartTrigger[];
  gathered?: Record<string, Gathered[]>;
  heard?: string[];
}
export const startOnAllId = (process: string): string => `start-on-all/${process}`;
/** Another version was published: triggers that have arrived already count for it too. */
export const regatherSignal = defineSignal<[StartOnAll]>('regather');
/** A timer that is one of the triggers is due. */
export interface InstantCame {
  id: string;
  startEvent: string;
  definition: number;
}
export const instantCameSignal = defineSignal<[InstantCame]>('instantCame');

/**
 * Messages that may start instances of one process are handled in one place; `coming` (message ids) is set only by
 * continue-as-new.
 */
export interface StartInTurn {
  process: string;
  needed: boolean;
  coming?: string[];
}
export const startInTurnId = (process: string): string => `start-in-turn/${process}`;
/** Another version was published, which may or may not need this workflow. */
export const takeTurnsSignal = defineSignal<[StartInTurn]>('takeTurns');

// --- Repairing an instance whose own workflow cannot. -------------------------------------------------------------

/** The order of a person. `update` identifies the intention. */
export interface Mend {
  instance: string;
  case: string;
  way: MendWay;
  by: string;
  reason: string;
  update?: string;
}
/** Bulk work by its id; after `pages` pages a new run continues at the latest. */
export interface WorkInBulk {
  work: string;
  pages?: number;
}
export const bulkId = (work: string): string => `bulk/${work}`;

// --- Query: for operators and tests; lists and pages read MongoDB. ----------------------------------------------

export interface InstanceView {
  state: State;
  sequence: number;
  bundle: string;
  wakeAt?: string;
}
export const instanceQuery = defineQuery<InstanceView>('instance');

/** Types of the ApplicationFailures with which validators refuse; the API maps them to a status. */
export type RefusalCode =
  | 'NOT_WAITING'
  | 'TASK_CLOSED'
  | 'INSTANCE_ENDED'
  | 'NO_SUCH_KEY'
  | 'NO_INCIDENT'
  | 'CANNOT_MOVE'
  | 'CANNOT_MIGRATE'
  | 'BAD_INPUT'
  | 'TOO_LARGE';
