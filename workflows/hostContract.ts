import type { CompartmentSide, Compartment } from '../domain/compartments';
import type { RecordedFor } from '../domain/identification';
import type { CalendarData } from '../domain/limits/calendar';
import type { Rules } from '../domain/limits/rules';
import type { Parameter } from '../domain/parameters';
import type { DecisionModel } from '../engine/dmn';
import type { Command } from '../engine/commands';
import type { Event, Variables } from '../engine/events';
import type { Fact } from '../engine/facts';
import type { Binding, Graph } from '../engine/graph';
import type { Key, State } from '../engine/state';
import type { Filing, Mend, StepResult } from './messages';

/**
 * The contract between the workflow and its host: the record of a step, what an instance runs, and the results of its
 * jobs.
 */

/**
 * Everything that one step of one instance records: written atomically, in order, once. Its key is (instance,
 * sequence).
 */
export interface Batch {
  instance: string;
  /** The case number; for a process without a case, the id of the outermost instance. */
  case: string;
  parent?: string;
  process: string;
  /** SHA-256 of the BPMN source and of the bundle. */
  definition: string;
  bundle: string;
  region?: string;
  /** Numbers the batches of an instance, from 1. */
  sequence: number;
  /** The instant of its last event, ISO 8601. */
  at: string;
  events: Happened[];
  facts: Fact[];
  commands: NotedCommand[];
  status: State['status'];
  filing?: Filing;
}

/** An event without what the facts already contain; for a completed task, what was entered. */
export interface Happened {
  type: Event['type'] | 'migrated' | 'workflowEnded';
  at: string;
  by?: string;
  key?: Key;
  act?: string;
  reason?: string;
  /** The person for whom staff recorded it. */
  for?: RecordedFor[];
  update?: string;
  variables?: Variables;
}

/**
 * Commands that are carried out by recording them. `returnMessage`: the recipient no longer waits for the message, so
 * another one may have it.
 */
export type NotedCommand =
  | { type: 'returnMessage'; message: string }
  | Extract<
      Command,
      {
        type:
          | 'openTask'
          | 'closeTask'
          | 'subscribe'
          | 'unsubscribe'
          | 'subscribeSignal'
          | 'unsubscribeSignal'
          | 'publishMessage'
          | 'broadcastSignal'
          | 'raiseIncident'
          | 'resolveIncident'
          | 'end';
      }
    >;

/** What an instance wants to run. */
export interface Wanted {
  process: string;
  binding?: Binding;
  /** What the caller was published together with, for the binding `deployment`. */
  deployment?: string;
  /** SHA-256 of the definition: that one and no other. */
  definition?: string;
  /** The instance would be started by an event, so a retired definition does not count. */
  starting?: true;
  /** SHA-256 of the bundle: exactly what it ran before … */
  bundle?: string;
  /** … but with the calendar, rules and parameters that are in force now. */
  refreshed?: true;
}

/** What an instance runs, content-addressed: created by activities/definitions, stored in `bundles`. */
export interface Bundle {
  format: 1;
  graph: Graph;
  /** What it was published together with, if the graph binds anything to that. */
  deployment?: string;
  /** DMN models, and the model of each decision by its id. Models that are only imported have no decisions here. */
  models: DecisionModel[];
  decisions: Record<string, number>;
  /** Forms by id, as the SHA-256 of their source. */
  forms: Record<string, string>;
  /** The data from which dates and sums are derived, each with the hash that identifies it. */
  calendar: { data: CalendarData; version: string };
  rules: { data: Rules; version: string };
  parameters: Parameter[];
}

/** One job of a service or send task. */
export interface Job {
  /** `<instance>/<key>`: the same for every attempt, so that results are created once. */
  id: string;
  type: string;
  instance: string;
  case: string;
  process: string;
  definition: string;
  element: string;
  key: Key;
  region?: string;
  /** The compartment of what it creates, as its element says (domain/compartments.ts). */
  compartment?: Compartment;
  side?: CompartmentSide;
  /** Task headers of the model. */
  headers: Record<string, string>;
  variables: Variables;
}

/** Failure type by which a job throws a BPMN error; its first detail is a `Thrown`. */
export const BPMN_ERROR = 'BPMN_ERROR';
export interface Thrown {
  code: string;
  variables?: Variables;
}

/** The host's activities; all but `letIn`, `mend` and `workOnPage` run as local activities. */
export interface HostActivities {
  /** The bundle to run, as bytes: 64 hex digits of its SHA-256, then its JSON. Histories contain only the hash. */
  load(wanted: Wanted): Promise<Uint8Array>;
  /** Returns when the batch is durable and readable. */
  record(batch: Batch): Promise<void>;
  /**
   * Delivers a message to the instance that waits for it, otherwise starts an instance of the process with it; returns
   * when that instance is recorded.
   */
  letIn(process: string, message: string): Promise<void>;
  /** Repairs an instance outside its workflow (see mendInstance). */
  mend(order: Mend): Promise<StepResult>;
  /**
   * Does the next page of bulk work; false if the work is done or stopped. A retry after a failure continues where it
   * was.
   */
  workOnPage(work: string): Promise<boolean>;
}

/**
 * Retried for as long as MongoDB is unavailable: after ten seconds by a timer in the history instead of a blocked
 * workflow task.
 */
export const patiently = {
  startToCloseTimeout: '30s',
  localRetryThreshold: '10s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '15s' },
} as const;
