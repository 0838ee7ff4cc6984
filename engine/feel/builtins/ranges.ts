import { parseExpression } from '../syntax/parse';
import type { Node } from '../syntax/ast';
import { FeelSyntaxError } from '../errors';
import type { Run } from '../Run';
import { compare } from '../values/comparison';
import { FeelRange } from '../values/FeelRange';
import { negate, type Num } from '../values/numbers';
import type { Parameters } from './BuiltIn';
import type { Define, BuiltIns } from './index';

/** A point as the range from it to itself. */
const asRange = (value: unknown): FeelRange =>
  value instanceof FeelRange ? value : new FeelRange(value, value, true, true);

/** The order of two ends, either of which may be infinite: a start before everything, an end after. */
function order(a: FeelRange, aEnd: 'start' | 'end', b: FeelRange, bEnd: 'start' | 'end'): number {
  const infinite = (range: FeelRange, end: 'start' | 'end'): number =>
    range[end] !== undefined ? 0 : end === 'start' ? -1 : 1;
  const [x, y] = [infinite(a, aEnd), infinite(b, bEnd)];
  return x || y ? x - y : compare(a[aEnd], b[bEnd])!;
}

/** Whether all their ends can be compared with each other. */
function comparable(a: FeelRange, b: FeelRange): boolean {
  const ends = [a.start, a.end, b.start, b.end].filter((end) => end !== undefined);
  return ends.every((end) => compare(end, ends[0]) !== null);
}

type Relation = (a: FeelRange, b: FeelRange) => boolean;

const before: Relation = (a, b) => {
  const gap = order(a, 'end', b, 'start');
  return gap < 0 || (gap === 0 && !(a.endIncluded && b.startIncluded));
};
const meets: Relation = (a, b) => a.endIncluded && b.startIncluded && order(a, 'end', b, 'start') === 0;
const startsEarlier: Relation = (a, b) => {
  const gap = order(a, 'start', b, 'start');
  return gap < 0 || (gap === 0 && a.startIncluded && !b.startIncluded);
};
const endsNoLater: Relation = (a, b) => {
  const gap = order(a, 'end', b, 'end');
  return gap < 0 || (gap === 0 && (!a.endIncluded || b.endIncluded));
};
const startsNoEarlier: Relation = (a, b) => !startsEarlier(a, b);
const overlapsBefore: Relation = (a, b) => startsEarlier(a, b) && !before(a, b) && endsNoLater(a, b);
const includes: Relation = (a, b) => startsNoEarlier(b, a) && endsNoLater(b, a);
const sameStart: Relation = (a, b) => order(a, 'start', b, 'start') === 0 && a.startIncluded === b.startIncluded;
const sameEnd: Relation = (a, b) => order(a, 'end', b, 'end') === 0 && a.endIncluded === b.endIncluded;
const finishes: Relation = (a, b) => sameEnd(a, b) && startsNoEarlier(a, b);
const starts: Relation = (a, b) => sameStart(a, b) && endsNoLater(a, b);

type Kind = 'point' | 'range';
/**
 * The signatures of a relation. If a point and a range may come in either order, they cannot be distinguished by name,
 * so they have no names.
 */
function kinds(first: 'any' | 'range', second: 'any' | 'range'): [Kind, Kind][] {
  if (first === second)
    return first === 'any'
      ? [
          ['point', 'point'],
          ['range', 'range'],
        ]
      : [['range', 'range']];
  return [first === 'any' ? ['point', 'range'] : ['range', 'point'], ['range', 'range']];
}

/** The parameters as named by the specification: `point` and `range`, numbered if both are of the same kind. */
const between = (one: Kind, other: Kind): Parameters => {
  const [first, second] = one === other ? [`${one}1`, `${other}2`] : [one, other];
  return { [first]: one === 'range' ? 'range' : 'any', [second]: other === 'range' ? 'range' : 'any' };
};

/** Range functions (DMN 1.3 §10.3.4.7, Table 78) and `range` of DMN 1.4. */
export function defineRanges(define: Define, builtIns: BuiltIns): void {
  const relation = (name: string, first: 'any' | 'range', second: 'any' | 'range', holds: Relation): void => {
    for (const [one, other] of kinds(first, second))
      define(name, between(one, other), (_, a: unknown, b: unknown) => {
        const [x, y] = [asRange(a), asRange(b)];
        return comparable(x, y) ? holds(x, y) : undefined;
      });
  };
  relation('before', 'any', 'any', before);
  relation('after', 'any', 'any', (a, b) => before(b, a));
  relation('meets', 'range', 'range', meets);
  relation('met by', 'range', 'range', (a, b) => meets(b, a));
  relation('overlaps', 'range', 'range', (a, b) => !before(a, b) && !before(b, a));
  relation('overlaps before', 'range', 'range', overlapsBefore);
  relation('overlaps after', 'range', 'range', (a, b) => overlapsBefore(b, a));
  relation('finishes', 'any', 'range', finishes);
  relation('finished by', 'range', 'any', (a, b) => finishes(b, a));
  relation('includes', 'range', 'any', includes);
  relation('during', 'any', 'range', (a, b) => includes(b, a));
  relation('starts', 'any', 'range', starts);
  relation('started by', 'range', 'any', (a, b) => starts(b, a));
  relation('coincides', 'any', 'any', (a, b) => sameStart(a, b) && sameEnd(a, b));
  define('range', { from: 'string' }, (run, from: string) => rangeFrom(from, builtIns, run));
}

/** A range from its text; its ends are literals. */
function rangeFrom(from: string, builtIns: BuiltIns, run: Run): FeelRange | undefined {
  const node = parsed(from.replace(/^(\s*[[(\]]\s*)(?=\.\.)/, '$1null').replace(/\.\.(\s*[\])[]\s*)$/, '..null$1'));
  if (node?.type !== 'range') return undefined;
  const [start, end] = [literal(node.start, builtIns, run), literal(node.end, builtIns, run)];
  if (start === undefined || end === undefined || (start === null && end === null)) return undefined;
  const ordered = start === null || end === null || (compare(start, end) ?? 1) <= 0;
  return ordered
    ? new FeelRange(
        start ?? undefined,
        end ?? undefined,
        node.startIncluded && start !== null,
        node.endIncluded && end !== null,
      )
    : undefined;
}

function parsed(text: string): Node | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined;
    throw error;
  }
}

/** The value of a literal, or of a date, time or duration literal; undefined for anything else. */
function literal(node: Node, builtIns: BuiltIns, run: Run): unknown {
  if (node.type === 'literal') return node.value;
  if (node.type === 'negation' && node.operand.type === 'literal') return negate(node.operand.value as Num);
  if (
    node.type !== 'invocation' ||
    node.target.type !== 'name' ||
    !['@', 'date', 'time', 'date and time', 'duration'].includes(node.target.name)
  )
    return undefined;
  const args = node.args.map((arg) => literal(arg.value, builtIns, run));
  return args.includes(undefined) ? undefined : (builtIns.get(node.target.name)?.call(args, null, run) ?? undefined);
}
