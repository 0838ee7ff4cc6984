import type { Node } from '../syntax/ast';
import { within } from './mentions';

const NODES_A_STEP = 8;

/** The weight of one turn of a repeatedly evaluated expression: a long one is more work. */
export const weightOf = (node: Node): number => Math.ceil(nodesOf(node) / NODES_A_STEP);

function nodesOf(node: Node): number {
  let count = 0;
  for (const _ of within(node)) count += 1;
  return count;
}
