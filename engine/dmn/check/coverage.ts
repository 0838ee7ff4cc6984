import { text } from '../../feel/values/text';
import type { Boxed } from '../DecisionModel';
import { type ModelTypes, typeNamed } from '../types';
import { ANOTHER, holds, representatives } from './domain';

type Table = Extract<Boxed, { type: 'table' }>;

/** Of the search in one table. */
const MAX_STEPS = 20_000;
const MAX_OVERLAPS = 20;

/** What the rules of a table leave open or decide twice; rules are counted from 1. */
export interface Coverage {
  overlaps: { first: number; second: number; example: string }[];
  /** Inputs for which no rule matches, in words. */
  gap?: string;
  /** Rules that can never be the first to match, not even where an input is null. */
  hidden: number[];
}

/** Undefined where the entries depend on more than constants. */
export function coverageOf(table: Table, types: ModelTypes): Coverage | undefined {
  const columns = table.inputs.map((input, column) => {
    const type = typeNamed(input.typeRef, types);
    return representatives(
      table.rules.map((rule) => rule.tests[column] ?? ''),
      input.values ?? type?.allowedValues,
      ['integer', 'long'].includes(input.typeRef ?? ''),
    );
  });
  if (!columns.every((column) => column !== undefined)) return undefined;
  const rules = table.rules.map((rule) =>
    columns.map((values, column) => values.map((value) => holds(rule.tests[column] ?? '', value))),
  );
  const show = (at: number[]): string =>
    at
      .map(
        (index, column) =>
          `${table.inputs[column]!.label ?? table.inputs[column]!.text}: ${shown(columns[column]![index])}`,
      )
      .join(', ');
  const spent = { steps: 0 };
  const gap = uncovered(
    columns.map((values) => values.map(() => true)),
    rules,
    spent,
  );
  const withNull = rules.map((rule, index) =>
    rule.map((column, place) => [...column, holds(table.rules[index]!.tests[place] ?? '', null)]),
  );
  return {
    overlaps: overlapsOf(rules).map(({ first, second, at }) => ({ first, second, example: show(at) })),
    ...(gap && { gap: show(gap) }),
    hidden: withNull.flatMap((rule, index) =>
      index > 0 &&
      rule.every((column) => column.includes(true)) &&
      uncovered(rule, withNull.slice(0, index), spent) === null
        ? [index + 1]
        : [],
    ),
  };
}

const shown = (value: unknown): string => (value === ANOTHER ? ANOTHER : text(value, true));

/** By column, by representative: whether a rule's entry holds there. */
type Region = boolean[][];

function overlapsOf(rules: Region[]): { first: number; second: number; at: number[] }[] {
  const found: { first: number; second: number; at: number[] }[] = [];
  for (let second = 1; second < rules.length; second++) {
    for (let first = 0; first < second && found.length < MAX_OVERLAPS; first++) {
      const at = rules[first]!.map((column, index) =>
        column.findIndex((holdsThere, place) => holdsThere && rules[second]![index]![place]),
      );
      if (!at.includes(-1)) found.push({ first: first + 1, second: second + 1, at });
    }
  }
  return found;
}

/**
 * A place of the region where no rule holds; null where there is none, undefined when that takes too long to find out.
 */
function uncovered(region: Region, rules: Region[], spent: { steps: number }): number[] | null | undefined {
  const search = (column: number, left: Region[]): number[] | null | undefined => {
    if (++spent.steps > MAX_STEPS) return undefined;
    if (column === region.length) return left.length ? null : [];
    const seen = new Set<string>();
    for (let place = 0; place < region[column]!.length; place++) {
      if (!region[column]![place]) continue;
      const key = left.map((rule) => (rule[column]![place] ? '1' : '0')).join('');
      if (seen.has(key)) continue;
      seen.add(key);
      const rest = search(
        column + 1,
        left.filter((rule) => rule[column]![place]),
      );
      if (rest !== null) return rest && [place, ...rest];
    }
    return null;
  };
  return search(0, rules);
}
