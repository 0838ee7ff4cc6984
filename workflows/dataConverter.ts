import { join } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { Codec, type Claims, type Keys } from './codec';

/** For the client of the API and for the worker alike; only the worker, which runs definitions, needs `claims`. */
export function createDataConverter(keys: Keys, claims?: Claims): DataConverter {
  return { payloadCodecs: [new Codec(keys, claims)], failureConverterPath: join(import.meta.dirname, 'failureConverter.ts') };
}
