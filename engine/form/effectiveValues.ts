import type { Run } from '../feel';
import { formScope, hidden, readOnly, valueOf, type FormScope } from './evaluate';
import { at, drop, put } from './paths';
import type { Component } from './schema';

type Data = Record<string, unknown>;

/** How often fields that depend on later ones are evaluated again. */
const PASSES = 8;

interface Level {
  /** The values submitted at this level. */
  data: Data;
  /** The surrounding values: what the task shows, and for a row the level that contains its list. */
  around: Data;
  /** The value of a field at this level for which nothing was submitted here. */
  taskValues: Data;
  now: string;
  budget?: Run;
}

/**
 * The data that a form's expressions read: submitted values, if the form asks for them, over the values that the task
 * shows. Hidden and read-only values have no effect, because the reader does not see or cannot change them: there the
 * task's own value counts. Expression fields have their computed values.
 */
export const effectiveValues = (components: Component[], data: Data, shown: Data, now: string): Data => ({
  ...shown,
  ...counting(components, { data, around: shown, taskValues: shown, now }),
});

/** The effective values of a level, with those of its expression fields. */
export function counting(components: Component[], level: Level): Data {
  if (!components.some(decides)) return level.data;
  const counted = cloned(level.data) as Data;
  const scope = formScope({}, level.now, level.budget);
  scope.has = (name) => Object.hasOwn(counted, name) || Object.hasOwn(level.around, name);
  scope.get = (name) => (Object.hasOwn(counted, name) ? counted[name] : level.around[name]);
  for (let pass = 0, before = ''; pass < PASSES; pass++) {
    const left = settle(components, '', false, counted, scope, level).join();
    if (left === before) break;
    before = left;
  }
  return counted;
}

/** Whether anything in it depends on submitted values. */
const decides = (component: Component): boolean =>
  component.conditional?.hide !== undefined ||
  component.readonly !== undefined ||
  component.disabled === true ||
  component.type === 'expression' ||
  (component.components ?? []).some(decides);

/** One pass through the fields in order; returns the ignored fields and the computed values. */
function settle(
  components: Component[],
  prefix: string,
  within: boolean,
  counted: Data,
  scope: FormScope,
  level: Level,
): string[] {
  return components.flatMap((component) => {
    const gone = within || hidden(component, scope);
    const place = component.type === 'group' || component.type === 'dynamiclist' ? component.path : component.key;
    const path = place && prefix + place;
    if (component.type === 'group') {
      const inner = place ? `${prefix}${place}.` : prefix;
      return settle(component.components ?? [], inner, gone, counted, scope, level);
    }
    if (!path) return [];
    if (gone || readOnly(component, scope)) {
      const taskValues = at(level.taskValues, path) ?? (gone ? undefined : valueOf(component.defaultValue, scope));
      if (taskValues === undefined) drop(counted, path);
      else put(counted, path, taskValues);
      return [path];
    }
    if (component.type === 'expression') {
      const value = valueOf(component.expression, scope);
      put(counted, path, value);
      return [`${path}=${JSON.stringify(value)}`];
    }
    const filled = at(level.data, path);
    if (filled === undefined) return [];
    put(counted, path, component.type === 'dynamiclist' ? rowsOf(component, filled, counted, level) : filled);
    return [];
  });
}

function rowsOf({ components = [] }: Component, rows: unknown, counted: Data, level: Level): unknown {
  if (!Array.isArray(rows) || !components.some(decides)) return rows;
  const around = { ...level.around, ...counted };
  return rows.map((row: unknown) =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? counting(components, { ...level, data: row as Data, around, taskValues: {} })
      : row,
  );
}

/** Copies objects, so that a path can be written; lists and their contents are shared. */
const cloned = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cloned(each)]))
    : value;
