import type { Behavior } from './behavior';
import { CompileRefusal } from './parse/CompileRefusal';
import { behaviors, wrapped } from './elements';
import { compileFeel, FeelSyntaxError, type Expression, type Scope, type Warning } from './feel';
import { expressionsOf } from './expressionsOf';
import type { EventDefinition, Flow, Graph, Node } from './graph';

/** What the host gives a graph to run with: functions FEEL may call, decisions, bounds. */
export interface Context {
  /** Functions by the names that FEEL calls them by. They must be pure. */
  functions?: Record<string, unknown>;
  decisions?: Record<string, Decision>;
  /** How many elements one event may enter before a loop without a wait is assumed. Default 200,000. */
  budget?: number;
}

/**
 * A decision bound for evaluation; `trace` says which rules matched, `warnings` why parts of the result, or all of it,
 * are null.
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
  /** A FEEL text of this graph as compiled; any other text is compiled when it is first asked for. */
  expression(text: string): Expression;
}

/** A node with its neighbours and what runs it. */
export interface Element {
  id: string;
  node: Node;
  /** Runs an instance that a token or a scope brought to life: the loop, where the activity has one. */
  behavior: Behavior;
  /** Runs one iteration of a loop; the same as `behavior` where there is none. */
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

/** Links a graph. Throws CompileRefusal, naming the element, if an expression does not parse. */
export function bind(graph: Graph, context: Context = {}): Program {
  if (graph.format !== 1)
    throw new CompileRefusal(
      'BAD_VALUE',
      graph.process,
      '定义的编译格式不是本版本的，请重新编译。',
      'The definition was compiled in another format: compile it again.',
    );
  const elements = new Map(Object.values(graph.nodes).map((node) => [node.id, element(node)]));
  const expressions = new Map<string, Expression>();
  const program: Program = {
    graph,
    context,
    elements,
    root: elements.get(graph.process)!,
    expression(text) {
      let found = expressions.get(text);
      if (!found) expressions.set(text, (found = compileFeel(text)));
      return found;
    },
  };
  for (const { at, text } of expressionsOf(graph)) compiled(program, text, at);
  for (const flow of Object.values(graph.flows)) link(program, flow);
  if (graph.inOrder) for (const each of elements.values()) inOrder(each);
  for (const each of elements.values()) tie(each, elements);
  return program;
}

function element(node: Node): Element {
  const inner = behaviors[node.type];
  return {
    id: node.id,
    node,
    inner,
    behavior: wrapped(node, inner),
    incoming: [],
    outgoing: [],
    boundary: [],
    eventStarts: [],
    starts: [],
    children: [],
    events: node.events ?? [],
    joins: [],
    again: [],
  };
}

function link(program: Program, flow: Flow): void {
  const from = program.elements.get(flow.from)!;
  const to = program.elements.get(flow.to)!;
  const linked: Link = {
    id: flow.id,
    from,
    to,
    ...(flow.condition ? { condition: program.expression(flow.condition) } : {}),
  };
  from.outgoing.push(linked);
  to.incoming.push(linked);
  if (from.node.defaultFlow === flow.id) from.defaultFlow = linked;
}

/** As drawn: which flow a gateway looks at first must not hang on how the graph was kept. */
function inOrder({ node, incoming, outgoing }: Element): void {
  const by = (ids: string[]) => (a: Link, b: Link) => ids.indexOf(a.id) - ids.indexOf(b.id);
  outgoing.sort(by(node.outgoing));
  incoming.sort(by(node.incoming));
}

function tie(each: Element, elements: Map<string, Element>): void {
  const { node } = each;
  const all = (ids: string[] | undefined) => (ids ?? []).map((id) => elements.get(id)!);
  each.scope = node.scope === undefined ? undefined : elements.get(node.scope);
  each.boundary = all(node.boundary);
  each.starts = all(node.starts);
  each.eventStarts = all(node.eventSubProcesses).map((sub) => elements.get(sub.node.starts![0]!)!);
  each.compensation = node.compensation === undefined ? undefined : elements.get(node.compensation);
  if (!each.scope) return;
  each.scope.children.push(each);
  if (each.behavior.joins) each.scope.joins.push(each);
  if (each.behavior.again) each.scope.again.push(each);
}

function compiled(program: Program, text: string, at: string): void {
  try {
    program.expression(text);
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    throw new CompileRefusal('EXPRESSION_SYNTAX', at, error.zh, error.en);
  }
}
