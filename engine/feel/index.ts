import { compile } from './compile';
import { CompileError } from './compile/CompileError';
import { type Frame, Lexical } from './compile/Lexical';
import { FeelSyntaxError } from './errors';
import { levelsOf } from './levels';
import { Run, type Scope, type Warning } from './Run';
import { parseExpression, parseUnaryTests } from './syntax/parse';
import type { Type } from './types';

export { FeelLimitError, FeelSyntaxError } from './errors';
export type { HostFunction } from './call';
export { Run } from './Run';
export type { Scope, Warning, Work } from './Run';
export type { WarningCode } from './warnings';
export { toJson } from './values/json';

/** A FEEL expression, parsed and compiled once. */
export interface Expression {
  text: string;
  /** Free variables: the outermost names that the expression takes from its scope. */
  reads: string[];
  /**
   * Names in filters (`list[amount > 5]`), which are entries of the list's items or free variables; and those tested by
   * `is defined`.
   */
  mayRead: string[];
  /**
   * The value (DMN 1.3 §10.3); toJson converts it to a variable. FEEL errors give null and a warning in the sink.
   * Throws FeelLimitError if it does not end.
   */
  evaluate(scope: Scope, warnings?: Warning[]): unknown;
  /** The same within a running evaluation, counted there. */
  under(run: Run): unknown;
}

export interface CompileOptions {
  /** The text contains unary tests of `?`, as in a decision table's entry. */
  unary?: boolean;
  /**
   * Names in scope with a reserved word or a symbol inside (`loan and credit`, `a-b`); plain words need not be passed.
   */
  names?: readonly string[];
  /** Types that a model defines, by name. */
  types?: ReadonlyMap<string, Type>;
}

const MAX_CACHED = 10_000;
const MAX_LENGTH = 100_000;
const NO_TYPES: ReadonlyMap<string, Type> = new Map();
const cache = new Map<string, Expression>();

/**
 * Compiles an expression, or unary tests. Without names and types of its own, it is compiled once per process. Throws
 * FeelSyntaxError.
 */
export function compileFeel(text: string, options: CompileOptions = {}): Expression {
  if (options.names?.length || options.types) return compileUncached(text, options);
  const key = `${options.unary ? '?' : '='}${text}`;
  let expression = cache.get(key);
  if (!expression) {
    expression = compileUncached(text, options);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, expression);
  }
  return expression;
}

function compileUncached(text: string, { unary = false, names, types = NO_TYPES }: CompileOptions): Expression {
  if (text.length > MAX_LENGTH)
    throw new FeelSyntaxError(
      text,
      MAX_LENGTH,
      `表达式超过 ${MAX_LENGTH} 个字符`,
      `The expression is longer than ${MAX_LENGTH} characters`,
    );
  const gathered = { reads: new Set<string>(), mayRead: new Set<string>(), types };
  const { closure, levels } = meaningOf(text, () => {
    const node = (unary ? parseUnaryTests : parseExpression)(text, names);
    const nested = levelsOf(node);
    return { closure: compile(node, new Lexical('top', null, gathered)), levels: nested };
  });
  return {
    text,
    reads: [...gathered.reads],
    mayRead: [...gathered.mayRead],
    evaluate(scope, warnings) {
      const run = new Run(scope, warnings).begin(levels);
      try {
        return closure(top(run));
      } finally {
        run.settle();
      }
    },
    under: (run) => run.nested(levels, () => closure(top(run))),
  };
}

const top = (run: Run): Frame => ({ run, outer: null, values: [] });

function meaningOf<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CompileError) throw new FeelSyntaxError(text, error.at, error.zh, error.en);
    throw error;
  }
}
