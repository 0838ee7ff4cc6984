import { bindsPeople, isBindingMessage } from '../../domain/weight';
import type { Graph, Node } from '../../engine';
import type { Library } from '../library';

/** The elements of a graph that stand for binding acts, also in the processes that they call. */
export async function bindingElements(
  graph: Graph,
  library: Pick<Library, 'published'>,
  seen: ReadonlySet<string> = new Set(),
): Promise<Set<string>> {
  const found = new Set<string>();
  const inner = new Set([...seen, graph.process]);
  for (const node of Object.values(graph.nodes)) {
    const { called } = node;
    if (bindsPeople(node.properties) || (waiting.has(node.type) && awaitsAct(node))) found.add(node.id);
    else if (called) {
      const id = 'static' in called.process ? called.process.static : undefined;
      // A process that is chosen at run time may be any.
      if (id === undefined || (!inner.has(id) && (await callBinds(id, library, inner)))) found.add(node.id);
    }
  }
  return found;
}

async function callBinds(process: string, library: Pick<Library, 'published'>, seen: ReadonlySet<string>) {
  const graph = await library.published(process).catch(() => undefined);
  return graph === undefined || (await bindingElements(graph, library, seen)).size > 0;
}

const waiting = new Set(['receiveTask', 'intermediateCatchEvent', 'boundaryEvent']);

/** Whether an element waits for, or begins with, a message that stands for a binding act, such as a withdrawal. */
const awaitsAct = ({ message, events = [] }: Node): boolean =>
  [message, ...events.map((event) => (event.type === 'message' ? event.message : undefined))].some(
    (each) => each !== undefined && 'static' in each.name && isBindingMessage(each.name.static),
  );

/**
 * What can be reached without completing one of the binding elements. An event on the boundary of one can be: it says
 * that the act was not done, unless it is the message that it was.
 */
export function reachable(graph: Graph, from: readonly string[], binding: ReadonlySet<string>): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  const leave = ({ outgoing, scope }: Node): void => {
    if (outgoing.length) open.push(...outgoing.map((id) => graph.flows[id]!.to));
    // The end of a scope's path: what follows the scope.
    else if (scope !== undefined && scope !== graph.process) leave(graph.nodes[scope]!);
  };
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes[id];
    if (!node || reached.has(id)) continue;
    reached.add(id);
    open.push(...(node.boundary ?? []), ...aroundOf(graph, node), ...linkedTo(graph, node));
    if (binding.has(id)) continue;
    const inside = insideOf(graph, node);
    if (inside) open.push(...inside);
    else leave(node);
  }
  return reached;
}

/** What may interrupt the scopes around an element: the events on their boundary. */
function aroundOf(graph: Graph, { scope }: Node): string[] {
  const around = scope === undefined ? undefined : graph.nodes[scope];
  return around ? [...(around.boundary ?? []), ...aroundOf(graph, around)] : [];
}

const throwing = new Set(['intermediateThrowEvent', 'endEvent']);
const catching = new Set(['intermediateCatchEvent', 'boundaryEvent', 'startEvent']);

/** What a link, an escalation or an error names. */
const named = ({ events = [] }: Node): string[] =>
  events.flatMap((event) =>
    event.type === 'link'
      ? `link ${event.name}`
      : event.type === 'escalation' || event.type === 'error'
        ? `${event.type} ${event.code ?? ''}`
        : [],
  );

/** The events that a link, an escalation or an error leads to within the process. */
function linkedTo(graph: Graph, node: Node): string[] {
  const names = throwing.has(node.type) ? named(node) : [];
  if (!names.length) return [];
  return Object.values(graph.nodes).flatMap((other) =>
    catching.has(other.type) && named(other).some((name) => names.includes(name)) ? other.id : [],
  );
}

/** Whether an event sub-process begins with what an element of the process throws: it is reached from there alone. */
function isThrown(graph: Graph, start: Node): boolean {
  const names = named(start);
  return (
    names.length > 0 &&
    Object.values(graph.nodes).some(
      (other) => throwing.has(other.type) && named(other).some((name) => names.includes(name)),
    )
  );
}

/** Where a scope begins, with its event sub-processes; undefined: it is no scope, or one whose activities are chosen. */
function insideOf(graph: Graph, { id, type, starts, eventSubProcesses }: Node): string[] | undefined {
  if (!['process', 'subProcess', 'transaction', 'adHocSubProcess', 'eventSubProcess'].includes(type)) return undefined;
  const own = starts?.length
    ? starts
    : Object.values(graph.nodes).flatMap((node) => (node.scope === id ? node.id : []));
  const events = (eventSubProcesses ?? []).filter(
    (each) =>
      !Object.values(graph.nodes).some(
        (node) => node.scope === each && node.type === 'startEvent' && (awaitsAct(node) || isThrown(graph, node)),
      ),
  );
  return [...own, ...events];
}

/** The scopes that hold binding elements: to complete one without what is in it is to pass over them. */
export function scopesOf(graph: Graph, binding: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const id of binding)
    for (let scope = graph.nodes[id]?.scope; scope !== undefined; scope = graph.nodes[scope]?.scope) found.add(scope);
  return found;
}

/** The binding elements without which an element cannot be reached. */
export function passedBefore(graph: Graph, element: string, binding: ReadonlySet<string>): string[] {
  if (reachable(graph, [graph.process], binding).has(element)) return [];
  return [...binding].filter(
    (each) => each !== element && !reachable(graph, [graph.process], new Set([each])).has(element),
  );
}
