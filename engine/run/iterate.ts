import type { Action } from '../behavior';
import type { Variables } from '../events';

/** Begins one iteration of a loop, inside the loop's instance. */
export const iterate =
  (variables: Variables): Action =>
  (step, loop) =>
    step.agenda.token(loop.key, { element: step.element(loop), entry: { scope: loop.key, variables } });
