import { negate, parseNumber } from '../values/numbers';
import type { Entry, Iterator, Node, Parameter } from './ast';
import { additive, expression } from './operators';
import { isUnaryComparison, unaryComparison } from './parse';
import type { Reader } from './Reader';
import { readType } from './types';

const CONSTANTS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Expressions without operators: literals, names, brackets, and expressions that start with a keyword. */
export function primary(reader: Reader): Node {
  const { kind, text, from: at } = reader.token;
  if (kind === 'number' || kind === 'string')
    return { type: 'literal', at, value: kind === 'number' ? parseNumber(reader.take().text) : reader.take().text };
  if (kind === 'name' && CONSTANTS.has(text)) {
    reader.take();
    return { type: 'literal', at, value: CONSTANTS.get(text) };
  }
  const read = kind === 'symbol' ? BY_SYMBOL.get(text) : kind === 'name' ? BY_WORD.get(text) : undefined;
  if (read) return reader.deeper(() => read(reader));
  if (kind === 'symbol' || kind === 'end') reader.fail('一个值', 'A value');
  return { type: 'name', at, name: reader.name() };
}

type Read = (reader: Reader) => Node;
const BY_SYMBOL = new Map<string, Read>([
  ['(', parenthesis],
  ['[', bracket],
  [']', openRange],
  ['{', context],
  ['@', temporal],
  ['-', negativeNumber],
]);
const BY_WORD = new Map<string, Read>([
  ['if', conditional],
  ['for', iteration],
  ['some', quantified],
  ['every', quantified],
  ['function', functionDefinition],
]);

/** `(expression)`, `(> 5)` or `(1..5]`. */
function parenthesis(reader: Reader): Node {
  const at = reader.take().from;
  const inner = itemOrComparison(reader);
  if (reader.isSymbol('..')) return rangeFrom(reader, at, false, inner);
  reader.expect(')');
  return inner;
}

/** `]1..5]` */
function openRange(reader: Reader): Node {
  const at = reader.take().from;
  return rangeFrom(reader, at, false, additive(reader));
}

/** A list, or `[1..5]`. */
function bracket(reader: Reader): Node {
  const at = reader.take().from;
  if (reader.takeIf(']')) return { type: 'list', at, items: [] };
  const items = [itemOrComparison(reader)];
  if (reader.isSymbol('..')) return rangeFrom(reader, at, true, items[0]!);
  while (reader.takeIf(',')) items.push(itemOrComparison(reader));
  reader.expect(']');
  return { type: 'list', at, items };
}

const itemOrComparison = (reader: Reader): Node =>
  isUnaryComparison(reader) ? unaryComparison(reader, additive) : expression(reader);

function rangeFrom(reader: Reader, at: number, startIncluded: boolean, start: Node): Node {
  reader.expect('..');
  const { inRangeEnd } = reader;
  reader.inRangeEnd = true;
  const end = additive(reader);
  reader.inRangeEnd = inRangeEnd;
  const { text } = reader.token;
  if (text !== ']' && text !== ')' && text !== '[') reader.fail('「]」或「)」', '"]" or ")"');
  reader.take();
  return { type: 'range', at, start, end, startIncluded, endIncluded: text === ']' };
}

function context(reader: Reader): Node {
  const at = reader.take().from;
  const entries: Entry[] = [];
  if (!reader.takeIf('}')) {
    do {
      const name = reader.declaredName();
      reader.expect(':');
      entries.push({ name, value: expression(reader) });
    } while (reader.takeIf(','));
    reader.expect('}');
  }
  return { type: 'context', at, entries };
}

/** A number literal includes its sign: `-1 instance of number` is true (DMN 1.3 §10.3.1.2, rule 37). */
function negativeNumber(reader: Reader): Node {
  const at = reader.take().from;
  if (reader.token.kind !== 'number') reader.fail('一个值', 'A value');
  const value = parseNumber(reader.take().text);
  return { type: 'literal', at, value: value === null ? null : negate(value) };
}

/** `@"2025-01-01"` */
function temporal(reader: Reader): Node {
  const at = reader.take().from;
  if (reader.token.kind !== 'string')
    reader.fail('双引号里的日期、时间或期间', 'A date, time or duration in double quotes');
  const value: Node = { type: 'literal', at, value: reader.take().text };
  return { type: 'invocation', at, target: { type: 'name', at, name: '@' }, args: [{ value }] };
}

function conditional(reader: Reader): Node {
  const at = reader.take().from;
  const condition = expression(reader);
  reader.expect('then');
  const then = expression(reader);
  reader.expect('else');
  return { type: 'if', at, condition, then, else: expression(reader) };
}

function iteration(reader: Reader): Node {
  const at = reader.take().from;
  const iterators = readIterators(reader);
  reader.expect('return');
  return { type: 'for', at, iterators, body: expression(reader) };
}

function quantified(reader: Reader): Node {
  const { from: at, text } = reader.take();
  const iterators = readIterators(reader);
  reader.expect('satisfies');
  return { type: text as 'some' | 'every', at, iterators, body: expression(reader) };
}

function readIterators(reader: Reader): Iterator[] {
  const iterators: Iterator[] = [];
  do {
    const name = reader.declaredName('in');
    reader.expect('in');
    const value = expression(reader);
    iterators.push({ name, value, to: reader.takeIf('..') ? expression(reader) : undefined });
  } while (reader.takeIf(','));
  return iterators;
}

function functionDefinition(reader: Reader): Node {
  const at = reader.take().from;
  reader.expect('(');
  const parameters: Parameter[] = [];
  if (!reader.takeIf(')')) {
    do {
      const name = reader.declaredName();
      parameters.push({ name, of: reader.takeIf(':') ? readType(reader) : undefined });
    } while (reader.takeIf(','));
    reader.expect(')');
  }
  if (!reader.isWord('external')) return { type: 'function', at, parameters, body: expression(reader) };
  reader.take();
  return { type: 'function', at, parameters, body: expression(reader), external: true };
}
