import type { Action } from '../behavior';
import type { Variables } from '../events';
import { enter } from './tokens';

/** Begins one iteration of a loop, inside the loop's instance. */
export const iterate =
  (variables: Variables): Action =>
  (step, loop) =>
    step.agenda.token(loop.key, () => enter(step, step.element(loop), { scope: loop.key, variables }));
