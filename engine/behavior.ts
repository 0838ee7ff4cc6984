import type { EventDefinition } from './graph';
import type { Here } from './run/Here';
import type { Join } from './run/Join';
import type { Step } from './run/Step';
import type { Instance } from './state';
import type { Variables } from './events';
import type { Element, Link } from './program';

/** Something a behavior wants to happen to its instance; `actions.ts` defines them by name. */
export type Action = (step: Step, instance: Instance) => void;

/**
 * How one kind of element behaves. Shared code asks these questions and never which element it is. Answers are lists of
 * actions, done in order as long as the instance lives.
 */
export interface Behavior {
  /** A token, a scope or a loop created an instance. */
  enter(here: Here): Action[];
  /**
   * The waiting tokens that an entry consumes (indices in order of arrival); undefined: not yet. Without it every token
   * enters.
   */
  joins?(join: Join): number[] | undefined;
  /** What an entry stores about the flows whose tokens it consumed. */
  joined?(flows: string[]): Record<string, unknown>;
  /** Asked when nothing else moves, for joins that depend on tokens elsewhere; true if that moved something. */
  again?(join: Join): boolean;
  /** An inner instance completed and is about to be removed: what is kept of it. */
  collect?(here: Here, child: Instance): Action[];
  /** An inner instance was removed, or tokens inside were consumed. */
  childLeft?(here: Here): Action[];
  /**
   * The event `event`, for which the instance `here` is armed, happened: its own event, or one on its boundary, in one
   * of its event sub-processes or offered by it. `variables` are the event's data; `local` are only for its handler.
   */
  catches?(here: Here, event: Element, variables: Variables, local?: Variables): Action[];
  /** One of the alternatives offered by this instance happened (event-based gateway). */
  chosen?(here: Here, event: Element, variables: Variables): Action[];
  /** Requests the external work again (a retry). Without it the element is entered again. */
  resume?(here: Here): Action[];
  /**
   * When completed, it can be compensated although it has no handler of its own: by compensating what completed inside
   * it (§13.5.5).
   */
  compensable?(here: Here): boolean;
  /** A cancel end event inside it cancels it (§10.7). */
  cancel?(here: Here): Action[];
  /**
   * The flows that its token takes if an operator skips it; undefined: it cannot be skipped. Without it, the same as
   * after completion.
   */
  skip?(here: Here): Link[] | undefined;
  /** A performer starts one of its activities. */
  start?(here: Here, activity: Element): Action[];
  /** It handles an event of the enclosing scope: what it compensates without naming it was completed there. */
  handler?: true;
  /** It represents an activity that completed before: it takes no input data and arms no events. */
  past?: true;
}

/** How one kind of event definition behaves, caught and thrown. */
export interface EventBehavior<T extends EventDefinition = EventDefinition> {
  /** Arms the owner for the event `here.event`; without it the event is only looked up when something is thrown. */
  arm?(here: Here, definition: T, place: Armed): Action[];
  /** Throws it from the instance; the last action says what happens to the throwing event. */
  throws?(here: Here, definition: T): Action[];
}

/** The event for which an owner is armed, as recorded in a wait. */
export interface Armed {
  element?: string;
  definition?: number;
}
