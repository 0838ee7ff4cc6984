import { abort } from '../run/abort';
import { evaluateChanges } from '../run/conditions';
import type { Variables } from '../events';
import { propagate, setLocal, visible } from '../run/variables';
import { instanceAt } from './find';
import type { Handler } from './index';

/** Without a scope each variable is set where the process has it; otherwise in the given instance. */
export const variablesSet: Handler<'variablesSet'> = (step, { scope, variables, merge }) => {
  const { key } = instanceAt(step, scope ?? 1);
  return () => {
    const given = merge ? (merged(visible(step, key), variables) as Variables) : variables;
    return scope === undefined ? propagate(step, key, given) : setLocal(step, key, given);
  };
};

/** Contexts are merged by their members; anything else is replaced. Of the first, only what is given is kept. */
function merged(before: unknown, given: unknown, top = true): unknown {
  if (!isContext(before) || !isContext(given)) return given;
  const changed = Object.fromEntries(
    Object.entries(given).map(([name, each]) => [name, merged(before[name], each, false)]),
  );
  return top ? changed : { ...before, ...changed };
}

const isContext = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const contextChanged: Handler<'contextChanged'> = (step) => () => evaluateChanges(step, 'all');

export const cancelled: Handler<'cancelled'> =
  (step, { reason }) =>
  () =>
    abort(step, 'terminated', reason ?? 'cancelled');
