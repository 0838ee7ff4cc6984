import type { Variables } from '../engine';
import { inThread } from '../threads/pool';
import type { Library } from './library';

/** What the first step of a process would bring, over what is published now; nothing is done outside. */
export const firstStep = async (
  library: Library,
  process: string,
  variables: Variables,
  at: Date,
): Promise<{ variables: Variables }> =>
  inThread('preview', 'firstStep', { bundle: await library.bundle(process), variables, at: at.toISOString() });
