import type { Run } from './Run';
import { FeelDate } from './values/FeelDate';
import { FeelDateTime } from './values/FeelDateTime';
import { FeelFunction } from './values/FeelFunction';
import { FeelRange } from './values/FeelRange';
import { FeelTime } from './values/FeelTime';
import { text } from './values/text';
import { type Context, entryOf, isContext, typeOf } from './values/typeOf';

/** A type that a value can be tested for, built in or defined by a model. */
export interface Type {
  name: string;
  /** Whether the value, never null, has this type. */
  accepts(value: unknown): boolean;
  /** Whether a value of this type is also one of its allowed values (DMN 1.3 §7.3.3). Absent: all are. */
  allows?(value: unknown, run: Run): boolean;
  /** For lists: the type of the elements. */
  element?: Type;
}

const simple = (name: string): Type => ({ name, accepts: (value) => typeOf(value) === name });
export const anyType: Type = { name: 'Any', accepts: () => true };

/** FEEL's own types by name (DMN 1.3 §10.3.2.9, Table 45). */
export const builtInTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['Any', anyType],
  ['Null', { name: 'Null', accepts: () => false }],
  ...[
    'number',
    'string',
    'boolean',
    'date',
    'time',
    'date and time',
    'days and time duration',
    'years and months duration',
    'range',
    'context',
    'function',
  ].map((name): [string, Type] => [name, simple(name)]),
  ['list', listType(anyType, 'list')],
  ['duration', { name: 'duration', accepts: (value) => typeOf(value).endsWith('duration') }],
]);

export function listType(element: Type, name = `list<${element.name}>`): Type {
  return {
    name,
    element,
    accepts: (value) => Array.isArray(value) && value.every((item) => item === null || isOfType(item, element)),
    ...(element.allows && {
      allows: (value: unknown, run: Run) => (value as unknown[]).every((item) => isAllowed(item, element, run)),
    }),
  };
}

export function rangeType(element: Type): Type {
  const fits = (end: unknown): boolean => end === undefined || end === null || element.accepts(end);
  return {
    name: `range<${element.name}>`,
    accepts: (value) => value instanceof FeelRange && fits(value.start) && fits(value.end),
  };
}

export function contextType(
  entries: { name: string; type: Type }[],
  name = `context<${entries.map((entry) => `${entry.name}: ${entry.type.name}`).join(', ')}>`,
): Type {
  const limited = entries.filter((entry) => entry.type.allows);
  return {
    name,
    accepts: (value) => isContext(value) && entries.every((entry) => conforms(entryOf(value, entry.name), entry.type)),
    ...(limited.length && {
      allows: (value: unknown, run: Run) =>
        limited.every((entry) => isAllowed(entryOf(value as Context, entry.name), entry.type, run)),
    }),
  };
}

export function functionType(parameters: number | undefined): Type {
  return {
    name: 'function',
    accepts: (value) =>
      typeof value === 'function' ||
      (value instanceof FeelFunction && (parameters === undefined || value.takesCount(parameters))),
  };
}

const isAllowed = (value: unknown, type: Type, run: Run): boolean =>
  value === null || value === undefined || (type.allows?.(value, run) ?? true);

/** A context has the entry, and it is null or has the type. */
const conforms = (value: unknown, type: Type): boolean =>
  value === null || (value !== undefined && type.accepts(value));

/** FEEL's `instance of`; null is only of type Null (§10.3.2.15). */
export function isOfType(value: unknown, type: Type): boolean {
  return value === null || value === undefined ? type.name === 'Null' : type.accepts(value);
}

/**
 * The value converted to the type: itself, the single element of a list, a list of it, a date's midnight (§10.3.2.9.4);
 * otherwise, or if the type does not allow it, null with a warning.
 */
export function coerce(value: unknown, type: Type, run: Run): unknown {
  if (value === null || value === undefined) return null;
  const converted = convert(value, type);
  if (converted === undefined) return run.warn('NOT_OF_TYPE', [text(value, true).slice(0, 100), type.name]);
  return isAllowed(converted, type, run)
    ? converted
    : run.warn('NOT_ALLOWED', [type.name, text(value, true).slice(0, 100)]);
}

function convert(value: unknown, type: Type): unknown {
  if (type.accepts(value)) return value;
  if (Array.isArray(value) && value.length === 1 && !type.element && isOfType(value[0], type)) return value[0];
  if (type.element && !Array.isArray(value) && type.element.accepts(value)) return [value];
  return type.name === 'date and time' && value instanceof FeelDate
    ? new FeelDateTime(value, FeelTime.of(0, 0, 0, 0, 'Z')!)
    : undefined;
}
