import { Decimal } from './numbers';
import { FeelObject, type FeelType } from './FeelObject';

export type Context = Record<string, unknown>;

/** The FEEL type of a value. Every other object is a context, whose entries are its own properties. */
export function typeOf(value: unknown): FeelType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'function':
      return 'function';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (value instanceof FeelObject) return value.type;
      return value instanceof Decimal ? 'number' : 'context';
    default:
      return 'null';
  }
}

export const isContext = (value: unknown): value is Context => typeOf(value) === 'context';

/** A context's entry; undefined if it has none. Never a property of a prototype. */
export function entryOf(context: Context, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(context, name) ? context[name] : undefined;
}

/** Names with a special meaning in JavaScript; no context may have them. */
export const isForbiddenKey = (name: string): boolean => name === '__proto__';
