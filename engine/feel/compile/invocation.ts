import { builtIns } from '../builtins';
import { isImpure } from '../builtins/impure';
import { call } from '../call';
import type { Argument, Node } from '../syntax/ast';
import { FeelFunction } from '../values/FeelFunction';
import { entryOf, isContext } from '../values/typeOf';
import { CompileError } from './CompileError';
import { compile } from './index';
import { type Closure, find, type Frame, type Lexical } from './Lexical';
import { lookUp } from '../values/lookUp';

/** `f(a, b)` or `f(x: a, y: b)` (DMN 1.3 §10.3.2.13.2). */
export function compileInvocation(node: Extract<Node, { type: 'invocation' }>, lexical: Lexical): Closure {
  const name = node.target.type === 'name' ? node.target.name : 'function';
  const fromOutside = node.target.type === 'name' && find(name, lexical).index < 0;
  const builtIn = fromOutside ? builtIns.get(name) : undefined;
  if (fromOutside && isImpure(name))
    throw new CompileError(
      node.at,
      `不能使用函数「${name}」：同样的输入必须得到同样的结果`,
      `The function "${name}" may not be used: the same inputs must give the same result`,
    );
  if (builtIn && name === 'is defined' && node.args.length === 1) return compileIsDefined(node.args[0]!.value, lexical);
  const target = builtIn ? overridable(name, builtIn) : compile(node.target, lexical);
  const args = node.args.map((arg) => compile(arg.value, lexical));
  const names = node.args[0]?.name === undefined ? null : node.args.map((arg) => arg.name!);
  const closure: Closure = (frame) =>
    call(
      target(frame),
      name,
      args.map((arg) => arg(frame)),
      names,
      frame.run,
      node.at,
    );
  return builtIn && CONSTANT.has(name) && areLiterals(node.args) ? folded(closure) : closure;
}

/** The scope may have a function with a built-in's name. */
function overridable(name: string, builtIn: FeelFunction): Closure {
  return (frame) => {
    const own = frame.run.scope.get(name);
    return typeof own === 'function' || own instanceof FeelFunction ? own : builtIn;
  };
}

/** Pure functions, so that calls with literals are computed once. */
const CONSTANT = new Set(['@', 'date', 'time', 'date and time', 'duration']);
const areLiterals = (args: readonly Argument[]): boolean => args.every((arg) => arg.value.type === 'literal');

function folded(closure: Closure): Closure {
  let value: unknown;
  // Not counted, because later evaluations find it done and must not count differently.
  return (frame) => (value ??= closure({ ...frame, run: frame.run.apart }));
}

/** Whether a variable or entry exists, even if it is null; asking is not an error. */
function compileIsDefined(node: Node, lexical: Lexical): Closure {
  if (node.type === 'path') {
    const target = compile(node.target, lexical);
    const { name } = node;
    return (frame) => {
      const value = target(frame);
      return isContext(value) && (lookUp(value, name) !== undefined || entryOf(value, name) !== undefined);
    };
  }
  if (node.type === 'name' && isFree(node.name, lexical)) {
    const { name } = node;
    lexical.gathered.mayRead.add(name);
    return (frame: Frame) => frame.run.scope.has(name);
  }
  const value = compile(node, lexical);
  return (frame) => value(frame) !== null;
}

function isFree(name: string, lexical: Lexical): boolean {
  const { index, items } = find(name, lexical);
  return index < 0 && items.length === 0;
}
