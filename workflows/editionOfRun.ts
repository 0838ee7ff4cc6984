import { patched } from '@temporalio/workflow';

/**
 * The edition of the engine's rules under which this code runs (engine/edition.ts): the newest, unless a history is
 * replayed in which it ran under an older one. Leaves one marker in the history.
 */
export const editionOfRun = (): number =>
  patched('edition-4') ? 4 : patched('edition-3') ? 3 : patched('edition-2') ? 2 : 1;
