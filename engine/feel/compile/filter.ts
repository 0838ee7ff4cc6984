import type { Run } from '../Run';
import type { Node } from '../syntax/ast';
import { fromHost } from '../values/json';
import { isInteger, isNumber, type Num, numberText, toDouble } from '../values/numbers';
import { condition } from './conditions';
import { isIn } from './comparison';
import { compile } from './index';
import type { Closure, Frame, Lexical } from './Lexical';
import { weightOf } from './weight';

/**
 * `list[3]`, `list[-1]`, `list[item.amount > 5]`, `list[amount > 5]` (DMN 1.3 §10.3.2.5). A single value is a list of
 * itself.
 */
export function compileFilter(node: Extract<Node, { type: 'filter' }>, lexical: Lexical): Closure {
  const target = compile(node.target, lexical);
  if (node.test.type === 'literal' && isNumber(node.test.value)) return position(target, node.test.value, node.test.at);
  const test = compile(node.test, lexical.within('item'));
  const tests: Closure = node.test.type === 'unaryComparison' ? (frame) => isIn(frame.values[0], test(frame)) : test;
  const at = node.test.at;
  const weight = weightOf(node.test);
  return (frame) => {
    const value = target(frame);
    if (value === null) return null;
    const list = Array.isArray(value) ? value : [value];
    if (list.length === 0) return emptyResult(tests, frame);
    const within = (item: unknown): Frame => ({ run: frame.run, outer: frame, values: [item] });
    const first = tests(within(fromHost(list[0])));
    if (isNumber(first)) return itemAt(list, first, frame.run, at);
    frame.run.turns(list.length, weight);
    return list.filter(
      (item, index) =>
        (index === 0 ? condition(first, frame.run, at) : condition(tests(within(fromHost(item))), frame.run, at)) ===
        true,
    );
  };
}

/** `list[1]`: the most common filter need not read the items. */
function position(target: Closure, index: Num, at: number): Closure {
  return (frame) => {
    const value = target(frame);
    return value === null ? null : itemAt(Array.isArray(value) ? value : [value], index, frame.run, at);
  };
}

/** No result: an empty list, or no item if the test is a position. */
function emptyResult(tests: Closure, frame: Frame): unknown {
  const probe: Frame = { run: frame.run.unheard, outer: frame, values: [null] };
  return isNumber(tests(probe)) ? null : [];
}

/** Counted from 1, or from the end if negative; null if there is none. */
function itemAt(list: unknown[], position: Num, run: Run, at: number): unknown {
  const index = toDouble(position);
  if (!isInteger(position) || index === 0 || Math.abs(index) > list.length)
    return run.warn('NO_SUCH_POSITION', [numberText(position), list.length], at);
  return fromHost(list.at(index > 0 ? index - 1 : index));
}
