import { ApplicationFailure } from '@temporalio/common';
import { hashOf, type Bundles } from '../activities/definitions/bundles';
import { Problem } from '../api/errors';
import type { Library } from '../api/library';
import { splitLanguages } from '../engine';

/** The API's library, based on the bundles that the worker creates. */
export function libraryOf(bundles: Bundles): Library {
  const graph = async (bundle: string) => (await bundles.open(bundle)).graph;
  const bundleOf = (process: string, definition: string) => bundles.load({ process, definition });
  return {
    bundle: (process) => reportMissing(() => bundles.load({ process })),
    bundleOf: (process, definition) => reportMissing(() => bundleOf(process, definition)),
    published: (process) => reportMissing(async () => graph(hashOf(await bundles.load({ process })))),
    bytes: (bundle) => reportMissing(() => bundles.bytes(bundle)),
    graph: (bundle) => reportMissing(() => graph(bundle)),
    graphOf: (process, definition) => reportMissing(async () => graph(hashOf(await bundleOf(process, definition)))),
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
