import { CompileError } from './compile/CompileError';
import { children } from './compile/mentions';
import type { Node } from './syntax/ast';

/**
 * So many levels may nest in each other while an expression is evaluated, with the functions and decisions that it
 * calls: half of what the smallest stack of a host takes.
 */
export const MOST_LEVELS = 4_000;
/** So many levels may nest in the text of an expression: a chain of a thousand operators in two hundred brackets. */
const MOST_WRITTEN = 2_000;
/** What one decision or function adds that is evaluated for another. */
export const LEVELS_OF_DECISION = 10;

/** Constructs that take more of the stack than an operator. */
const HEAVY: ReadonlySet<Node['type']> = new Set(['for', 'some', 'every', 'filter', 'list', 'context', 'invocation']);

/** How many levels an expression nests. Throws CompileError if these are too many to be compiled. */
export function levelsOf(node: Node): number {
  let most = 0;
  const open: [Node, number][] = [[node, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const levels = next[1] + (HEAVY.has(next[0].type) ? 4 : 1);
    if (levels > MOST_WRITTEN)
      throw new CompileError(next[0].at, '表达式嵌套过深，请拆分', 'The expression nests too deep: divide it');
    most = Math.max(most, levels);
    for (const child of children(next[0])) open.push([child, levels]);
  }
  return most;
}
