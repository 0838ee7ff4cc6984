import { type Run, toJson } from '../../feel';
import { text } from '../../feel/values/text';
import type { Boxed, DecisionTable } from '../DecisionModel';
import { ItemScope } from '../scopes';
import { type ModelType, typeNamed } from '../types';
import { coerce } from '../../feel/types';
import type { Evaluate, Surroundings } from './Evaluate';
import { decide, type Hit, type Output } from './hitPolicies';
import { compileText } from './literal';

type Test = (run: Run) => unknown;
type Table = Extract<Boxed, { type: 'table' }>;

interface Input {
  label: string;
  evaluate: Test;
  type?: ModelType;
  values?: string;
  isAllowed?: Test;
}
interface CompiledRule {
  id: string;
  number: number;
  tests: (Test | null)[];
  results: Test[];
}

/** A decision table (DMN 1.3 §8). */
export function compileTable(boxed: Table, around: Surroundings): Evaluate {
  const inputs = boxed.inputs.map((input): Input => ({
    label: input.label ?? input.text,
    evaluate: compileText(input.text || 'null', input.id, around, false),
    type: typeNamed(input.typeRef, around.types),
    values: input.values,
    isAllowed: testOf(input.values, input.id, around) ?? undefined,
  }));
  const outputs = boxed.outputs.map((output) => compileOutput(output, around));
  const rules = boxed.rules.map((rule, index): CompiledRule => ({
    id: rule.id,
    number: index + 1,
    tests: boxed.inputs.map((_, column) => testOf(rule.tests[column], rule.id, around)),
    results: boxed.outputs.map((_, column) => compileText(rule.results[column] || 'null', rule.id, around, false)),
  }));
  return (run, log) => {
    const points = valuesOf(inputs, run);
    if (!points) return null;
    const matching = matches(rules, points, boxed.hitPolicy === 'FIRST');
    log.table({
      table: boxed.at,
      inputs: points.map(({ value }) => toJson(value)),
      matched: matching.map(({ id, number }) => ({ rule: id, number })),
    });
    const hits = matching.map((rule): Hit => ({
      number: rule.number,
      values: rule.results.map((result, index) => checked(result(run), outputs[index]!, run)),
    }));
    return decide(boxed, hits, outputs, run);
  };
}

/** The tests of an entry, or null if it accepts every value. */
function testOf(tests: string | undefined, at: string, around: Surroundings): Test | null {
  return tests === undefined || tests === '' || tests === '-' ? null : compileText(tests, at, around, true);
}

function compileOutput(output: DecisionTable['outputs'][number], around: Surroundings): Output {
  const type = typeNamed(output.typeRef, around.types);
  const values = output.values || undefined;
  return {
    name: output.name ?? '',
    type,
    values,
    isAllowed: testOf(values, output.id, around) ?? undefined,
    ranks:
      (values ?? type?.allowedValues) === undefined
        ? undefined
        : ranksOf((values ?? type!.allowedValues)!, output.id, around),
    standard: output.default ? compileText(output.default, output.id, around, false) : undefined,
  };
}

/** Values listed by an enumeration, in the order of their priority (§8.2.10). */
function ranksOf(values: string, at: string, around: Surroundings): Test {
  return compileText(`[${values}]`, at, around, false);
}

interface Point {
  value: unknown;
  run: Run;
}

/** The values of the inputs, each with a run in which it is `?`; null, with a warning, if one is not allowed. */
function valuesOf(inputs: readonly Input[], run: Run): Point[] | null {
  const points: Point[] = [];
  for (const { label, evaluate, type, values, isAllowed } of inputs) {
    const found = evaluate(run);
    const value = type ? type.fromJson(found) : found;
    const point = { value, run: run.within(new ItemScope(run.scope, '?', value)) };
    if (isAllowed && value !== null && isAllowed(point.run) !== true)
      return run.warn('NOT_ALLOWED', [label, text(value, true).slice(0, 100), values ?? '']);
    points.push(point);
  }
  return points;
}

/** The rules whose tests are all true, or only the first of them. */
function matches(rules: readonly CompiledRule[], points: readonly Point[], firstOnly: boolean): CompiledRule[] {
  const found: CompiledRule[] = [];
  for (const rule of rules) {
    if (!points.every((point, column) => !rule.tests[column] || rule.tests[column](point.run) === true)) continue;
    found.push(rule);
    if (firstOnly) break;
  }
  return found;
}

/** The value of an output entry, converted for its clause. */
function checked(value: unknown, output: Output, run: Run): unknown {
  const result = output.type ? coerce(output.type.fromJson(value), output.type, run) : value;
  const allowed =
    !output.isAllowed ||
    result === null ||
    output.isAllowed(run.within(new ItemScope(run.scope, '?', result))) === true;
  return allowed
    ? result
    : run.warn('NOT_ALLOWED', [output.name, text(result, true).slice(0, 100), output.values ?? '']);
}
