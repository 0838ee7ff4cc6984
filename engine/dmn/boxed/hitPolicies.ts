import type { Run } from '../../feel';
import { builtIns } from '../../feel/builtins';
import { call } from '../../feel/call';
import { equal } from '../../feel/values/comparison';
import type { Aggregation, Boxed, HitPolicy } from '../DecisionModel';
import type { ModelType } from '../types';

type Table = Extract<Boxed, { type: 'table' }>;

/** A rule that matched: its number, from 1, and the values of its output entries. */
export interface Hit {
  number: number;
  values: unknown[];
}

/** A compiled output clause. */
export interface Output {
  name: string;
  type?: ModelType;
  values?: string;
  isAllowed?: (run: Run) => unknown;
  /** Its values, in descending priority. */
  ranks?: (run: Run) => unknown;
  /** Its value if no rule matches. */
  standard?: (run: Run) => unknown;
}

type Policy = (hits: Hit[], table: Table, outputs: readonly Output[], run: Run) => unknown;

/** The result of a table for the rules that matched (DMN 1.3 §8.2.10). */
export function decide(table: Table, hits: Hit[], outputs: readonly Output[], run: Run): unknown {
  if (hits.length === 0 && outputs.some((output) => output.standard))
    return resultOf({ number: 0, values: outputs.map((output) => output.standard?.(run) ?? null) }, outputs);
  return (Object.hasOwn(POLICIES, table.hitPolicy) ? POLICIES[table.hitPolicy] : POLICIES.UNIQUE)(
    hits,
    table,
    outputs,
    run,
  );
}

/** The one output's value, or a context of several. */
const resultOf = (hit: Hit, outputs: readonly Output[]): unknown =>
  outputs.length === 1
    ? hit.values[0]
    : Object.fromEntries(outputs.map((output, index) => [output.name, hit.values[index]]));

const first = (hits: Hit[], outputs: readonly Output[]): unknown => (hits[0] ? resultOf(hits[0], outputs) : null);
const numbers = (hits: Hit[]): string => hits.map(({ number }) => number).join(', ');

const POLICIES: Record<HitPolicy, Policy> = {
  UNIQUE: (hits, table, outputs, run) =>
    hits.length > 1 ? run.warn('SEVERAL_RULES', [table.at, numbers(hits)]) : first(hits, outputs),
  FIRST: (hits, _, outputs) => first(hits, outputs),
  ANY: (hits, table, outputs, run) =>
    hits.every((hit) => equal(hit.values, hits[0]!.values) === true)
      ? first(hits, outputs)
      : run.warn('RULES_DISAGREE', [table.at, numbers(hits)]),
  PRIORITY: (hits, table, outputs, run) => first(byPriority(hits, table, outputs, run), outputs),
  'OUTPUT ORDER': (hits, table, outputs, run) =>
    byPriority(hits, table, outputs, run).map((hit) => resultOf(hit, outputs)),
  'RULE ORDER': (hits, _, outputs) => hits.map((hit) => resultOf(hit, outputs)),
  COLLECT: (hits, table, outputs, run) =>
    table.aggregation
      ? aggregate(hits, table.aggregation, table, outputs, run)
      : hits.map((hit) => resultOf(hit, outputs)),
};

/**
 * In the order of the listed output values, the first output's first; rules of equal rank in the order of the table.
 */
function byPriority(hits: Hit[], table: Table, outputs: readonly Output[], run: Run): Hit[] {
  if (hits.length > 1 && !outputs.some((output) => output.ranks)) run.warn('NOT_ORDERED', [table.at]);
  const lists = outputs.map((output) => output.ranks?.(run));
  const rank = (value: unknown, list: unknown): number => {
    const at = Array.isArray(list) ? list.findIndex((listed) => equal(listed, value) === true) : -1;
    return at < 0 ? Infinity : at;
  };
  const order = (a: Hit, b: Hit): number => {
    for (const [index, list] of lists.entries()) {
      const [x, y] = [rank(a.values[index], list), rank(b.values[index], list)];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
  return hits.toSorted(order);
}

/** The results aggregated to one number; tables with several outputs have none (§8.2.10). */
function aggregate(hits: Hit[], aggregation: Aggregation, table: Table, outputs: readonly Output[], run: Run): unknown {
  if (outputs.length !== 1) return run.warn('NOT_AGGREGABLE', [table.at, aggregation]);
  if (aggregation === 'COUNT') return hits.length;
  if (hits.length === 0) return null;
  const name = aggregation.toLowerCase();
  return (
    call(builtIns.get(name), name, [hits.map((hit) => hit.values[0])], null, run) ??
    run.warn('NOT_AGGREGABLE', [table.at, aggregation])
  );
}
