import { text } from '../../feel/values/text';
import type { Boxed } from '../DecisionModel';
import { type ModelTypes, typeNamed } from '../types';
import { ANOTHER, Domain, holds } from './domain';
import { firstShared, has, type Runs } from './runs';

type Table = Extract<Boxed, { type: 'table' }>;

/** The budget for one table: nested searches, and evaluations of a rule. */
interface Spent {
  searches: number;
  evaluations: number;
}
const MOST_SEARCHES = 20_000;
const MOST_EVALUATIONS = 20_000_000;
/** Pairs of rules that are compared: those of 20,000 rules. */
const MOST_PAIRS = 200_000_000;
const isOver = ({ searches, evaluations }: Spent): boolean =>
  searches > MOST_SEARCHES || evaluations > MOST_EVALUATIONS;

const MAX_OVERLAPS = 20;

/** Gaps and overlaps in the rules of a table; rules are counted from 1. */
export interface Coverage {
  overlaps: { first: number; second: number; example: string }[];
  /** Inputs for which no rule matches, in words. */
  gap?: string;
  /** Rules that can never be the first to match, not even if an input is null. */
  hidden: number[];
}

/** The region in which a rule matches, or that is to be searched: by column, the positions of the column's values. */
type Region = Runs[];

/** Undefined if the entries depend on more than constants. */
export function coverageOf(table: Table, types: ModelTypes): Coverage | undefined {
  const columns = table.inputs.map((input, column) =>
    Domain.of(
      table.rules.map((rule) => rule.tests[column] ?? ''),
      input.values ?? typeNamed(input.typeRef, types)?.allowedValues,
      ['integer', 'long'].includes(input.typeRef ?? ''),
    ),
  );
  if (!columns.every((column) => column !== undefined)) return undefined;
  const rules = table.rules.map((rule) => columns.map((domain, column) => domain.where(rule.tests[column] ?? '')));
  const show = (at: number[]): string =>
    at
      .map((index, column) => {
        const { label, text: named } = table.inputs[column]!;
        return `${label ?? named}: ${shown(columns[column]!.values[index])}`;
      })
      .join(', ');
  const spent = { searches: 0, evaluations: 0 };
  const gap = uncovered(
    columns.map(({ values }) => [[0, values.length]]),
    rules,
    spent,
  );
  return {
    overlaps: overlapsOf(rules).map(({ first, second, at }) => ({ first, second, example: show(at) })),
    ...(gap && { gap: show(gap) }),
    hidden: table.hitPolicy === 'FIRST' ? hiddenIn(table, columns, rules, spent) : [],
  };
}

/** The position after the last value stands for null. */
function hiddenIn(table: Table, columns: Domain[], rules: Region[], spent: Spent): number[] {
  const withNull = rules.map((rule, index) =>
    rule.map((runs, column): Runs => {
      const { length } = columns[column]!.values;
      return holds(table.rules[index]!.tests[column] ?? '', null) ? [...runs, [length, length + 1]] : runs;
    }),
  );
  return withNull.flatMap((rule, index) =>
    index > 0 && rule.every((runs) => runs.length) && uncovered(rule, withNull.slice(0, index), spent) === null
      ? [index + 1]
      : [],
  );
}

const shown = (value: unknown): string => (value === ANOTHER ? ANOTHER : text(value, true));

function overlapsOf(rules: Region[]): { first: number; second: number; at: number[] }[] {
  const found: { first: number; second: number; at: number[] }[] = [];
  const last = Math.min(rules.length, Math.floor(Math.sqrt(2 * MOST_PAIRS)));
  for (let second = 1; second < last; second++) {
    for (let first = 0; first < second && found.length < MAX_OVERLAPS; first++) {
      const at: number[] = [];
      for (let column = 0; column < rules[first]!.length && !at.includes(-1); column++)
        at.push(firstShared(rules[first]![column]!, rules[second]![column]!));
      if (!at.includes(-1)) found.push({ first: first + 1, second: second + 1, at });
    }
  }
  return found;
}

/** A point of the region where no rule matches; null if there is none, undefined if finding out takes too long. */
function uncovered(region: Region, rules: Region[], spent: Spent): number[] | null | undefined {
  const search = (column: number, left: Region[]): number[] | null | undefined => {
    if (column === region.length) return left.length ? null : [];
    spent.searches++;
    if (isOver(spent)) return undefined;
    const within = left.filter((rule) => firstShared(rule[column]!, region[column]!) !== -1);
    spent.evaluations += left.length;
    const seen = new Set<string>();
    for (const place of placesIn(region[column]!, within, column)) {
      spent.evaluations += within.length + 1;
      if (isOver(spent)) return undefined;
      const holding = within.flatMap((rule, index) => (has(rule[column]!, place) ? [index] : []));
      const key = holding.join();
      if (seen.has(key)) continue;
      seen.add(key);
      const rest = search(
        column + 1,
        holding.map((index) => within[index]!),
      );
      if (rest !== null) return rest && [place, ...rest];
    }
    return null;
  };
  return search(0, rules);
}

/** The positions in the region at which a rule begins or ceases to match: between two of them nothing changes. */
function placesIn(region: Runs, rules: Region[], column: number): number[] {
  const edges = new Set(region.map(([from]) => from));
  for (const rule of rules)
    for (const run of rule[column]!) for (const edge of run) if (has(region, edge)) edges.add(edge);
  return [...edges].sort((a, b) => a - b);
}
