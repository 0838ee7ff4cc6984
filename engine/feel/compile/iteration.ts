import type { Iterator, Node } from '../syntax/ast';
import type { Run } from '../Run';
import { FeelDate } from '../values/FeelDate';
import { FeelRange } from '../values/FeelRange';
import { fromHost } from '../values/json';
import { add, isInteger, isNumber, toDouble } from '../values/numbers';
import { typeOf } from '../values/typeOf';
import { condition } from './conditions';
import { compile } from './index';
import type { Closure, Frame, Lexical } from './Lexical';
import { weightOf } from './weight';
import { mentions } from './mentions';

/** `for … return …`: the results in a list; `partial` is the list so far in each turn (DMN 1.3 §10.3.2.14). */
export function compileFor(node: Extract<Node, { type: 'for' }>, lexical: Lexical): Closure {
  const iterators = compileIterators(node.iterators, lexical.within(['partial']), weightOf(node.body));
  const body = compile(node.body, iterators.lexical);
  const usesPartial =
    mentions(node.body, 'partial') ||
    node.iterators.slice(1).some(({ value, to }) => mentions(value, 'partial') || (to && mentions(to, 'partial')));
  return (frame) => {
    const results: unknown[] = [];
    const start = { run: frame.run, outer: frame, values: [[] as unknown[]] };
    const complete = iterators.walk(start, (inner) => {
      results.push(body(inner));
      if (usesPartial) {
        frame.run.turns(results.length, 1);
        start.values[0] = results.slice();
      }
      return true;
    });
    return complete ? results : null;
  };
}

/** `some`: any is true; `every`: all are true; unknown if it depends on an unknown one (Table 48). */
export function compileQuantified(node: Extract<Node, { type: 'some' | 'every' }>, lexical: Lexical): Closure {
  const iterators = compileIterators(node.iterators, lexical, weightOf(node.body));
  const body = compile(node.body, iterators.lexical);
  const decisive = node.type === 'some';
  return (frame) => {
    let result: boolean | null = !decisive;
    const complete = iterators.walk(frame, (inner) => {
      const holds = condition(body(inner), inner.run, node.body.at);
      if (holds === decisive) result = decisive;
      else if (holds === null) result = null;
      return holds !== decisive;
    });
    return complete || result === decisive ? result : null;
  };
}

interface Iterators {
  /** The names that the body sees. */
  lexical: Lexical;
  /**
   * Visits every combination, the last iterator fastest, until `visit` returns false; returns false if it stopped
   * early.
   */
  walk(frame: Frame, visit: (frame: Frame) => boolean): boolean;
}

/** Each iterator sees the ones before it. */
function compileIterators(iterators: readonly Iterator[], lexical: Lexical, weight: number): Iterators {
  const [first, ...others] = iterators;
  if (!first) return { lexical, walk: (frame, visit) => visit(frame) };
  const [values, end] = [compile(first.value, lexical), first.to && compile(first.to, lexical)];
  const rest = compileIterators(others, lexical.within([first.name]), weight);
  const turn = others.length ? 1 : weight;
  return {
    lexical: rest.lexical,
    walk(frame, visit) {
      const start = values(frame);
      const elements = elementsOf(
        end ? new FeelRange(start, end(frame), true, true) : start,
        frame.run,
        first.value.at,
      );
      if (!elements) return false;
      for (const element of elements) {
        frame.run.turns(1, turn);
        if (!rest.walk({ run: frame.run, outer: frame, values: [fromHost(element)] }, visit)) return false;
      }
      return true;
    },
  };
}

/** What can be iterated: a list, or a range of whole numbers or dates, upward or downward; null for anything else. */
export function elementsOf(value: unknown, run: Run, at?: number): Iterable<unknown> | null {
  if (Array.isArray(value)) return value;
  const points = value instanceof FeelRange ? pointsOf(value) : null;
  return points ?? run.warn('NOT_A_LIST', [typeOf(value)], at);
}

function pointsOf(range: FeelRange): Iterable<unknown> | null {
  const { start, end } = range;
  if (isNumber(start) && isNumber(end) && isInteger(start) && isInteger(end))
    return count(range, toDouble(end) - toDouble(start), (steps) => add(start, steps));
  return start instanceof FeelDate && end instanceof FeelDate
    ? count(range, end.dayNumber - start.dayNumber, (days) => start.plusDays(days))
    : null;
}

function* count(range: FeelRange, distance: number, at: (steps: number) => unknown): Iterable<unknown> {
  const direction = distance < 0 ? -1 : 1;
  const last = Math.abs(distance) - (range.endIncluded ? 0 : 1);
  for (let steps = range.startIncluded ? 0 : 1; steps <= last; steps++) yield at(steps * direction);
}
