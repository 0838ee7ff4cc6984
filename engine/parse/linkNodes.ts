import type { Graph, Node } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import type { ModdleElement } from './read';

/** Links the nodes: flows to their ends, boundary events to their hosts, scopes to their start events. */
export function linkNodes(graph: Graph, root: ModdleElement): void {
  for (const flow of Object.values(graph.flows)) {
    node(graph, flow.from, flow.id).outgoing.push(flow.id);
    node(graph, flow.to, flow.id).incoming.push(flow.id);
  }
  for (const each of Object.values(graph.nodes)) tieNode(graph, each);
  const inner = new Map<string, Node[]>();
  for (const each of Object.values(graph.nodes))
    if (each.scope) (inner.get(each.scope) ?? inner.set(each.scope, []).get(each.scope)!).push(each);
  for (const each of Object.values(graph.nodes)) if (each.type in scopes) tieScope(each, inner.get(each.id) ?? []);
  tieCompensation(graph, root);
  tieLanes(graph, root);
}

const scopes = { process: true, subProcess: true, eventSubProcess: true, transaction: true, adHocSubProcess: true };

function node(graph: Graph, id: string, from: string): Node {
  const found = graph.nodes[id];
  if (!found)
    throw new CompileRefusal(
      'DANGLING_REFERENCE',
      from,
      `「${from}」连到「${id}」，但它不是本流程的节点。`,
      `“${from}” leads to “${id}”, which is not a node of this process.`,
    );
  return found;
}

function tieNode(graph: Graph, each: Node): void {
  if (each.attachedTo && !each.events?.some((event) => event.type === 'compensate')) {
    const host = node(graph, each.attachedTo, each.id);
    (host.boundary ??= []).push(each.id);
  }
  if (each.type === 'eventSubProcess') {
    const parent = node(graph, each.scope ?? '', each.id);
    (parent.eventSubProcesses ??= []).push(each.id);
  }
}

/** §13.3.4: the none start events get a token, or if there is no start event, every node without an incoming flow. */
function tieScope(scope: Node, inner: Node[]): void {
  const starts = inner.filter((each) => each.type === 'startEvent');
  if (scope.type === 'eventSubProcess') return tieEventSubProcess(scope, starts);
  const none = starts.filter((each) => !each.events);
  if (none.length) scope.starts = none.map((each) => each.id);
  else if (starts.length) scope.starts = starts.length === 1 ? [starts[0]!.id] : [];
  else scope.starts = inner.filter(startsByItself).map((each) => each.id);
}

function tieEventSubProcess(scope: Node, starts: Node[]): void {
  if (starts.length !== 1 || !starts[0]!.events)
    throw new CompileRefusal(
      'MISPLACED',
      scope.id,
      '事件子流程必须有且只有一个带触发的开始事件。',
      'An event sub-process must have exactly one start event, with a trigger.',
    );
  scope.starts = [starts[0]!.id];
}

const startsByItself = (each: Node) =>
  each.incoming.length === 0 &&
  !each.attachedTo &&
  !each.isForCompensation &&
  each.type !== 'eventSubProcess' &&
  !each.events?.some((event) => event.type === 'link');

/** A compensation boundary event references its handler by an association (§10.7.1). */
function tieCompensation(graph: Graph, element: ModdleElement): void {
  for (const artifact of element.artifacts ?? []) {
    const boundary = graph.nodes[artifact.sourceRef?.id ?? ''];
    const handler = graph.nodes[artifact.targetRef?.id ?? ''];
    if (handler && boundary?.attachedTo && boundary.events?.some((event) => event.type === 'compensate')) {
      graph.nodes[boundary.attachedTo]!.compensation = handler.id;
    }
  }
  for (const inner of element.flowElements ?? [])
    if (inner.flowElements || inner.artifacts) tieCompensation(graph, inner);
}

function tieLanes(graph: Graph, element: ModdleElement): void {
  for (const set of element.laneSets ?? []) tieLaneSet(graph, set, []);
  for (const inner of element.flowElements ?? []) if (inner.laneSets) tieLanes(graph, inner);
}

function tieLaneSet(graph: Graph, set: ModdleElement, outer: string[]): void {
  for (const lane of set.lanes ?? []) {
    const path = [...outer, lane.name || lane.id];
    for (const member of lane.flowNodeRef ?? []) {
      const each = graph.nodes[member.id];
      if (each && (each.lanes?.length ?? 0) < path.length) each.lanes = path;
    }
    if (lane.childLaneSet) tieLaneSet(graph, lane.childLaneSet, path);
  }
}
