import { bindingMessages, bindsPeople } from '../../domain/weight';
import type { Graph, Node, State } from '../../engine';
import { Problem } from '../errors';
import type { Library } from '../library';
import { nameOf } from '../views/nodes';

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
    if (bindsPeople(node.properties) || (waiting.has(node.type) && isBindingMessage(node))) found.add(node.id);
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

const waiting = new Set(['receiveTask', 'intermediateCatchEvent']);

/** Whether an element waits for, or begins with, a message that stands for a binding act, such as a withdrawal. */
const isBindingMessage = ({ message, events = [] }: Node): boolean =>
  [message, ...events.map((event) => (event.type === 'message' ? event.message : undefined))].some(
    (each) => each !== undefined && 'static' in each.name && bindingMessages.has(each.name.static),
  );

/**
 * What can be reached without completing one of the binding elements. An event on the boundary of one can be: it says
 * that the act was not done.
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
        (node) =>
          node.scope === each && node.type === 'startEvent' && (isBindingMessage(node) || isThrown(graph, node)),
      ),
  );
  return [...own, ...events];
}

interface Change {
  cancel?: number[];
  activate?: { element: string }[];
  /** The element that is to count as done. */
  skip?: number;
  variables?: Record<string, unknown>;
}

/**
 * Throws PASSES_OVER if a repair would make up what only people can do: a token is never moved past a signature,
 * consent, settlement, award or withdrawal that was not made, such an element is not skipped, and its results are not
 * written by hand. Moving a token to such an element, or back, has it done again.
 */
export async function demandNothingMadeUp(
  graph: Graph,
  state: State,
  { cancel = [], activate = [], skip, variables = {} }: Change,
  library: Pick<Library, 'published'>,
): Promise<void> {
  const binding = await bindingElements(graph, library);
  const elementOf = (key: number): string | undefined => state.instances[key]?.element;
  const skipped = skip === undefined ? undefined : elementOf(skip);
  if (skipped !== undefined && binding.has(skipped)) throw passesOver(graph, skipped);
  const free = reachable(graph, [graph.process], binding);
  const standing = cancel.flatMap((key) => elementOf(key) ?? []);
  for (const { element } of activate) {
    const near = standing.some((from) => reachable(graph, [from], binding).has(element));
    if (graph.nodes[element] && !free.has(element) && !near) throw passesOver(graph, element);
  }
  const results = resultsOf(graph, binding);
  const [madeUp] = Object.keys(variables).filter((name) => results.has(name));
  if (madeUp) throw resultMadeUp(madeUp);
}

/**
 * How the case ends, and what binding acts result in: `agreement`, `award`, `signing`. What was filed can always be
 * corrected.
 */
function resultsOf(graph: Graph, binding: ReadonlySet<string>): Set<string> {
  const targets = [...binding].flatMap((id) => (graph.nodes[id]?.outputs ?? []).map(({ target }) => target));
  return new Set(['outcome', ...targets.filter((target) => !target.includes('.') && target !== 'case')]);
}

function passesOver(graph: Graph, element: string): Problem {
  const name = nameOf(graph, element);
  return new Problem('PASSES_OVER', {
    detail: {
      zh: `不能这样处理「${name.zh}」：它以签署、同意、和解、裁决或撤回等行为为前提，这些只能由本人或办案机关作出，不能用移动或跳过代替。可以把流程移到该行为本身，由本人办理或由工作人员当场记录；环节有故障的，修正流程定义后迁移并重试。`,
      en: `“${name.en}” stands for, or comes after, a signature, consent, settlement, decision or withdrawal, which only those concerned can make: no move or skip replaces it. Move the process to that act itself, to be done by them or recorded by staff in their presence; if the element is faulty, correct the definition, migrate and retry.`,
    },
    more: { element },
  });
}

const resultMadeUp = (name: string): Problem =>
  new Problem('PASSES_OVER', {
    detail: {
      zh: `变量 ${name} 是签署、同意、和解、裁决等行为的结果，不能手工写入；请把流程移回该行为，由本人或办案机关重新作出。`,
      en: `The variable ${name} is the result of a signature, consent, settlement or decision and is not written by hand: move the process back to that act, to be made again by those concerned.`,
    },
    more: { variable: name },
  });
