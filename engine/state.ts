import type { InstanceContext, Variables } from './events';
import type { Listener } from './work';

/** Identifies an element instance within one process instance; counted up from `State.nextKey`, never random. */
export type Key = number;

/** The complete state of a process instance between two events. Plain JSON; only `apply` changes it. */
export interface State {
  version: 1;
  graph: string;
  process: string;
  status: 'active' | 'completed' | 'terminated' | 'failed';
  nextKey: Key;
  /** Instant of the last event. */
  at: string;
  instance?: InstanceContext;
  /** Element instances by key. Key 1 is the process itself: the root scope. */
  instances: Record<Key, Instance>;
  /** Tokens that wait at a join: flow ids in order of arrival, by scope instance and node ("scope/node"). */
  arrived: Record<string, string[]>;
  /** Compensation left behind by completed activities, newest last (§13.5.5). */
  compensable?: Compensable[];
  /** Set when the instance has ended: its result variables, or the error. */
  result?: { variables?: Variables; error?: { code?: string; message?: string } };
}

export interface Instance {
  key: Key;
  element: string;
  /** Key of the enclosing scope instance; absent for the process. */
  scope?: Key;
  /** Its local variables. Reading searches the enclosing scopes outwards. */
  variables?: Variables;
  /** What it waits for; an instance without waits and without children is about to move. */
  waits?: Wait[];
  /** Why it is stuck and needs a person. */
  incident?: Incident;
  /** What its behavior stores, small and private to it. */
  data?: Record<string, unknown>;
}

export type Wait =
  | { type: 'task' }
  /** `listener`: the job is not the element's own but that of this listener. */
  | { type: 'job'; job: string; listener?: number }
  | { type: 'call'; process: string }
  /**
   * `element`: the event that fires, if it is not the instance's own; `definition`: which of its event definitions, if
   * not the first. `due` absent: the date is unknown at present (a suspended limit). A cycle falls due at `anchor` plus
   * `turn` times `interval` (ISO 8601); `remaining` are its turns including this one (absent: unlimited).
   */
  | {
      type: 'timer';
      element?: string;
      definition?: number;
      due?: string;
      basis?: Basis;
      anchor?: string;
      interval?: string;
      turn?: number;
      remaining?: number;
    }
  | { type: 'message'; element?: string; definition?: number; name: string; correlationKey?: string }
  | { type: 'signal'; element?: string; definition?: number; name: string }
  /** `held`: it was true at the last evaluation; it fires when it becomes true. */
  | { type: 'condition'; element?: string; definition?: number; held?: true }
  /** An activity waits until the data of one of its input sets are available (§10.4.2). */
  | { type: 'data' };

/**
 * How a date was derived (rule, article, trigger, days skipped …): what the expression returned besides `due`. Stored
 * and shown, never read by the engine.
 */
export type Basis = Record<string, unknown>;

/**
 * `phase`: what a retry does again; a moment, if a listener of that moment could not be run. `zh` and `en` are absent in
 * old ones, which have a `message` in both languages instead (see `textOfIncident`).
 */
export interface Incident {
  code: string;
  zh?: string;
  en?: string;
  message?: string;
  at: string;
  retriesLeft?: number;
  phase: 'enter' | 'work' | 'complete' | 'leave' | 'children' | 'derive' | Listener['on'];
}
/** A completed activity that can be compensated: `variables` are its data at completion (the snapshot of §13.5.5). */
export interface Compensable {
  key: Key;
  element: string;
  scope: Key;
  variables?: Variables;
}
