import type { Graph, Node } from '../graph';

/** Which element of the old version continues as which of the new. An unlisted element continues under its own id. */
export interface MigrationPlan {
  elements: Record<string, string>;
}

/**
 * Proposes a plan: an element continues as the one with its id, otherwise as the only one with its type and name.
 * Elements without a counterpart are left out; whether that matters depends on where an instance stands.
 */
export function proposePlan(from: Graph, to: Graph): MigrationPlan {
  const elements: Record<string, string> = {};
  if (from.process !== to.process) elements[from.process] = to.process;
  for (const node of Object.values(from.nodes)) {
    if (to.nodes[node.id]?.type === node.type) continue;
    const alike = Object.values(to.nodes).filter((other) => isAlike(node, other) && !from.nodes[other.id]);
    if (alike.length === 1) elements[node.id] = alike[0]!.id;
  }
  return { elements };
}

const isAlike = (node: Node, other: Node): boolean =>
  other.type === node.type && other.name !== undefined && other.name === node.name;

/**
 * The flow in the new version on which a token before a join arrived: the one with the same id, otherwise the one
 * between the same elements.
 */
export function flowIn(from: Graph, to: Graph, id: string, { elements }: MigrationPlan): string | undefined {
  const flow = from.flows[id]!;
  const ends = { from: elements[flow.from] ?? flow.from, to: elements[flow.to] ?? flow.to };
  const fits = (other: { from: string; to: string } | undefined) => other?.to === ends.to;
  if (fits(to.flows[id])) return id;
  return Object.values(to.flows).find((other) => fits(other) && other.from === ends.from)?.id;
}
