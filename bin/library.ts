import { ApplicationFailure } from '@temporalio/common';
import type { Bundles } from '../activities/definitions/bundles';
import { Problem } from '../api/errors';
import type { Library } from '../api/library';
import { keptProgram, programOf } from '../workflows/programs';

/** The API's library over the bundles that the worker makes. */
export function libraryOf(bundles: Bundles): Library {
  return {
    current: (process) => told(async () => programOf(await bundles.load({ process }))),
    bundle: (process) => told(() => bundles.load({ process })),
    bytes: (bundle) => told(() => bundles.bytes(bundle)),
    open: (bundle) => told(async () => keptProgram(bundle) ?? programOf(await bundles.bytes(bundle))),
    version: (process, definition) => told(async () => programOf(await bundles.load({ process, definition }))),
  };
}

/** What is not there, or cannot run, is no fault of the server: the reader is told which. */
async function told<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    const [first = '', second = first] = error.message.split(' / ');
    const [zh, en] = /\p{Script=Han}/u.test(first) ? [first, second] : [second, first];
    throw new Problem('NO_SUCH_DEFINITION', { detail: { zh, en } });
  }
}
