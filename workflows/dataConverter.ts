import { join } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { Codec, type Claims, type Keys } from './codec';

/** For clients and the worker alike; who only sends and reads what people enter needs no `claims`. */
export function createDataConverter(keys: Keys, claims?: Claims): DataConverter {
  return {
    payloadCodecs: [new Codec(keys, claims)],
    failureConverterPath: join(import.meta.dirname, 'failureConverter.ts'),
  };
}
