import type { Run } from '../../feel';
import type { Log } from '../Trace';
import type { ModelTypes } from '../types';

/** A compiled boxed expression. */
export type Evaluate = (run: Run, log: Log) => unknown;

/** What is known at an expression: the names in scope and the model's types. */
export interface Surroundings {
  names: readonly string[];
  types: ModelTypes;
}

export const withNames = (around: Surroundings, names: readonly string[]): Surroundings => ({
  ...around,
  names: [...around.names, ...names],
});
