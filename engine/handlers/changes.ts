import { abort } from '../run/abort';
import { evaluateChanges } from '../run/conditions';
import { propagate, setLocal } from '../run/variables';
import { instanceAt } from './find';
import type { Handler } from './index';

/** Without a scope each variable is set where the process has it; otherwise in the given instance. */
export const variablesSet: Handler<'variablesSet'> = (step, { scope, variables }) => {
  const { key } = instanceAt(step, scope ?? 1);
  return () => (scope === undefined ? propagate(step, key, variables) : setLocal(step, key, variables));
};

export const contextChanged: Handler<'contextChanged'> = (step) => () => evaluateChanges(step, 'all');

export const cancelled: Handler<'cancelled'> =
  (step, { reason }) =>
  () =>
    abort(step, 'terminated', reason ?? 'cancelled');
