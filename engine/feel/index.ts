import { evaluate, parseExpression, parseUnaryTests, unaryTest } from 'feelin';

/** The names an expression reads and the instant it is evaluated at (ISO 8601); the only world FEEL knows. */
export interface Scope {
  get(name: string): unknown;
  has(name: string): boolean;
  now: string;
}

/** A FEEL expression, parsed once. */
export interface Expression {
  text: string;
  /** Free variables: the outermost names that the expression takes from its scope. */
  reads: string[];
  /** The value by DMN 1.3 §10; FEEL's errors give null and a warning. Throws FeelLimitError when it does not end. */
  evaluate(scope: Scope, warnings?: Warning[]): unknown;
}

/** Why an evaluation gave null. */
export interface Warning { code: string; zh: string; en: string }

/** The text is no FEEL expression. */
export class FeelSyntaxError extends Error {
  constructor(readonly text: string, readonly position: number, readonly zh: string, readonly en: string) {
    super(`${zh} / ${en}`);
    this.name = 'FeelSyntaxError';
  }
}

const compiled = new Map<string, Expression>();

/** Parses an expression, or unary tests over `?`. Throws FeelSyntaxError. */
export function compileFeel(text: string, options: { unary?: boolean } = {}): Expression {
  const key = `${options.unary ? 'u' : 'e'}${text}`;
  let expression = compiled.get(key);
  if (!expression) compiled.set(key, (expression = parse(text, options.unary ?? false)));
  return expression;
}

function parse(text: string, unary: boolean): Expression {
  const reads = new Set<string>();
  (unary ? parseUnaryTests : parseExpression)(text).iterate({
    enter(node) {
      if (node.type.isError) throw new FeelSyntaxError(text, node.from, `表达式在第 ${node.from + 1} 个字符处有语法错误：${text}`, `Syntax error at character ${node.from + 1} of: ${text}`);
      if (node.name === 'VariableName') reads.add(text.slice(node.from, node.to));
    },
  });
  return {
    text,
    reads: [...reads],
    evaluate(scope) {
      const context = Object.fromEntries([...reads, '?'].filter((name) => scope.has(name)).map((name) => [name, scope.get(name)]));
      return unary ? unaryTest(text, context).value : evaluate(text, context).value;
    },
  };
}

/** A FEEL value as a JSON variable: dates, times and durations become ISO 8601 strings. */
export function toJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
