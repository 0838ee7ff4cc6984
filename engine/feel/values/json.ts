import { FeelLimitError } from '../errors';
import { Decimal } from './numbers';
import { FeelDateTime } from './FeelDateTime';
import { FeelObject } from './FeelObject';
import { type Context, isForbiddenKey } from './typeOf';

/**
 * A FEEL value as a JSON variable: dates, times, durations and ranges become strings (ISO 8601), every number the
 * nearest double (exact up to 15 significant digits; string() keeps all 34), functions null. A value that is JSON
 * already is returned unchanged. Throws FeelLimitError if it would be too long, because lists that share their items
 * are short only until they are written.
 */
export function toJson(value: unknown, room = { left: MOST_VALUES }): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value + 0 : null;
    case 'bigint':
      return Number(value);
    case 'object':
      return value === null ? null : objectToJson(value, room);
    default:
      return null;
  }
}

const MOST_VALUES = 2_000_000;

function objectToJson(value: object, room: { left: number }): unknown {
  if (room.left-- <= 0)
    throw new FeelLimitError(
      `结果超过 ${MOST_VALUES} 个列表和上下文，已中止`,
      `The result contains more than ${MOST_VALUES} lists and contexts; stopped`,
    );
  if (Array.isArray(value))
    return same(
      value,
      value.map((item) => toJson(item, room)),
    );
  if (value instanceof FeelObject) return value.toJSON();
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof Date) return value.toISOString();
  const entries = Object.entries(value).filter(([name]) => !isForbiddenKey(name));
  const json: Context = {};
  for (const [name, entry] of entries) json[name] = toJson(entry, room);
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return isPlain &&
    entries.every(([name, entry]) => json[name] === entry) &&
    entries.length === Object.keys(value).length
    ? value
    : json;
}

const same = (before: unknown[], after: unknown[]): unknown[] =>
  after.every((item, index) => item === before[index]) ? before : after;

/** Converts a host value for FEEL: no undefined, NaN, bigint or JS Date. */
export function fromHost(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'function':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return new Decimal(value.toString());
    case 'object':
      return value instanceof Date ? FeelDateTime.ofInstant(BigInt(value.getTime()) * 1_000_000n, 'Z') : value;
    default:
      return null;
  }
}
