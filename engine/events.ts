import type { Key } from './state';

/**
 * Something that happened, with its instant (ISO 8601 with offset; the only clock the engine knows). `transition(graph,
 * state, event)` is a function of exactly this.
 */
export type Event = {
  at: string;
  by?: string;
  /** The edition of the engine's rules to apply; absent: the newest (see edition.ts). */
  edition?: number;
} & EventBody;

export type EventBody =
  /** The instance starts, at its none start event or at the given `startEvent` (after a message, timer or signal). */
  /**
   * `definition`: which of the event's definitions happened, if it has several; all of them that did, if it needs all.
   */
  | {
      type: 'start';
      variables?: Variables;
      startEvent?: string;
      definition?: number | number[];
      instance?: InstanceContext;
    }
  | { type: 'taskCompleted'; key: Key; variables?: Variables }
  | { type: 'jobCompleted'; key: Key; variables?: Variables }
  /**
   * `code`: a BPMN error for the model to catch; without it a technical failure, which is an incident when `retries` is
   * 0.
   */
  | { type: 'jobFailed'; key: Key; message: string; code?: string; retries?: number; variables?: Variables }
  /** Timers due at or before `at` fire, in the order of their due instants. */
  | { type: 'timeCame' }
  | { type: 'messageArrived'; name: string; correlationKey?: string; variables?: Variables; id?: string }
  | { type: 'signalArrived'; name: string; variables?: Variables }
  | { type: 'callCompleted'; key: Key; variables?: Variables }
  /** The called instance ended with an error that nothing in it caught, or was cancelled. */
  | { type: 'callFailed'; key: Key; code?: string; message?: string }
  /** An escalation that nothing in the called instance caught; the called instance continues. */
  | { type: 'callEscalated'; key: Key; code?: string; variables?: Variables }
  /** `merge`: the members of a context are added to those that it has. */
  | { type: 'variablesSet'; scope?: Key; variables: Variables; merge?: true }
  /** The results of FEEL functions outside the graph have changed (a new calendar): derived dates are derived again. */
  | { type: 'contextChanged' }
  /** The whole instance is cancelled (a case is withdrawn). */
  | { type: 'cancelled'; reason?: string }
  // Repair by an operator, with a reason.
  | { type: 'incidentRetried'; key: Key; variables?: Variables }
  | { type: 'elementSkipped'; key: Key; reason: string; variables?: Variables }
  /**
   * Cancels the instances in `cancel` and starts `activate` in the given scope instance, or in the innermost open one.
   */
  | {
      type: 'tokensMoved';
      cancel: Key[];
      activate: { element: string; scope?: Key }[];
      reason: string;
      variables?: Variables;
      /** Present in histories of older code: a scope emptied by the move completes. */
      completeEmptied?: true;
    }
  /** adHocSubProcess: a performer starts one of its activities (§13.3.5). */
  | { type: 'activityStarted'; scope: Key; element: string };

export type Variables = Record<string, unknown>;

/** What the host knows about the instance, which FEEL can read as `instance`. */
export interface InstanceContext {
  id: string;
  parent?: string;
  businessKey?: string;
  /** The number of calls around it; absent: none. The host increments it when it starts a called process. */
  depth?: number;
}
