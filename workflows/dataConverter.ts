import { join } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { Codec, type Claims, type Keys } from './codec';

/**
 * For clients and the worker; clients that only send and read what people enter need no `claims`. With `marksForeign`,
 * for workers and replays.
 */
export function createDataConverter(keys: Keys, claims?: Claims, marksForeign = false): DataConverter {
  return {
    payloadCodecs: [new Codec(keys, claims, marksForeign)],
    failureConverterPath: join(import.meta.dirname, 'failureConverter.ts'),
  };
}
