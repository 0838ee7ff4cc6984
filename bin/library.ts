import type { Bundles } from '../activities/definitions/bundles';
import type { Library } from '../api/library';
import { keptProgram, programOf } from '../workflows/programs';

/** The API's library over the bundles that the worker makes. */
export function libraryOf(bundles: Bundles): Library {
  return {
    current: async (process) => programOf(await bundles.load({ process })),
    bundle: (process) => bundles.load({ process }),
    bytes: (bundle) => bundles.bytes(bundle),
    open: async (bundle) => keptProgram(bundle) ?? programOf(await bundles.bytes(bundle)),
    version: async (process, definition) => programOf(await bundles.load({ process, definition })),
  };
}
