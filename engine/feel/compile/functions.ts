import { externalFunction } from '../external';
import type { Run } from '../Run';
import type { Node } from '../syntax/ast';
import { levelsOf } from '../levels';
import { coerce } from '../types';
import { weightOf } from './weight';
import { FeelFunction } from '../values/FeelFunction';
import { compile } from './index';
import type { Closure, Lexical } from './Lexical';
import { compileType } from './typeNodes';

/** A function that is defined externally (§10.3.2.13.3); null if there is none. */
export function external(names: readonly string[], definition: unknown, run: Run, at?: number): unknown {
  const found = externalFunction(definition);
  if (!found) return run.warn('NO_FUNCTION', ['external'], at);
  return new FeelFunction(
    names,
    (args, caller) => found(args, caller) ?? caller.warn('WRONG_ARGUMENTS', ['external', names.join(', ')], at),
  );
}

/** A function that an expression defines; it keeps the variables around it (DMN 1.3 §10.3.2.13.1). */
export function compileFunction(node: Extract<Node, { type: 'function' }>, lexical: Lexical): Closure {
  const names = node.parameters.map((parameter) => parameter.name);
  const types = node.parameters.map((parameter) => parameter.of && compileType(parameter.of, lexical));
  const body = compile(node.body, lexical.within(names));
  const weight = weightOf(node.body);
  const levels = levelsOf(node.body);
  if (node.external) return (frame) => external(names, body(frame), frame.run, node.at);
  return (frame) =>
    new FeelFunction(names, (args, run) => {
      const values = names.map((_, index) =>
        types[index] ? coerce(args[index], types[index], run) : (args[index] ?? null),
      );
      if (!run.since(2)) return run.deeper(() => body({ run, outer: frame, values }));
      // With an argument of another type it is not called (§10.3.2.13.2); free names are those of its definition.
      if (values.some((value, index) => value === null && (args[index] ?? null) !== null)) return null;
      return run.nested(levels, () =>
        run.deeper(() => body({ run: run.within(frame.run.scope), outer: frame, values }), weight),
      );
    });
}
