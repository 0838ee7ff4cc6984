import { compileFeel, FeelSyntaxError, type Expression, type Run } from '../feel';
import { builtInTypes, contextType, functionType, listType, type Type } from '../feel/types';
import { DaysTimeDuration } from '../feel/values/DaysTimeDuration';
import { FeelDate } from '../feel/values/FeelDate';
import { FeelDateTime } from '../feel/values/FeelDateTime';
import { FeelTime } from '../feel/values/FeelTime';
import { entryOf, isContext } from '../feel/values/typeOf';
import { YearsMonthsDuration } from '../feel/values/YearsMonthsDuration';
import type { DecisionModel, ItemDefinition } from './DecisionModel';
import { ItemScope } from './scopes';

/** A type of a model, which also accepts JSON values, in which dates are text. */
export interface ModelType extends Type {
  fromJson(value: unknown): unknown;
  /** For functions: the type of their result. */
  result?: ModelType;
  /** The unary tests that list its values, in their order. */
  allowedValues?: string;
}

export type ModelTypes = ReadonlyMap<string, ModelType>;

/** Names that older versions and other tools use for FEEL's types. */
const ALIASES = new Map([
  ['dateTime', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
  ['integer', 'number'],
  ['long', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['bool', 'boolean'],
  ['any', 'Any'],
]);

const READERS = new Map<string, (text: string) => unknown>([
  ['date', FeelDate.parse],
  ['time', FeelTime.parse],
  ['date and time', FeelDateTime.parse],
  ['days and time duration', DaysTimeDuration.parse],
  ['years and months duration', YearsMonthsDuration.parse],
]);

const simple = (type: Type): ModelType => {
  const read = READERS.get(type.name);
  return { ...type, fromJson: (value) => (typeof value === 'string' && read ? (read(value) ?? value) : value) };
};

const builtIn: ModelTypes = new Map([...builtInTypes].map(([name, type]) => [name, simple(type)]));

/** The types that a model defines, and those of the models it imports under the names it gives them. */
export function typesOf(model: DecisionModel, imported: (namespace: string) => ModelTypes | undefined): ModelTypes {
  const types = new Map<string, ModelType>();
  for (const { name, namespace } of model.imports)
    for (const [type, definition] of imported(namespace) ?? []) types.set(name ? `${name}.${type}` : type, definition);
  const open = new Set<string>();
  const find = (typeRef: string): ModelType | undefined => {
    const known = typeNamed(typeRef, types);
    const definition = known ? undefined : model.types.find(({ name }) => name === plain(typeRef));
    if (!definition || open.has(definition.name)) return known;
    open.add(definition.name);
    const type = define(definition, find, types);
    open.delete(definition.name);
    types.set(definition.name, type);
    return type;
  };
  for (const { name } of model.types) find(name);
  return types;
}

/** Without the prefix of an XML name. */
const plain = (typeRef: string): string =>
  typeRef
    .trim()
    .replace(/^[\w.-]+:/, '')
    .replace(/^\{[^}]*\}/, '');

/** The type of that name: the model's or FEEL's; undefined if there is none. */
export function typeNamed(typeRef: string | undefined, types: ModelTypes): ModelType | undefined {
  if (typeRef === undefined) return undefined;
  const name = plain(typeRef);
  return types.get(name) ?? builtIn.get(ALIASES.get(name) ?? name);
}

function define(
  definition: ItemDefinition,
  find: (typeRef: string) => ModelType | undefined,
  types: ModelTypes,
): ModelType {
  const element = elementType(definition, find, types);
  const whole = definition.isCollection ? collection(element, definition.name) : element;
  return definition.constraint && definition.isCollection
    ? limited(whole, definition.name, [definition.constraint], types)
    : whole;
}

function elementType(
  definition: ItemDefinition,
  find: (typeRef: string) => ModelType | undefined,
  types: ModelTypes,
): ModelType {
  const base = baseType(definition, find, types);
  const tests = [definition.allowedValues, definition.isCollection ? undefined : definition.constraint].filter(
    (text) => text !== undefined && text !== '',
  ) as string[];
  return tests.length
    ? limited(base, definition.name, tests, types)
    : { ...base, name: base.name === 'date and time' ? base.name : definition.name };
}

function baseType(
  definition: ItemDefinition,
  find: (typeRef: string) => ModelType | undefined,
  types: ModelTypes,
): ModelType {
  if (definition.components)
    return structure(
      definition.name,
      definition.components.map((component) => ({ name: component.name, type: define(component, find, types) })),
    );
  if (definition.function)
    return {
      ...simple(functionType(definition.function.parameters.length)),
      result: definition.function.result === undefined ? undefined : find(definition.function.result),
    };
  return (definition.typeRef === undefined ? undefined : find(definition.typeRef)) ?? builtIn.get('Any')!;
}

function structure(name: string, entries: { name: string; type: ModelType }[]): ModelType {
  return {
    ...contextType(entries, name),
    fromJson(value) {
      if (!isContext(value)) return value;
      const read = entries.flatMap((entry) =>
        entryOf(value, entry.name) === undefined ? [] : [[entry.name, entry.type.fromJson(entryOf(value, entry.name))]],
      );
      return { ...value, ...Object.fromEntries(read) };
    },
  };
}

function collection(element: ModelType, name: string): ModelType {
  return {
    ...listType(element, name),
    fromJson: (value) => (Array.isArray(value) ? value.map((item) => element.fromJson(item)) : element.fromJson(value)),
  };
}

/** The type with allowed values, which replace those of the type it is based on (DMN 1.3 §7.3.3). */
function limited(base: ModelType, name: string, tests: string[], types: ModelTypes): ModelType {
  const expressions = tests.map((text) => unaryTests(text, types)).filter((expression) => expression !== undefined);
  return {
    ...base,
    name,
    allowedValues: tests[0],
    allows: (value, run: Run) =>
      expressions.every((expression) => expression.under(run.within(new ItemScope(run.scope, '?', value))) === true),
  };
}

/** Undefined when they cannot be parsed, which checkDmn reports. */
function unaryTests(text: string, types: ModelTypes): Expression | undefined {
  try {
    return compileFeel(text, { unary: true, types });
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined;
    throw error;
  }
}
