import type { EventDefinition } from './graph';
import type { Here } from './run/Here';
import type { Join } from './run/Join';
import type { Step } from './run/Step';
import type { Instance } from './state';
import type { Variables } from './events';
import type { Element, Link } from './program';

/** Something a behavior wants done to the instance it is about; `actions.ts` has them by name. */
export type Action = (step: Step, instance: Instance) => void;

/**
 * How one kind of element behaves. Shared code asks these questions and never which element it is.
 * Answers are lists of actions, done in order as long as the instance lives.
 */
export interface Behavior {
  /** A token, a scope or a loop brought an instance to life. */
  enter(here: Here): Action[];
  /**
   * Which of the tokens waiting before it an entry uses up (indices in order of arrival); undefined: not yet. Without
   * it every token enters.
   */
  joins?(join: Join): number[] | undefined;
  /** What an entry remembers of the flows whose tokens it used up. */
  joined?(flows: string[]): Record<string, unknown>;
  /** Asked when nothing else moves, for joins that look at tokens elsewhere; true if that moved something. */
  again?(join: Join): boolean;
  /** An inner instance completed and is about to go: what is kept of it. */
  collect?(here: Here, child: Instance): Action[];
  /** An inner instance has gone, or tokens inside were used up. */
  childLeft?(here: Here): Action[];
  /**
   * The event `event` happened, for which the instance `here` is armed: its own, or one on its boundary, in an event
   * sub-process of
   * it or offered by it. `variables` came with it; `local` are for whoever handles it only.
   */
  catches?(here: Here, event: Element, variables: Variables, local?: Variables): Action[];
  /** One of the alternatives that this instance offers happened (event-based gateway). */
  chosen?(here: Here, event: Element, variables: Variables): Action[];
  /** The work asked of the outside world is asked for again (a retry). Without it the element is entered again. */
  resume?(here: Here): Action[];
  /** Completed, it can be compensated although it has no handler of its own: what completed inside it is (§13.5.5). */
  compensable?(here: Here): boolean;
  /** A cancel end event inside it cancels it (§10.7). */
  cancel?(here: Here): Action[];
  /**
   * An operator steps over it: the flows its token takes; undefined: it cannot be stepped over. Without it, as after
   * completion.
   */
  skip?(here: Here): Link[] | undefined;
  /** A performer starts one of its activities. */
  start?(here: Here, activity: Element): Action[];
  /** It handles an event of the scope around it: what it compensates without naming it was completed there. */
  handler?: true;
  /** It stands for an activity that completed before: no data are taken in and no events armed. */
  past?: true;
}

/** How one kind of event definition behaves, caught and thrown. */
export interface EventBehavior<T extends EventDefinition = EventDefinition> {
  /** Arms the owner for the event `here.event`; without it the event is found when something is thrown. */
  arm?(here: Here, definition: T, place: Armed): Action[];
  /** Throws it from the instance; the actions end with what becomes of the throwing event. */
  throws?(here: Here, definition: T): Action[];
}

/** Which event an owner is armed for, as a wait records it. */
export interface Armed {
  element?: string;
  definition?: number;
}
