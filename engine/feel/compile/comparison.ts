import type { Run } from '../Run';
import type { ComparisonOp, Node } from '../syntax/ast';
import { compare, equal } from '../values/comparison';
import { FeelRange } from '../values/FeelRange';
import { fromHost } from '../values/json';
import { isContext, typeOf } from '../values/typeOf';
import { condition } from './conditions';
import { compile } from './index';
import type { Closure, Frame, Lexical } from './Lexical';
import { mentions } from './mentions';

type Test = (a: unknown, b: unknown) => boolean | null;

const ordered =
  (holds: (order: number) => boolean): Test =>
  (a, b) => {
    const order = compare(a, b);
    return order === null ? null : holds(order);
  };

const TESTS: Record<ComparisonOp, Test> = {
  '=': equal,
  '!=': (a, b) => {
    const same = equal(a, b);
    return same === null ? null : !same;
  },
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
};

/** Comparison (DMN 1.3 §10.3.2.13, Tables 51 and 52): null between values of different types. */
export function compileComparison(node: Extract<Node, { type: 'comparison' }>, lexical: Lexical): Closure {
  const [left, right, test] = [compile(node.left, lexical), compile(node.right, lexical), TESTS[node.op]];
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    if (Array.isArray(a) || isContext(a)) frame.run.compares(a);
    return test(a, b) ?? incomparable(a, b, frame.run, node.at);
  };
}

const incomparable = (a: unknown, b: unknown, run: Run, at: number): null =>
  run.warn('NOT_COMPARABLE', [typeOf(a), typeOf(b)], at);

export function compileBetween(node: Extract<Node, { type: 'between' }>, lexical: Lexical): Closure {
  const [value, low, high] = [compile(node.value, lexical), compile(node.low, lexical), compile(node.high, lexical)];
  return (frame) => {
    const point = value(frame);
    const [from, to] = [low(frame), high(frame)];
    const [start, end] = [TESTS['>='](point, from), TESTS['<='](point, to)];
    if (start === false || end === false) return false;
    return start === null
      ? incomparable(point, from, frame.run, node.at)
      : end === null
        ? incomparable(point, to, frame.run, node.at)
        : true;
  };
}

/** `e in tests`: whether any of them is true (Table 54). */
export function compileIn(node: Extract<Node, { type: 'in' }>, lexical: Lexical): Closure {
  const value = compile(node.value, lexical);
  const inner = lexical.within(['?']);
  const tests = node.tests.map((test) => compileTest(test, inner));
  return (frame) => {
    const point = value(frame);
    const within: Frame = { run: frame.run, outer: frame, values: [point] };
    return anyHolds(tests, within, point);
  };
}

export function compileUnaryTests(node: Extract<Node, { type: 'unaryTests' }>, lexical: Lexical): Closure {
  const inner = lexical.within(['?']);
  const tests = node.tests.map((test) => compileTest(test, inner));
  if (tests.length === 0) return () => true;
  return (frame) => {
    const point = fromHost(frame.run.scope.get('?'));
    const holds = anyHolds(tests, { run: frame.run, outer: frame, values: [point] }, point);
    return holds === null ? null : holds !== node.negated;
  };
}

type PointTest = (frame: Frame, point: unknown) => boolean | null;

function anyHolds(tests: PointTest[], frame: Frame, point: unknown): boolean | null {
  let unknown = false;
  for (const test of tests) {
    const holds = test(frame, point);
    if (holds === true) return true;
    unknown ||= holds === null;
  }
  return unknown ? null : false;
}

const CONDITIONS = new Set<Node['type']>(['comparison', 'between', 'in', 'and', 'or', 'instanceOf', 'some', 'every']);

/** One positive unary test: a condition on `?`, or what the value has to equal or be contained in. */
function compileTest(node: Node, lexical: Lexical): PointTest {
  const usesValue = mentions(node, '?');
  const isCondition = CONDITIONS.has(node.type);
  if (node.type === 'unaryComparison') return compilePointComparison(node, lexical);
  const closure = compile(node, lexical);
  return (frame, point) => {
    const value = closure(frame);
    if (usesValue && (typeof value === 'boolean' || value === null)) return value;
    if (isCondition) return condition(value, frame.run, node.at);
    if (
      typeof value === 'boolean' &&
      node.type !== 'literal' &&
      typeof point !== 'boolean' &&
      !Array.isArray(point) &&
      point !== null
    )
      return value;
    if (Array.isArray(value)) frame.run.compares(value);
    return isIn(point, value);
  };
}

function compilePointComparison(node: Extract<Node, { type: 'unaryComparison' }>, lexical: Lexical): PointTest {
  const [operand, test] = [compile(node.operand, lexical), TESTS[node.op]];
  return (frame, point) => {
    const value = operand(frame);
    return test(point, value) ?? incomparable(point, value, frame.run, node.at);
  };
}

/** Whether a value is in a range, in a list, in a range of a list, or equal. */
export function isIn(point: unknown, set: unknown): boolean | null {
  if (set instanceof FeelRange) return point instanceof FeelRange ? equal(point, set) : set.includes(point);
  if (!Array.isArray(set)) return equal(point, set) ?? false;
  if (Array.isArray(point) && equal(point, set) === true) return true;
  let unknown = false;
  for (const element of set) {
    const holds = element instanceof FeelRange ? isIn(point, element) : (equal(point, element) ?? false);
    if (holds === true) return true;
    unknown ||= holds === null;
  }
  return unknown ? null : false;
}

/** `> 5` as a value: the range of everything greater (DMN 1.4 §10.3.2.7). */
export function compileUnaryComparison(node: Extract<Node, { type: 'unaryComparison' }>, lexical: Lexical): Closure {
  const operand = compile(node.operand, lexical);
  const below = node.op.startsWith('<');
  const included = node.op.endsWith('=');
  if (node.op === '!=')
    return (frame) => frame.run.warn('NO_ARITHMETIC', ['!=', 'range', typeOf(operand(frame))], node.at);
  return (frame) => {
    const end = operand(frame);
    return new FeelRange(
      below ? undefined : end,
      below || node.op === '=' ? end : undefined,
      included && !below,
      included && (below || node.op === '='),
    );
  };
}
