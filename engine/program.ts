import type { Behavior, EventBehavior } from './behavior';
import type { Expression, Scope, Warning } from './feel';
import type { EventDefinition, Graph, Node } from './graph';

/** What the host provides for running a graph: functions for FEEL, decisions, limits. */
export interface Context {
  /** Functions by their names in FEEL. They must be pure. */
  functions?: Record<string, unknown>;
  decisions?: Record<string, Decision>;
  /** How many elements one event may enter before a loop without a wait is assumed (MOST_ENTERED). */
  budget?: number;
  /** How much its expressions may compute in total (MOST_WORK). */
  work?: number;
}

/**
 * A decision bound for evaluation; `trace` lists the rules that matched, `warnings` why the result or parts of it are
 * null.
 */
export interface Decision {
  evaluate(scope: Scope): { result: unknown; trace?: unknown; warnings?: readonly Warning[] };
}

/** A graph linked for execution: direct references instead of ids, expressions compiled once. */
export interface Program {
  graph: Graph;
  context: Context;
  root: Element;
  elements: Map<string, Element>;
  /** How each kind of event definition behaves. */
  eventBehaviors: Record<EventDefinition['type'], EventBehavior>;
  /** Runs an instance that compensates a completed scope. */
  compensationRun: Behavior;
  /** A compiled FEEL text of this graph; any other text is compiled on first use. */
  expression(text: string): Expression;
}

/** A node with its neighbours and its behavior. */
export interface Element {
  id: string;
  node: Node;
  /** Runs an instance created by a token or a scope: the loop, if the activity has one. */
  behavior: Behavior;
  /** Runs one iteration of a loop; the same as `behavior` if there is no loop. */
  inner: Behavior;
  scope?: Element;
  incoming: Link[];
  outgoing: Link[];
  defaultFlow?: Link;
  boundary: Element[];
  /** Start events of the event sub-processes in this scope. */
  eventStarts: Element[];
  starts: Element[];
  children: Element[];
  events: EventDefinition[];
  compensation?: Element;
  /**
   * Nodes of this scope before which tokens may wait, and those of them that are asked again when nothing else moves.
   */
  joins: Element[];
  again: Element[];
}

/** A sequence flow. */
export interface Link {
  id: string;
  from: Element;
  to: Element;
  condition?: Expression;
}
