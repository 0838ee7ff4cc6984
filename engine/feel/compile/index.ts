import type { Node } from '../syntax/ast';
import { compileArithmetic, compileNegation } from './arithmetic';
import { compileBetween, compileComparison, compileIn, compileUnaryComparison, compileUnaryTests } from './comparison';
import { compileAnd, compileIf, compileOr } from './conditions';
import { compileContext, compileList, compileLiteral, compileRange } from './constructors';
import { compileFilter } from './filter';
import { compileFunction } from './functions';
import { compileInvocation } from './invocation';
import { compileFor, compileQuantified } from './iteration';
import type { Closure, Lexical } from './Lexical';
import { compileDescendants, compileName, compilePath } from './names';
import { compileInstanceOf } from './typeNodes';

type Compilers = { [T in Node['type']]: (node: Extract<Node, { type: T }>, lexical: Lexical) => Closure };

const compilers: Compilers = {
  literal: compileLiteral,
  name: compileName,
  path: compilePath,
  descendants: compileDescendants,
  filter: compileFilter,
  invocation: compileInvocation,
  negation: compileNegation,
  arithmetic: compileArithmetic,
  comparison: compileComparison,
  between: compileBetween,
  in: compileIn,
  and: compileAnd,
  or: compileOr,
  instanceOf: compileInstanceOf,
  if: compileIf,
  for: compileFor,
  some: compileQuantified,
  every: compileQuantified,
  function: compileFunction,
  list: compileList,
  context: compileContext,
  range: compileRange,
  unaryComparison: compileUnaryComparison,
  unaryTests: compileUnaryTests,
};

/** Turns a parsed expression into a closure. Throws CompileError if it has no meaning. */
export function compile(node: Node, lexical: Lexical): Closure {
  return (compilers[node.type] as (node: Node, lexical: Lexical) => Closure)(node, lexical);
}
