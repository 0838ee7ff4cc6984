import { ApplicationFailure } from '@temporalio/common';
import type { Bundles } from '../activities/definitions/bundles';
import { Problem } from '../api/errors';
import type { Library } from '../api/library';
import { splitLanguages } from '../engine';
import { keptProgram, programOf } from '../workflows/programs';

/** The API's library, based on the bundles that the worker creates. */
export function libraryOf(bundles: Bundles): Library {
  return {
    current: (process) => reportMissing(async () => programOf(await bundles.load({ process }))),
    bundle: (process) => reportMissing(() => bundles.load({ process })),
    bytes: (bundle) => reportMissing(() => bundles.bytes(bundle)),
    open: (bundle) => reportMissing(async () => keptProgram(bundle) ?? programOf(await bundles.bytes(bundle))),
    version: (process, definition) => reportMissing(async () => programOf(await bundles.load({ process, definition }))),
  };
}

/** What does not exist or cannot run is not a server error: the reader gets the reason. */
async function reportMissing<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    throw new Problem('NO_SUCH_DEFINITION', { detail: splitLanguages(error.message) });
  }
}
