import type { Node } from '../syntax/ast';
import { coerce } from '../types';
import { FeelFunction } from '../values/FeelFunction';
import { compile } from './index';
import type { Closure, Lexical } from './Lexical';
import { compileType } from './typeNodes';

/** A function that an expression defines; it keeps the variables around it (DMN 1.3 §10.3.2.13.1). */
export function compileFunction(node: Extract<Node, { type: 'function' }>, lexical: Lexical): Closure {
  const names = node.parameters.map((parameter) => parameter.name);
  const types = node.parameters.map((parameter) => parameter.of && compileType(parameter.of, lexical));
  const body = compile(node.body, lexical.within(names));
  return (frame) =>
    new FeelFunction(names, (args, run) => {
      const values = names.map((_, index) =>
        types[index] ? coerce(args[index], types[index], run) : (args[index] ?? null),
      );
      return run.deeper(() => body({ run, outer: frame, values }));
    });
}
