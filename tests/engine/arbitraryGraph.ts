import fc from 'fast-check';
import type { EventDefinition, Graph, Node, NodeType } from '../../engine';

/** Node types that can stand anywhere in a scope, with the properties they require. */
const kinds: { type: NodeType; more?: Partial<Node> }[] = [
  { type: 'task' },
  { type: 'userTask', more: { task: {} } },
  { type: 'serviceTask', more: { job: { type: { static: 'work' } } } },
  { type: 'exclusiveGateway' },
  { type: 'parallelGateway' },
  { type: 'inclusiveGateway' },
  { type: 'complexGateway', more: { activation: 'activationCount >= 1' } },
  { type: 'endEvent' },
  { type: 'subProcess' },
  { type: 'transaction' },
  { type: 'adHocSubProcess', more: { adHoc: { ordering: 'parallel', cancelRemaining: true } } },
  { type: 'eventSubProcess' },
  ...throwing([
    { type: 'signal', name: { static: 'g' } },
    { type: 'error', code: 'E' },
    { type: 'escalation', code: 'X' },
    { type: 'cancel' },
    { type: 'terminate' },
    { type: 'compensate', waitForCompletion: true },
  ]),
  ...catching([
    { type: 'timer', kind: 'duration', value: '"PT1H"' },
    { type: 'timer', kind: 'cycle', value: '"R2/PT1H"' },
    { type: 'message', message: { name: { static: 'm' } } },
    { type: 'signal', name: { static: 'g' } },
    { type: 'conditional', condition: 'c1' },
  ]),
];

function throwing(events: EventDefinition[]): { type: NodeType; more: Partial<Node> }[] {
  return events.map((event) => ({ type: 'endEvent', more: { events: [event] } }));
}

function catching(events: EventDefinition[]): { type: NodeType; more: Partial<Node> }[] {
  return events.map((event) => ({ type: 'intermediateCatchEvent', more: { events: [event] } }));
}

const boundaries: EventDefinition[] = [
  { type: 'timer', kind: 'duration', value: '"PT2H"' },
  { type: 'signal', name: { static: 'g' } },
  { type: 'message', message: { name: { static: 'm' } } },
  { type: 'error' },
  { type: 'escalation' },
  { type: 'conditional', condition: 'c2' },
];

const activities = new Set<NodeType>([
  'task',
  'userTask',
  'serviceTask',
  'subProcess',
  'transaction',
  'adHocSubProcess',
]);
const scopes = new Set<NodeType>(['subProcess', 'transaction', 'adHocSubProcess', 'eventSubProcess']);

/** An arbitrary graph: nodes of any kind with flows between any of them, in nested scopes. It need not make sense. */
export const anyGraph: fc.Arbitrary<Graph> = fc.infiniteStream(fc.nat({ max: 9_999 })).map((stream) => {
  const graph: Graph = { format: 1, hash: 'any', process: 'case', nodes: {}, flows: {} };
  const next = stream[Symbol.iterator]();
  const chance = (below: number) => (next.next().value as number) % below;
  fill(graph, { id: 'case', type: 'process', incoming: [], outgoing: [] }, chance, 0);
  return graph;
});

function fill(graph: Graph, scope: Node, chance: (below: number) => number, depth: number): void {
  graph.nodes[scope.id] = scope;
  const start = add(
    graph,
    scope,
    'startEvent',
    scope.type === 'eventSubProcess'
      ? { interrupting: chance(2) === 0, events: [boundaries[chance(boundaries.length)]!] }
      : {},
  );
  const inner = [
    start,
    ...Array.from({ length: 2 + chance(6) }, () => node(graph, scope, chance, depth)).filter(
      (each) => each.type !== 'eventSubProcess',
    ),
  ];
  for (let count = inner.length + chance(5); count > 0; count--)
    connect(graph, inner[chance(inner.length)]!, inner[chance(inner.length)]!, chance);
  connect(graph, start, inner[1] ?? start, chance);
  scope.starts = [start.id];
}

function node(graph: Graph, scope: Node, chance: (below: number) => number, depth: number): Node {
  const kind = kinds[chance(kinds.length)]!;
  const { type, more = {} } = scopes.has(kind.type) && depth >= 2 ? kinds[0]! : kind;
  const loop: Partial<Node> =
    activities.has(type) && chance(5) === 0
      ? { loop: { type: 'multiInstance', sequential: chance(2) === 0, cardinality: '2', behavior: 'all' } }
      : {};
  const added = add(graph, scope, type, { ...more, ...loop });
  if (type === 'eventSubProcess') (scope.eventSubProcesses ??= []).push(added.id);
  if (scopes.has(type)) fill(graph, added, chance, depth + 1);
  if (activities.has(type) && chance(3) === 0) attach(graph, scope, added, chance);
  return added;
}

function attach(graph: Graph, scope: Node, host: Node, chance: (below: number) => number): void {
  const boundary = add(graph, scope, 'boundaryEvent', {
    events: [boundaries[chance(boundaries.length)]!],
    attachedTo: host.id,
    interrupting: chance(2) === 0,
  });
  host.boundary = [boundary.id];
  connect(graph, boundary, add(graph, scope, 'endEvent', {}), chance);
}

function add(graph: Graph, scope: Node, type: NodeType, more: Partial<Node>): Node {
  const id = `${type}${Object.keys(graph.nodes).length}`;
  return (graph.nodes[id] = { id, type, scope: scope.id, incoming: [], outgoing: [], ...more });
}

function connect(graph: Graph, from: Node, to: Node, chance: (below: number) => number): void {
  if (to.type === 'startEvent' || from.type === 'endEvent') return;
  const id = `flow${Object.keys(graph.flows).length}`;
  graph.flows[id] = { id, from: from.id, to: to.id, ...(chance(3) === 0 ? { condition: `c${chance(4)}` } : {}) };
  from.outgoing.push(id);
  to.incoming.push(id);
}
