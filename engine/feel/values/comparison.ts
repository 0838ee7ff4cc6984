import { compareNumbers, isNumber } from './numbers';
import { FeelObject } from './FeelObject';
import { type Context, entryOf, isContext, typeOf } from './typeOf';

/**
 * FEEL's `=`: null if the types differ (DMN 1.3 §10.3.2.13, Table 51). A list of one element stands for the element.
 */
export function equal(a: unknown, b: unknown): boolean | null {
  if (a === b) return a === a;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) !== Array.isArray(b)) {
    const [list, other] = Array.isArray(a) ? [a, b] : [b as unknown[], a];
    return list.length === 1 ? equal(list[0], other) : null;
  }
  if (typeof a === typeof b && typeof a !== 'object') return false;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (a instanceof FeelObject && b instanceof FeelObject) return a.type === b.type ? a.equals(b) : null;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]) === true);
  return isContext(a) && isContext(b) ? equalContexts(a, b) : null;
}

function equalContexts(a: Context, b: Context): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => entryOf(b, name) !== undefined && equal(a[name], b[name]) === true)
  );
}

/** The order used by FEEL's `<`: negative, 0, positive, or null if the values cannot be compared (Table 52). */
export function compare(a: unknown, b: unknown): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (a instanceof FeelObject && b instanceof FeelObject && a.type === b.type) return a.compareTo(b);
  return null;
}

/** FEEL's is(): the same value of the same type, including the zone (§10.3.4.6). */
export function identical(a: unknown, b: unknown): boolean {
  if (typeOf(a) !== typeOf(b) || equal(a, b) !== true) return false;
  return !(a instanceof FeelObject && b instanceof FeelObject) || sameZone(a, b);
}

function sameZone(a: FeelObject, b: FeelObject): boolean {
  return (
    equal(a.property('time offset') ?? null, b.property('time offset') ?? null) === true && zoneName(a) === zoneName(b)
  );
}

/** UTC has many names, and they all stand for the offset only. */
function zoneName(value: FeelObject): unknown {
  const name = value.property('timezone') ?? null;
  return name === 'UTC' || name === 'Etc/UTC' ? null : name;
}
