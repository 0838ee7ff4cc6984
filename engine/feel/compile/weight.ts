import type { Node } from '../syntax/ast';
import { children } from './mentions';

const NODES_A_STEP = 8;

/** The weight of one turn of a repeatedly evaluated expression: a long one is more work. */
export const weightOf = (node: Node): number => Math.ceil(nodesOf(node) / NODES_A_STEP);

const nodesOf = (node: Node): number => children(node).reduce((count, child) => count + nodesOf(child), 1);
