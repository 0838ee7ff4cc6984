import type { Entry, Node } from '../syntax/ast';
import { FeelRange } from '../values/FeelRange';
import { typeOf } from '../values/typeOf';
import { compile } from './index';
import type { Closure, Frame, Lexical } from './Lexical';

export function compileLiteral(node: Extract<Node, { type: 'literal' }>): Closure {
  const { value } = node;
  return () => value;
}

export function compileList(node: Extract<Node, { type: 'list' }>, lexical: Lexical): Closure {
  const items = node.items.map((item) => compile(item, lexical));
  return (frame) => {
    frame.run.step(items.length);
    return items.map((item) => item(frame));
  };
}

/** Every entry may use the ones before it, and a function itself (DMN 1.3 §10.3.2.6). */
export function compileContext(node: Extract<Node, { type: 'context' }>, lexical: Lexical): Closure {
  const names = node.entries.map((entry) => entry.name);
  const visible = (entry: Entry, index: number): Lexical =>
    lexical.within(names.slice(0, entry.value.type === 'function' ? index + 1 : index));
  const values = node.entries.map((entry, index) => compile(entry.value, visible(entry, index)));
  return (frame) => {
    const inner: Frame = { run: frame.run, outer: frame, values: [] };
    const context: Record<string, unknown> = {};
    frame.run.step(values.length);
    for (let index = 0; index < values.length; index++)
      context[names[index]!] = inner.values[index] = values[index]!(inner);
    return context;
  };
}

/** Between literals of one type the range is always the same. */
function constantRange(node: Extract<Node, { type: 'range' }>, low: unknown, high: unknown): Closure {
  const fits = typeOf(low) === typeOf(high) && ENDS.has(typeOf(low));
  const range = fits ? new FeelRange(low, high, node.startIncluded, node.endIncluded) : null;
  return (frame) => range ?? rangeOf(node, low, high, frame);
}

const ENDS = new Set([
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

export function compileRange(node: Extract<Node, { type: 'range' }>, lexical: Lexical): Closure {
  const [start, end] = [compile(node.start, lexical), compile(node.end, lexical)];
  if (node.start.type === 'literal' && node.end.type === 'literal')
    return constantRange(node, node.start.value, node.end.value);
  return (frame) => rangeOf(node, start(frame), end(frame), frame);
}

function rangeOf(node: Extract<Node, { type: 'range' }>, low: unknown, high: unknown, frame: Frame): FeelRange | null {
  const [lowType, highType] = [typeOf(low), typeOf(high)];
  const fit =
    (low === null || ENDS.has(lowType)) &&
    (high === null || ENDS.has(highType)) &&
    (lowType === highType || low === null || high === null);
  return fit
    ? new FeelRange(low, high, node.startIncluded, node.endIncluded)
    : frame.run.warn('NOT_COMPARABLE', [lowType, highType], node.at);
}
