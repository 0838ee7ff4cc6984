import type { XmlElement } from '../../parse/xml';
import type { Aggregation, Boxed, HitPolicy, Rule, Variable } from '../DecisionModel';
import { attribute, type Reader } from './Reader';

type Read = (reader: Reader, element: XmlElement, at: string) => Boxed;

/** The boxed expressions by the names of their elements (DMN 1.3 §10.2; the last five of DMN 1.4). */
const KINDS: Record<string, Read> = {
  literalExpression: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'literal',
    text: reader.text(element, 'text') ?? '',
  }),
  decisionTable: readTable,
  context: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'context',
    entries: reader.all(element, 'contextEntry').map((entry) => ({
      variable: readVariable(reader.one(entry, 'variable')),
      value: readBoxed(reader, entry, idOf(entry, at)) ?? empty(at),
    })),
  }),
  list: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'list',
    items: readAll(reader, element, idOf(element, at)),
  }),
  relation: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'relation',
    columns: reader.all(element, 'column').flatMap((column) => readVariable(column) ?? []),
    rows: reader.all(element, 'row').map((row) => readAll(reader, row, idOf(row, at))),
  }),
  invocation: readInvocation,
  functionDefinition: readFunction,
  conditional: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'conditional',
    if: within(reader, element, 'if', at),
    then: within(reader, element, 'then', at),
    else: within(reader, element, 'else', at),
  }),
  filter: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'filter',
    in: within(reader, element, 'in', at),
    match: within(reader, element, 'match', at),
  }),
  for: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'for',
    ...iterator(reader, element, at),
    body: within(reader, element, 'return', at),
  }),
  some: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'some',
    ...iterator(reader, element, at),
    body: within(reader, element, 'satisfies', at),
  }),
  every: (reader, element, at) => ({
    ...common(reader, element, at),
    type: 'every',
    ...iterator(reader, element, at),
    body: within(reader, element, 'satisfies', at),
  }),
};

/** The expression within an element, if there is one. */
export const readBoxed = (reader: Reader, parent: XmlElement, at: string): Boxed | undefined =>
  readAll(reader, parent, at)[0];

const readAll = (reader: Reader, parent: XmlElement, at: string): Boxed[] =>
  parent.children.flatMap((child) =>
    reader.isOurs(child) && Object.hasOwn(KINDS, child.local) ? [KINDS[child.local]!(reader, child, at)] : [],
  );

const idOf = (element: XmlElement, at: string): string => attribute(element, 'id') ?? at;

const empty = (at: string): Boxed => ({ type: 'literal', at, text: '' });

function within(reader: Reader, element: XmlElement, name: string, at: string): Boxed {
  const child = reader.one(element, name);
  return (child && readBoxed(reader, child, idOf(child, at))) ?? empty(at);
}

function common(reader: Reader, element: XmlElement, at: string): { at: string; typeRef?: string; line: number } {
  return { at: idOf(element, at), typeRef: typeRefOf(reader, element), line: element.line };
}

/** An attribute, or in DMN 1.1 an element. */
export const typeRefOf = (reader: Reader, element: XmlElement): string | undefined =>
  attribute(element, 'typeRef') ?? reader.text(element, 'typeRef');

export function readVariable(element: XmlElement | undefined): Variable | undefined {
  const name = attribute(element, 'name');
  return name === undefined
    ? undefined
    : { name: name.trim().replace(/\s+/g, ' '), typeRef: attribute(element, 'typeRef') };
}

const iterator = (reader: Reader, element: XmlElement, at: string): { variable: string; in: Boxed } => ({
  variable: attribute(element, 'iteratorVariable') ?? 'item',
  in: within(reader, element, 'in', at),
});

function readInvocation(reader: Reader, element: XmlElement, at: string): Boxed {
  return {
    ...common(reader, element, at),
    type: 'invocation',
    called: readBoxed(reader, element, idOf(element, at)) ?? empty(at),
    bindings: reader.all(element, 'binding').map((binding) => ({
      parameter: readVariable(reader.one(binding, 'parameter')) ?? { name: '' },
      value: readBoxed(reader, binding, idOf(element, at)) ?? empty(at),
    })),
  };
}

export function readFunction(reader: Reader, element: XmlElement, at: string): Extract<Boxed, { type: 'function' }> {
  const kind = attribute(element, 'kind');
  return {
    ...common(reader, element, at),
    type: 'function',
    kind: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: reader.all(element, 'formalParameter').flatMap((parameter) => readVariable(parameter) ?? []),
    body: readBoxed(reader, element, idOf(element, at)),
  };
}

/** In DMN 1.1 written as the single letter shown in the table's corner. */
const LETTERS = new Map<string, HitPolicy>([
  ['U', 'UNIQUE'],
  ['F', 'FIRST'],
  ['P', 'PRIORITY'],
  ['A', 'ANY'],
  ['C', 'COLLECT'],
  ['R', 'RULE ORDER'],
  ['O', 'OUTPUT ORDER'],
]);

function readTable(reader: Reader, element: XmlElement, at: string): Boxed {
  const policy = attribute(element, 'hitPolicy')?.trim() || 'UNIQUE';
  return {
    ...common(reader, element, at),
    type: 'table',
    hitPolicy: LETTERS.get(policy) ?? (policy as HitPolicy),
    aggregation: attribute(element, 'aggregation')?.trim() as Aggregation | undefined,
    inputs: reader
      .all(element, 'input')
      .map((input, index) => readInput(reader, input, `${idOf(element, at)}/input${index + 1}`)),
    outputs: reader.all(element, 'output').map((output, index) => ({
      id: idOf(output, `${idOf(element, at)}/output${index + 1}`),
      name: attribute(output, 'name')?.trim(),
      typeRef: typeRefOf(reader, output),
      values: reader.textOf(output, 'outputValues'),
      default: reader.textOf(output, 'defaultOutputEntry'),
    })),
    rules: reader
      .all(element, 'rule')
      .map((rule, index) => readRule(reader, rule, `${idOf(element, at)}/rule${index + 1}`)),
  };
}

function readInput(
  reader: Reader,
  input: XmlElement,
  at: string,
): { id: string; label?: string; text: string; typeRef?: string; values?: string } {
  const expression = reader.one(input, 'inputExpression');
  return {
    id: idOf(input, at),
    label: attribute(input, 'label'),
    text: reader.text(expression, 'text') ?? '',
    typeRef: expression && typeRefOf(reader, expression),
    values: reader.textOf(input, 'inputValues'),
  };
}

function readRule(reader: Reader, rule: XmlElement, at: string): Rule {
  const texts = (name: string): string[] => reader.all(rule, name).map((entry) => reader.text(entry, 'text') ?? '');
  const annotations = [...texts('annotationEntry'), reader.text(rule, 'description')].filter((text): text is string =>
    Boolean(text),
  );
  return {
    id: idOf(rule, at),
    tests: texts('inputEntry'),
    results: texts('outputEntry'),
    line: rule.line,
    ...(annotations.length && { annotations }),
  };
}
