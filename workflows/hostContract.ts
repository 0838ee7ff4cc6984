import type { Aside, Compartment } from '../domain/compartments';
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

/** The contract between the workflow and its host: the record of a step, what an instance runs, the jobs it has done. */

/** All that one step of one instance shows: written as one, in order, once. Keyed (instance, sequence). */
export interface Batch {
  instance: string;
  /** The case number; for a process of no case, the id of the outermost instance. */
  case: string;
  parent?: string;
  process: string;
  /** SHA-256 of the BPMN source and of the bundle. */
  definition: string;
  bundle: string;
  region?: string;
  /** Numbers the batches of an instance from 1. */
  sequence: number;
  /** Instant of its last event, ISO 8601. */
  at: string;
  events: Happened[];
  facts: Fact[];
  commands: NotedCommand[];
  status: State['status'];
  filing?: Filing;
}

/** An event without what the facts already say; of a completed task what was entered. */
export interface Happened {
  type: Event['type'] | 'migrated' | 'workflowEnded';
  at: string;
  by?: string;
  key?: Key;
  act?: string;
  reason?: string;
  /** Whom staff put it on record for. */
  for?: RecordedFor[];
  update?: string;
  variables?: Variables;
}

/**
 * Commands that are carried out by recording them; `returnMessage`: the message came to one who no longer waits,
 * another may have it.
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
  /** An instance is to be started by an event: nothing retired is. */
  starting?: true;
  /** SHA-256 of the bundle: exactly what it ran before … */
  bundle?: string;
  /** … but with the calendar, rules and parameters that are in force now. */
  refreshed?: true;
}

/** What an instance runs, content-addressed: made by activities/definitions, kept in `bundles`. */
export interface Bundle {
  format: 1;
  graph: Graph;
  /** What it was published together with, where the graph binds anything to that. */
  deployment?: string;
  /** DMN models, and which of them has a decision, by its id. Models that only others import are of no decision. */
  models: DecisionModel[];
  decisions: Record<string, number>;
  /** Forms by id, as the SHA-256 of their source. */
  forms: Record<string, string>;
  /** What dates and sums are derived from, each with the hash that names it. */
  calendar: { data: CalendarData; version: string };
  rules: { data: Rules; version: string };
  parameters: Parameter[];
}

/** One piece of work of a service or send task. */
export interface Job {
  /** `<instance>/<key>`: the same on every attempt, so that what it makes is made once. */
  id: string;
  type: string;
  instance: string;
  case: string;
  process: string;
  definition: string;
  element: string;
  key: Key;
  region?: string;
  /** Where what it makes lies, as its element says (domain/compartments.ts). */
  compartment?: Compartment;
  side?: Aside;
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

/** Activities of the host; all but `letIn`, `mend` and `workOnPage` run as local ones. */
export interface HostActivities {
  /** The bundle to run, as bytes: 64 hex digits of its SHA-256, then its JSON. Histories hold the hash alone. */
  load(wanted: Wanted): Promise<Uint8Array>;
  /** Returns when the batch is durable and readable. */
  record(batch: Batch): Promise<void>;
  /**
   * Brings a message to the instance that waits for it, else begins one of the process by it; returns when that one is
   * recorded.
   */
  letIn(process: string, message: string): Promise<void>;
  /** Mends an instance beside its workflow (see mendInstance). */
  mend(order: Mend): Promise<StepResult>;
  /** Does the next page of bulk work; false where it is done or stopped. Repeated after a failure it goes on where it was. */
  workOnPage(work: string): Promise<boolean>;
}

/**
 * Tried for as long as MongoDB is away: after ten seconds by a timer in the history instead of a held workflow task.
 */
export const patiently = {
  startToCloseTimeout: '30s',
  localRetryThreshold: '10s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '15s' },
} as const;
