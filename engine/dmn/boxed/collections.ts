import type { Boxed } from '../DecisionModel';
import { LocalScope } from '../scopes';
import { typeNamed } from '../types';
import { coerce } from '../../feel/types';
import { type Evaluate, type Surroundings, withNames } from './Evaluate';
import { compileBoxed, typed } from './index';

/** Entries, each of which may use those before it; an entry without a name is the result (DMN 1.3 §10.2.1.4). */
export function compileContext(boxed: Extract<Boxed, { type: 'context' }>, around: Surroundings): Evaluate {
  const names = boxed.entries.map(({ variable }) => variable?.name);
  const known = (index: number): string[] => names.slice(0, index + 1).filter((name) => name !== undefined);
  const entries = boxed.entries.map(({ variable, value }, index) => ({
    name: variable?.name,
    evaluate: typed(
      compileBoxed(value, withNames(around, known(value.type === 'function' ? index : index - 1))),
      variable?.typeRef,
      around,
    ),
  }));
  return (run, log) => {
    const values = new Map<string, unknown>();
    const within = run.within(new LocalScope(run.scope, values));
    run.step(entries.length);
    for (const { name, evaluate } of entries) {
      const value = evaluate(within, log);
      if (name === undefined) return value;
      values.set(name, value);
    }
    return Object.fromEntries(values);
  };
}

/** §10.2.1.5 */
export function compileList(boxed: Extract<Boxed, { type: 'list' }>, around: Surroundings): Evaluate {
  const items = boxed.items.map((item) => compileBoxed(item, around));
  return (run, log) => {
    run.step(items.length);
    return items.map((item) => item(run, log));
  };
}

/** A list of contexts, written as a table (§10.2.1.6). */
export function compileRelation(boxed: Extract<Boxed, { type: 'relation' }>, around: Surroundings): Evaluate {
  const rows = boxed.rows.map((row) => row.map((cell) => compileBoxed(cell, around)));
  const types = boxed.columns.map((column) => typeNamed(column.typeRef, around.types));
  return (run, log) => {
    run.step(rows.length * boxed.columns.length);
    return rows.map((row) =>
      Object.fromEntries(
        boxed.columns.map(({ name }, index) => {
          const value = row[index]?.(run, log) ?? null;
          const type = types[index];
          return [name, type ? coerce(value, type, run) : value];
        }),
      ),
    );
  };
}
