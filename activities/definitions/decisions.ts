import type { Graph } from '../../engine';

/** The decisions that a graph's business rule tasks name, compiled. */
export async function decisionsOf(_graph: Graph): Promise<Record<string, unknown>> {
  return {};
}
