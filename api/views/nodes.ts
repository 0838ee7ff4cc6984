import { englishName } from '../../domain/text';
import type { Graph, Node } from '../../engine';
import type { Bilingual } from '../contract/common';

/** The name of an element in both languages: the English one is the first line of its documentation. */
export function nameOf(graph: Graph | undefined, element: string): Bilingual {
  const node = graph?.nodes[element];
  const zh = node?.name?.replaceAll(/\s+/g, ' ').trim() || element;
  return { zh, en: englishName(node?.documentation) ?? zh };
}

/**
 * The elements that follow an element, skipping gateways and elements without a name: what a person would say comes
 * next.
 */
export function followers(graph: Graph, element: string): Node[] {
  const seen = new Set<string>();
  const found: Node[] = [];
  const visit = (id: string): void => {
    for (const flow of graph.nodes[id]?.outgoing ?? []) {
      const next = graph.nodes[graph.flows[flow]!.to]!;
      if (seen.has(next.id)) continue;
      seen.add(next.id);
      if (!next.name || next.type.endsWith('Gateway')) visit(next.id);
      else found.push(next);
    }
  };
  visit(element);
  return found;
}
