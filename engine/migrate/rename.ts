import type { Fact } from '../facts';
import type { State, Wait } from '../state';

/** Renames elements and flows of a state to their ids in another version. */
export function rename(state: State, { graph, process, elements, flows }: Extract<Fact, { type: 'migrated' }>): void {
  const named = (id: string) => elements[id] ?? id;
  state.graph = graph;
  state.process = process;
  for (const instance of Object.values(state.instances)) {
    instance.element = named(instance.element);
    if (instance.data) instance.data = renamedIn(instance.data, named);
    if (instance.waits) instance.waits = instance.waits.map((wait) => renamed(wait, named));
  }
  for (const item of state.compensable ?? []) item.element = named(item.element);
  state.arrived = Object.fromEntries(
    Object.entries(state.arrived).map(([place, arrived]) => {
      const slash = place.indexOf('/');
      return [`${place.slice(0, slash)}/${named(place.slice(slash + 1))}`, arrived.map((flow) => flows[flow] ?? flow)];
    }),
  );
}

/** Behaviors store the elements that are still to be started, and the event that started the process. */
function renamedIn(data: Record<string, unknown>, named: (id: string) => string): Record<string, unknown> {
  const { queue, came } = data as { queue?: string[]; came?: { event: string } };
  return {
    ...data,
    ...(queue ? { queue: queue.map(named) } : {}),
    ...(came ? { came: { ...came, event: named(came.event) } } : {}),
  };
}

const renamed = (wait: Wait, named: (id: string) => string): Wait =>
  'element' in wait && wait.element !== undefined ? { ...wait, element: named(wait.element) } : wait;
