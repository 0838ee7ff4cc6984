import type { Run } from '../Run';
import type { Node } from '../syntax/ast';
import { typeOf } from '../values/typeOf';
import { compile } from './index';
import type { Closure, Lexical } from './Lexical';

/** A boolean, or null, with a warning if it is something else. */
export function condition(value: unknown, run: Run, at: number): boolean | null {
  if (typeof value === 'boolean' || value === null) return value;
  return run.warn('NOT_A_CONDITION', [typeOf(value)], at);
}

/** Three-valued: false wins over unknown (DMN 1.3 §10.3.2.12, Table 49). */
export function compileAnd(node: Extract<Node, { type: 'and' | 'or' }>, lexical: Lexical): Closure {
  const [left, right] = [compile(node.left, lexical), compile(node.right, lexical)];
  return (frame) => {
    const a = left(frame);
    if (a === false) return false;
    const b = right(frame);
    if (b === false) return false;
    if (a === true && b === true) return true;
    condition(a, frame.run, node.left.at);
    condition(b, frame.run, node.right.at);
    return null;
  };
}

/** Three-valued: true wins over unknown. */
export function compileOr(node: Extract<Node, { type: 'and' | 'or' }>, lexical: Lexical): Closure {
  const [left, right] = [compile(node.left, lexical), compile(node.right, lexical)];
  return (frame) => {
    const a = left(frame);
    if (a === true) return true;
    const b = right(frame);
    if (b === true) return true;
    if (a === false && b === false) return false;
    condition(a, frame.run, node.left.at);
    condition(b, frame.run, node.right.at);
    return null;
  };
}

/** Anything that is not true takes the other branch (Table 48). */
export function compileIf(node: Extract<Node, { type: 'if' }>, lexical: Lexical): Closure {
  const [test, then, otherwise] = [
    compile(node.condition, lexical),
    compile(node.then, lexical),
    compile(node.else, lexical),
  ];
  return (frame) => {
    const holds = test(frame);
    if (holds === true) return then(frame);
    if (holds !== false) condition(holds, frame.run, node.condition.at);
    return otherwise(frame);
  };
}
