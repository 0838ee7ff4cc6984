import type { InstanceContext, Variables } from './events';
import type { Listener } from './work';

/** Names an element instance within one process instance; counted up from `State.nextKey`, never random. */
export type Key = number;

/** Everything a process instance is between two events. Plain JSON; only `apply` changes it. */
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
  /** Tokens that wait at a join: flow ids in arrival order, by scope instance and node ("scope/node"). */
  arrived: Record<string, string[]>;
  /** Compensation that completed activities left behind, newest last (§13.5.5). */
  compensable?: Compensable[];
  /** Set when it ended: the variables it gives back, or the error. */
  result?: { variables?: Variables; error?: { code?: string; message?: string } };
}

export interface Instance {
  key: Key;
  element: string;
  /** Key of the scope instance that encloses it; absent for the process. */
  scope?: Key;
  /** Variables local to it. Reading looks outward through the scopes. */
  variables?: Variables;
  /** What it waits for; an instance without waits and without children is about to move. */
  waits?: Wait[];
  /** Why it stands still and needs a person. */
  incident?: Incident;
  /** What its behavior has to remember, small and private to it. */
  data?: Record<string, unknown>;
}

export type Wait =
  | { type: 'task' }
  /** `listener`: it is not the element's own job but this one of its listeners. */
  | { type: 'job'; job: string; listener?: number }
  | { type: 'call'; process: string }
  /**
   * `element`: the event that fires, if it is not the instance's own; `definition`: which of its event definitions, if
   * not the first.
   * `due` absent: the date cannot be told now (a clock that is stopped). A cycle falls due at `anchor` plus
   * `turn` times `interval` (ISO 8601); `remaining` are its turns with this one (absent: without end).
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
  /** `held`: it was true when last looked at; it fires when it becomes true. */
  | { type: 'condition'; element?: string; definition?: number; held?: true }
  /** An activity waits until the data of one of its input sets is there (§10.4.2). */
  | { type: 'data' };

/**
 * How a date was derived (rule, article, trigger, days skipped …): what the expression gave besides `due`. Kept and
 * shown, never read by the engine.
 */
export type Basis = Record<string, unknown>;

/** `phase`: what is done again on a retry; a moment, if a listener of that moment could not be run. */
export interface Incident {
  code: string;
  message: string;
  at: string;
  retriesLeft?: number;
  phase: 'enter' | 'work' | 'complete' | 'leave' | 'children' | 'derive' | Listener['on'];
}
/**
 * A completed activity that can be compensated: `variables` are its data as they were then (the snapshot of §13.5.5).
 */
export interface Compensable {
  key: Key;
  element: string;
  scope: Key;
  variables?: Variables;
}
