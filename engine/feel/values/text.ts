import { isNumber, numberText } from './numbers';
import { FeelObject } from './FeelObject';
import { isContext } from './typeOf';

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/**
 * A value as written by FEEL's string(); `nested` inside a list or context, where strings are quoted (DMN 1.3
 * §10.3.4.1).
 */
export function text(value: unknown, nested = false): string {
  if (typeof value === 'string') return nested ? quoted(value) : value;
  if (isNumber(value)) return numberText(value);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((item) => text(item, true)).join(', ')}]`;
  if (value instanceof FeelObject) return value.toString();
  if (isContext(value))
    return `{${Object.entries(value)
      .map(([name, entry]) => `${PLAIN_NAME.test(name) ? name : quoted(name)}: ${text(entry, true)}`)
      .join(', ')}}`;
  return typeof value === 'function' ? 'function' : String(value);
}
