import type { Compensable, Incident, Key, Wait } from './state';
import type { InstanceContext, Variables } from './events';

/**
 * What happened to which element, in order. `facts.reduce(apply, before)` is `after`. It is also the history that
 * people read, and what tests assert.
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
  /** … and the join consumes tokens (indices in order of arrival, ascending) … */
  | { type: 'joined'; node: string; scope: Key; used: number[] }
  /** … or they are discarded, because their scope was interrupted. */
  | { type: 'dropped'; node: string; scope: Key }
  | { type: 'waiting'; key: Key; element: string; wait: Wait }
  /** The wait at `index` of the instance is over: fired (it happened) or withdrawn. */
  | { type: 'waitEnded'; key: Key; element: string; index: number; fired: boolean; wait: Wait }
  /** The wait at `index` was replaced (a date derived again, a cycle's next turn). */
  | { type: 'waitChanged'; key: Key; element: string; index: number; before: Wait; wait: Wait }
  | { type: 'variablesSet'; key: Key; variables: Variables }
  /** What a behavior stores about its instance: merged into `data`; null removes a name. */
  | { type: 'remembered'; key: Key; data: Record<string, unknown> }
  | { type: 'incidentRaised'; key: Key; element: string; incident: Incident }
  | { type: 'incidentResolved'; key: Key; element: string; how: 'retried' | 'skipped' | 'completed' | 'terminated' }
  | { type: 'compensableAdded'; item: Compensable }
  | { type: 'compensableUsed'; key: Key }
  /** An error, escalation, signal or message was thrown; `caughtBy` is absent if nothing in this instance caught it. */
  | {
      type: 'thrown';
      key: Key;
      element: string;
      event: 'error' | 'escalation' | 'signal' | 'message' | 'cancel' | 'compensate';
      code?: string;
      caughtBy?: string;
    }
  /** A decision was evaluated: its result and the rules that matched. */
  | { type: 'decided'; key: Key; element: string; decision: string; result: unknown; trace?: unknown }
  /**
   * The instance continues with another version of its definition; lists elements and flows with another id there, by
   * their old ids.
   */
  | {
      type: 'migrated';
      graph: string;
      process: string;
      elements: Record<string, string>;
      flows: Record<string, string>;
    }
  /** A repair by an operator, with the given reason. */
  | { type: 'repaired'; reason: string; by?: string }
  | {
      type: 'ended';
      status: 'completed' | 'terminated' | 'failed';
      variables?: Variables;
      error?: { code?: string; message?: string };
    };
