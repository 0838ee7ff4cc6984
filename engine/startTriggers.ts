import { reasonOf, type Bilingual } from './bilingual';
import type { EventDefinition, Graph, Node, Text } from './graph';
import { notText } from './run/evaluate';
import { constant, firstStart } from './run/firstStart';
import { Stuck } from './run/Stuck';

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

/** A start event that starts nothing, because its time or name cannot be evaluated: what is written there, and why. */
export interface StuckStart {
  process: string;
  startEvent: string;
  written: string;
  why: Bilingual;
}

/** What starts a process, and what should but cannot: one faulty start event does not stop the others. */
export interface Starts {
  triggers: StartTrigger[];
  stuck: StuckStart[];
}

/**
 * The triggers of a process that is deployed at `since`: its start events, instantiating receive tasks, and what follows
 * instantiating event-based gateways. Their names and times are evaluated before there is an instance.
 */
export function startTriggers(graph: Graph, since: string, now = since): Starts {
  const starts: Starts = { triggers: [], stuck: [] };
  for (const node of Object.values(graph.nodes)) {
    if (node.scope !== graph.process || !instantiates(graph, node)) continue;
    try {
      const triggers = triggersOf(graph, node);
      for (const trigger of triggers) if (trigger.type === 'timer') firstStart(trigger.timer, since, now);
      starts.triggers.push(...triggers);
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      const place = { process: graph.process, startEvent: node.id };
      starts.stuck.push({ ...place, written: writtenIn(node), why: reasonOf(error) });
    }
  }
  return starts;
}

const writtenIn = ({ events = [] }: Node): string =>
  events
    .flatMap((event) => {
      if (event.type === 'timer') return [event.value];
      const name = event.type === 'message' ? event.message.name : event.type === 'signal' ? event.name : undefined;
      return name ? ['feel' in name ? name.feel : name.static] : [];
    })
    .join(', ');

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

/** Before there is an instance, a name can only be a constant expression. Throws Stuck. */
function named(name: Text): string {
  if ('static' in name) return name.static;
  const found = constant(name.feel, '1970-01-01T00:00:00Z');
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  throw notText(name.feel, found);
}
