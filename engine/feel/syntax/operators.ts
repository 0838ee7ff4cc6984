import { FeelSyntaxError } from '../errors';
import type { ArithmeticOp, ComparisonOp, Node } from './ast';
import { isUnaryComparison, positiveTests, unaryComparison } from './parse';
import { postfix } from './postfix';
import type { Reader } from './Reader';
import { readType } from './types';

/** Maximum number of operators in a row; a longer chain would exhaust the stack during evaluation. */
const MAX_CHAIN = 1000;

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Any expression, starting with the weakest operator (DMN 1.3 §10.3.1.2, rule 2). */
export function expression(reader: Reader): Node {
  return reader.deeper(() =>
    chain(
      reader,
      conjunction,
      (left) => reader.takeIf('or') && { type: 'or', at: left.at, left, right: conjunction(reader) },
    ),
  );
}

function conjunction(reader: Reader): Node {
  return chain(
    reader,
    comparison,
    (left) => reader.takeIf('and') && { type: 'and', at: left.at, left, right: comparison(reader) },
  );
}

function comparison(reader: Reader): Node {
  return chain(reader, additive, (left) => {
    const { kind, text } = reader.token;
    if (kind === 'symbol' && COMPARISONS.has(text)) {
      reader.take();
      return { type: 'comparison', at: left.at, op: text as ComparisonOp, left, right: additive(reader) };
    }
    if (reader.takeIf('between')) return between(reader, left);
    return reader.takeIf('in') && { type: 'in', at: left.at, value: left, tests: inTests(reader) };
  });
}

function between(reader: Reader, value: Node): Node {
  const low = additive(reader);
  reader.expect('and');
  return { type: 'between', at: value.at, value, low, high: additive(reader) };
}

/** What follows `in`: one test, or several in parentheses. */
function inTests(reader: Reader): Node[] {
  if (isUnaryComparison(reader)) return [unaryComparison(reader, additive)];
  const several = reader.isSymbol('(') ? reader.attempt(() => parenthesised(reader)) : undefined;
  return several ?? [additive(reader)];
}

function parenthesised(reader: Reader): Node[] {
  reader.expect('(');
  const tests = positiveTests(reader);
  reader.expect(')');
  return tests;
}

export function additive(reader: Reader): Node {
  return arithmetic(reader, multiplicative, { '+': '+', '-': '-' });
}

function multiplicative(reader: Reader): Node {
  return arithmetic(reader, exponent, { '*': '*', '/': '/' });
}

function exponent(reader: Reader): Node {
  return arithmetic(reader, negation, { '**': '**', '^': '**' });
}

function arithmetic(reader: Reader, operand: (reader: Reader) => Node, operators: Record<string, ArithmeticOp>): Node {
  return chain(reader, operand, (left) => {
    const op = reader.token.kind === 'symbol' ? operators[reader.token.text] : undefined;
    if (!op) return false;
    reader.take();
    return { type: 'arithmetic', at: left.at, op, left, right: operand(reader) };
  });
}

function negation(reader: Reader): Node {
  const at = reader.token.from;
  if (reader.isSymbol('-') && reader.peek(1).kind === 'number') return instanceOf(reader);
  if (reader.takeIf('-')) return { type: 'negation', at, operand: reader.deeper(() => negation(reader)) };
  if (reader.isSymbol('+') && reader.peek(1).kind === 'number') reader.take();
  return instanceOf(reader);
}

function instanceOf(reader: Reader): Node {
  return chain(reader, postfix, (value) => {
    if (!reader.isWord('instance') || !reader.isWord('of', 1)) return false;
    reader.take();
    reader.take();
    return { type: 'instanceOf', at: value.at, value, of: readType(reader) };
  });
}

/** A first operand and whatever `more` appends to it, grouped from the left. */
function chain(reader: Reader, first: (reader: Reader) => Node, more: (left: Node) => Node | false): Node {
  let node = first(reader);
  for (let length = 0; ; length++) {
    const next = more(node);
    if (!next) return node;
    if (length > MAX_CHAIN)
      throw new FeelSyntaxError(
        reader.text,
        reader.token.from,
        `一连串运算超过 ${MAX_CHAIN} 个，请改用列表和 sum()、all()、any()`,
        `More than ${MAX_CHAIN} operators in a row; use a list with sum(), all() or any()`,
      );
    node = next;
  }
}
