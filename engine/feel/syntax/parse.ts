import type { ComparisonOp, Node } from './ast';
import { expression } from './operators';
import { Reader } from './Reader';

/** Parses a FEEL expression. `names` are those in scope that contain more than plain words. Throws FeelSyntaxError. */
export function parseExpression(text: string, names?: readonly string[]): Node {
  const reader = new Reader(text, names);
  const node = expression(reader);
  if (reader.token.kind !== 'end') reader.fail('运算符或表达式的结尾', 'An operator or the end');
  return node;
}

/** Parses unary tests: an entry of a decision table (DMN 1.3 §10.3.1.2, rules 12–17). Throws FeelSyntaxError. */
export function parseUnaryTests(text: string, names?: readonly string[]): Node {
  const reader = new Reader(text, names);
  const node = unaryTests(reader);
  if (reader.token.kind !== 'end') reader.fail('逗号或结尾', 'A comma or the end');
  return node;
}

function unaryTests(reader: Reader): Node {
  const at = reader.token.from;
  if (reader.isSymbol('-') && reader.peek(1).kind === 'end') {
    reader.take();
    return { type: 'unaryTests', at, tests: [], negated: false };
  }
  const negated = reader.attempt(() => negatedTests(reader));
  return { type: 'unaryTests', at, tests: negated ?? positiveTests(reader), negated: negated !== undefined };
}

/** `not(…)` around everything; otherwise it is the function. */
function negatedTests(reader: Reader): Node[] {
  reader.expect('not');
  reader.expect('(');
  const tests = positiveTests(reader);
  reader.expect(')');
  if (reader.token.kind !== 'end') reader.fail('结尾', 'The end');
  return tests;
}

export function positiveTests(reader: Reader): Node[] {
  const tests = [positiveTest(reader)];
  while (reader.takeIf(',')) tests.push(positiveTest(reader));
  return tests;
}

const OPERATORS = ['<=', '>=', '<', '>', '=', '!='];

/** `> 5` or an expression. */
export function positiveTest(reader: Reader): Node {
  return isUnaryComparison(reader) ? unaryComparison(reader, expression) : expression(reader);
}

export const isUnaryComparison = (reader: Reader): boolean =>
  reader.token.kind === 'symbol' && OPERATORS.includes(reader.token.text);

export function unaryComparison(reader: Reader, operand: (reader: Reader) => Node): Node {
  const { text, from } = reader.take();
  return { type: 'unaryComparison', at: from, op: text as ComparisonOp, operand: operand(reader) };
}
