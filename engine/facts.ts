import type { Compensable, Incident, Key, Wait } from './state';
import type { InstanceContext, Variables } from './events';

/**
 * What happened to which element, in order. `facts.reduce(apply, before)` is `after`.
 * Also what a person reads as history and what tests assert.
 */
export type Fact =
  | { type: 'started'; process: string; graph: string; at: string; instance?: InstanceContext }
  | { type: 'clock'; at: string }
  | { type: 'entered'; key: Key; element: string; scope?: Key; flow?: string; variables?: Variables }
  | { type: 'completed'; key: Key; element: string }
  | { type: 'terminated'; key: Key; element: string; reason?: string }
  | { type: 'flowTaken'; flow: string; scope: Key }
  /** A token stops before a join … */
  | { type: 'arrived'; node: string; flow: string; scope: Key }
  /** … and the join uses tokens up (indices into the arrival order, ascending). */
  | { type: 'joined'; node: string; scope: Key; used: number[] }
  /** … or is lost, because its scope was interrupted. */
  | { type: 'dropped'; node: string; scope: Key }
  | { type: 'waiting'; key: Key; element: string; wait: Wait }
  /** The wait at `index` of the instance is over: fired (it happened) or withdrawn. */
  | { type: 'waitEnded'; key: Key; element: string; index: number; fired: boolean; wait: Wait }
  /** The wait at `index` became another (a date derived again, a cycle's next turn). */
  | { type: 'waitChanged'; key: Key; element: string; index: number; before: Wait; wait: Wait }
  | { type: 'variablesSet'; key: Key; variables: Variables }
  /** What a behavior keeps about its instance: merged into `data`; null takes a name out. */
  | { type: 'remembered'; key: Key; data: Record<string, unknown> }
  | { type: 'incidentRaised'; key: Key; element: string; incident: Incident }
  | { type: 'incidentResolved'; key: Key; element: string; how: 'retried' | 'skipped' | 'completed' | 'terminated' }
  | { type: 'compensableAdded'; item: Compensable }
  | { type: 'compensableUsed'; key: Key }
  /**
   * An error, escalation, signal or message was thrown; `caughtBy` is absent where nothing in this instance caught it.
   */
  | {
      type: 'thrown';
      key: Key;
      element: string;
      event: 'error' | 'escalation' | 'signal' | 'message' | 'cancel' | 'compensate';
      code?: string;
      caughtBy?: string;
    }
  /** A decision was evaluated: what it answered and which rules matched. */
  | { type: 'decided'; key: Key; element: string; decision: string; result: unknown; trace?: unknown }
  /**
   * The instance goes on by another version of its definition: elements and flows that have another id there, by their
   * old ids.
   */
  | {
      type: 'migrated';
      graph: string;
      process: string;
      elements: Record<string, string>;
      flows: Record<string, string>;
    }
  /** An operator's repair, with the reason given. */
  | { type: 'repaired'; reason: string; by?: string }
  | {
      type: 'ended';
      status: 'completed' | 'terminated' | 'failed';
      variables?: Variables;
      error?: { code?: string; message?: string };
    };
