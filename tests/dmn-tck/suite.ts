import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bindDecisions, parseDmn, type DecisionModel, type Outcome } from '../../engine/dmn';
import { compare, equal } from '../../engine/feel/values/comparison';
import { DaysTimeDuration } from '../../engine/feel/values/DaysTimeDuration';
import { FeelDate } from '../../engine/feel/values/FeelDate';
import { FeelDateTime } from '../../engine/feel/values/FeelDateTime';
import { FeelTime } from '../../engine/feel/values/FeelTime';
import { Decimal, isNumber, parseNumber } from '../../engine/feel/values/numbers';
import { text } from '../../engine/feel/values/text';
import { isContext } from '../../engine/feel/values/typeOf';
import { YearsMonthsDuration } from '../../engine/feel/values/YearsMonthsDuration';
import { readXml, type XmlElement } from '../../engine/parse/xml';

/** One expectation of a test case: the value that a decision should return. */
export interface Verdict {
  file: string;
  test: string;
  node: string;
  passed: boolean;
  expected: string;
  actual: string;
  why: string;
}

/** Test file, case and node, independent of where the kit is stored. */
export const nameOf = ({ file, test, node }: Verdict): string =>
  [basename(file, '.xml'), test, node].filter(Boolean).join('/');

const attribute = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find(({ local }) => local === name)?.value;
const children = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter(({ local }) => local === name);
const child = (element: XmlElement, name: string): XmlElement | undefined => children(element, name)[0];

/**
 * The test files in a folder, in the format of the DMN Technology Compatibility Kit: each names the model that it
 * tests.
 */
export function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.xml$/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

/** The verdicts for a file that could not be run: none of its expectations is met. */
export function unmet(file: string, why: string): Verdict[] {
  const expectations = readFileSync(file, 'latin1').match(/<(\w+:)?resultNode\b/g)?.length ?? 1;
  return Array.from({ length: expectations }, () => ({
    file,
    test: '',
    node: '',
    passed: false,
    expected: 'an answer',
    actual: 'none',
    why,
  }));
}

/** Runs the cases of one test file. */
export function runFile(file: string): Verdict[] {
  const root = readXml(readFileSync(file, 'utf8'));
  if (root.local !== 'testCases') return [];
  const folder = dirname(file);
  const wanted = child(root, 'modelName')?.text.trim();
  const models = readdirSync(folder)
    .filter((name) => name.endsWith('.dmn'))
    .map((name) => ({ name, model: parseDmn(readFileSync(join(folder, name))) }));
  const model = models.find(({ name }) => name === wanted)?.model;
  if (!model) throw new Error(`${file} tests ${wanted}, which does not exist beside it`);
  return children(root, 'testCase').flatMap((test) =>
    runCase(
      file,
      test,
      model,
      models.map((each) => each.model).filter((each) => each !== model),
    ),
  );
}

function runCase(file: string, test: XmlElement, model: DecisionModel, others: DecisionModel[]): Verdict[] {
  const inputs = new Map(children(test, 'inputNode').map((node) => [attribute(node, 'name')!, valueOf(node)]));
  for (const [name, value] of [...inputs]) {
    const [importName, ...rest] = name.split('.');
    if (rest.length && model.imports.some((each) => each.name === importName)) inputs.set(rest.join('.'), value);
  }
  const decisions = bindDecisions(model, others);
  const scope = {
    get: (name: string) => inputs.get(name),
    has: (name: string) => inputs.has(name),
    now: '2025-06-01T10:00:00+08:00',
  };
  return children(test, 'resultNode').map((result) => {
    const node = attribute(test, 'invocableName') ?? attribute(result, 'name')!;
    const expected = child(result, 'expected') ? valueOf(child(result, 'expected')!) : null;
    const outcome = decisions.evaluate(node, scope);
    return verdict(
      file,
      attribute(test, 'id') ?? '',
      node,
      expected,
      outputOf(outcome, attribute(result, 'name')!, node),
    );
  });
}

/** The output that the kit asks for, if a service with several outputs is called directly. */
const outputOf = (outcome: Outcome, name: string, called: string): Outcome =>
  name !== called && isContext(outcome.value) && Object.hasOwn(outcome.value, name)
    ? { ...outcome, value: outcome.value[name] }
    : outcome;

function verdict(file: string, test: string, node: string, expected: unknown, outcome: Outcome): Verdict {
  const why = outcome.warnings.map((warning) => warning.en).join('; ');
  return {
    file,
    test,
    node,
    passed: same(expected, outcome.value),
    expected: text(expected, true),
    actual: text(outcome.value, true),
    why,
  };
}

/** Compares numbers to eight places; text equals any value with the same notation. */
function same(expected: unknown, actual: unknown): boolean {
  if (isNumber(expected) && isNumber(actual))
    return Decimal.sub(expected, actual)
      .abs()
      .lessThanOrEqualTo(Decimal.max(1, new Decimal(expected).abs()).times(1e-8));
  if (typeof expected === 'string' && typeof actual !== 'string') return expected === text(actual);
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => same(item, actual[index]))
    );
  if (isContext(expected))
    return (
      isContext(actual) &&
      Object.keys(expected).length === Object.keys(actual).length &&
      Object.entries(expected).every(([name, value]) => name in actual && same(value, actual[name]))
    );
  return equal(expected, actual) === true || compare(expected, actual) === 0;
}

const READERS: Record<string, (text: string) => unknown> = {
  string: String,
  boolean: (value) => value.trim() === 'true',
  date: FeelDate.parse,
  time: FeelTime.parse,
  dateTime: FeelDateTime.parse,
  duration: (value) => YearsMonthsDuration.parse(value) ?? DaysTimeDuration.parse(value),
  decimal: (value) => parseNumber(value.trim()),
  double: (value) => parseNumber(value.trim()),
  integer: (value) => parseNumber(value.trim()),
  int: (value) => parseNumber(value.trim()),
  float: (value) => parseNumber(value.trim()),
};

/** A value, a list of items or a context of components. */
function valueOf(element: XmlElement): unknown {
  const value = child(element, 'value');
  const list = child(element, 'list');
  if (value)
    return attribute(value, 'nil') === 'true'
      ? null
      : (READERS[attribute(value, 'type')?.replace(/^.*:/, '') ?? 'string'] ?? String)(value.text);
  if (list) return attribute(list, 'nil') === 'true' ? null : children(list, 'item').map(valueOf);
  const components = children(element, 'component');
  return components.length
    ? Object.fromEntries(components.map((component) => [attribute(component, 'name')!, valueOf(component)]))
    : null;
}
