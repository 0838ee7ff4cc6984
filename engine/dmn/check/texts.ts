import type { Boxed, DecisionModel, Requirements } from '../DecisionModel';

/** A FEEL text of a model, with its location and the names bound around it. */
export interface FeelText {
  text: string;
  unary: boolean;
  at: string;
  line?: number;
  names: readonly string[];
  /** In a filter the entries of the items are names, too. */
  open: boolean;
}

/** Every FEEL text of a model. `required` returns the names provided by an element's requirements. */
export function* textsOf(
  model: DecisionModel,
  required: (requires: Requirements) => readonly string[],
): Generator<FeelText> {
  for (const { logic, requires } of model.decisions) if (logic) yield* within(logic, required(requires));
  for (const { logic, requires, variable } of model.knowledge)
    if (logic) yield* within(logic, [...required(requires), variable.name]);
}

function* within(boxed: Boxed, names: readonly string[], open = false): Generator<FeelText> {
  if (boxed.type === 'literal') yield { text: boxed.text, unary: false, at: boxed.at, line: boxed.line, names, open };
  else if (boxed.type === 'table') for (const text of tableTexts(boxed)) yield { ...text, names, open };
  else
    for (const [part, bound] of partsOf(boxed))
      yield* within(part, [...names, ...bound], open || (boxed.type === 'filter' && part === boxed.match));
}

function* tableTexts(table: Extract<Boxed, { type: 'table' }>): Generator<Omit<FeelText, 'names' | 'open'>> {
  const { line } = table;
  for (const input of table.inputs) {
    yield { text: input.text, unary: false, at: input.id, line };
    if (input.values) yield { text: input.values, unary: true, at: input.id, line };
  }
  for (const output of table.outputs) {
    if (output.values) yield { text: output.values, unary: true, at: output.id, line };
    if (output.default) yield { text: output.default, unary: false, at: output.id, line };
  }
  for (const rule of table.rules) {
    for (const text of rule.tests)
      if (text !== '' && text !== '-') yield { text, unary: true, at: rule.id, line: rule.line };
    for (const text of rule.results) if (text !== '') yield { text, unary: false, at: rule.id, line: rule.line };
  }
}

/** The expressions directly within another, each with the names bound for it. */
export function partsOf(boxed: Boxed): [Boxed, readonly string[]][] {
  switch (boxed.type) {
    case 'context':
      return boxed.entries.map(({ value }, index) => [
        value,
        boxed.entries
          .slice(0, value.type === 'function' ? index + 1 : index)
          .flatMap(({ variable }) => variable?.name ?? []),
      ]);
    case 'list':
      return boxed.items.map((item) => [item, []]);
    case 'relation':
      return boxed.rows.flat().map((cell) => [cell, []]);
    case 'invocation':
      return [[boxed.called, []], ...boxed.bindings.map(({ value }): [Boxed, string[]] => [value, []])];
    case 'function':
      return boxed.body ? [[boxed.body, boxed.parameters.map(({ name }) => name)]] : [];
    case 'conditional':
      return [
        [boxed.if, []],
        [boxed.then, []],
        [boxed.else, []],
      ];
    case 'filter':
      return [
        [boxed.in, []],
        [boxed.match, ['item']],
      ];
    case 'for':
    case 'some':
    case 'every':
      return [
        [boxed.in, []],
        [boxed.body, [boxed.variable, 'partial']],
      ];
    default:
      return [];
  }
}

/** An expression and all that is within it. */
export function* allOf(boxed: Boxed | undefined): Generator<Boxed> {
  if (!boxed) return;
  yield boxed;
  for (const [part] of partsOf(boxed)) yield* allOf(part);
}
