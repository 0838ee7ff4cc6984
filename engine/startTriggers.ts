import { compileFeel } from './feel';
import type { EventDefinition, Graph, Node, Text } from './graph';

/**
 * What starts a new instance of a process (§13.2); the event `start` takes `startEvent` and `definition` from it.
 * `together`: only together with the other triggers of that event; `correlates`: a message whose key must match that of
 * the others; `inTurn`: later triggers go to the instance started by the first, if it waits for them (a parallel
 * event-based gateway, §13.4.4).
 */
export type StartTrigger = {
  process: string;
  startEvent: string;
  definition: number;
  together?: true;
  correlates?: true;
  inTurn?: true;
} & (
  | { type: 'message'; name: string }
  | { type: 'signal'; name: string }
  | { type: 'timer'; timer: Extract<EventDefinition, { type: 'timer' }> }
);

/**
 * The triggers of a process: its start events, instantiating receive tasks, and what follows instantiating event-based
 * gateways.
 */
export function startTriggers(graph: Graph): StartTrigger[] {
  return Object.values(graph.nodes)
    .filter((node) => node.scope === graph.process && instantiates(graph, node))
    .flatMap((node) => triggersOf(graph, node));
}

function instantiates(graph: Graph, node: Node): boolean {
  const before = cameFrom(graph, node);
  return (
    node.type === 'startEvent' ||
    node.instantiate === true ||
    (before.length > 0 && before.every((gateway) => gateway.gateway?.instantiate))
  );
}

const cameFrom = (graph: Graph, node: Node): Node[] =>
  node.incoming.map((flow) => graph.nodes[graph.flows[flow]!.from]!);

function triggersOf(graph: Graph, node: Node): StartTrigger[] {
  const inTurn =
    cameFrom(graph, node).some(({ gateway }) => gateway?.instantiate && gateway.type === 'parallel') || undefined;
  const triggers = (node.events ?? []).flatMap((event, definition): StartTrigger[] => {
    const place = { process: graph.process, startEvent: node.id, definition };
    switch (event.type) {
      case 'message':
        return [
          {
            ...place,
            ...(inTurn && { inTurn }),
            ...(node.parallelMultiple && event.message.correlationKey ? { correlates: true } : {}),
            type: 'message',
            name: named(event.message.name),
          },
        ];
      case 'signal':
        return [{ ...place, type: 'signal', name: named(event.name) }];
      case 'timer':
        return [{ ...place, type: 'timer', timer: event }];
      default:
        return [];
    }
  });
  return node.parallelMultiple && node.type === 'startEvent' && triggers.length > 1
    ? triggers.map((trigger) => ({ ...trigger, together: true }))
    : triggers;
}

/** Before there is an instance, a name can only be a constant expression. */
const named = (name: Text): string =>
  'static' in name
    ? name.static
    : String(compileFeel(name.feel).evaluate({ get: () => undefined, has: () => false, now: '1970-01-01T00:00:00Z' }));
