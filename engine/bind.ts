import { behaviors, wrapped } from './elements';
import { compensationRun } from './elements/compensationRun';
import { eventBehaviors } from './eventDefinitions';
import { expressionsOf } from './expressionsOf';
import { compileFeel, FeelSyntaxError, type Expression } from './feel';
import type { Flow, Graph, Node } from './graph';
import { CompileRefusal } from './parse/CompileRefusal';
import type { Context, Element, Link, Program } from './program';

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
    eventBehaviors,
    compensationRun,
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

/** In the order of the diagram: the flow that a gateway evaluates first must not depend on how the graph was stored. */
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
