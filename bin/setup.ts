import { env } from 'node:process';
import { connect, disconnect, migrateStored, prepare, sealUnkeyed, useAuditKeys, type ConnectOptions } from '../models';
import type { Keys } from '../workflows/codec';
import { isMain, keyListOf, keysFrom } from './configuration';
import { mongoFrom } from './connections';
import { makeFirstUsers } from './firstUsers';
import { publishShipped } from './publish';
import { makeSample } from './sample';

export interface SetupConfig {
  mongoUri: string;
  mongo?: ConnectOptions;
  /** Seals what of the audit was written before it had a key. */
  keys?: Keys;
  /** For the first sign-ins; where it is not given, none are made. */
  password?: string;
  /** Also people and organisations to try the system with: for a first look, never for production. */
  sample: boolean;
  clock(): Date;
}

/**
 * Readies a store: indexes, what is stored in an older form, the definitions that ship, and first sign-ins. Doing it
 * again changes nothing.
 */
export async function setUp({ mongoUri, mongo, keys, password, sample, clock }: SetupConfig): Promise<void> {
  await connect(mongoUri, mongo);
  try {
    await prepare();
    if (keys) {
      useAuditKeys(keyListOf(keys));
      await sealUnkeyed(clock());
    }
    await migrateStored(clock());
    await publishShipped({ at: clock() });
    if (sample) await makeSample();
    if (password) await makeFirstUsers({ password, everyRole: sample, at: clock() });
  } finally {
    await disconnect();
  }
}

if (isMain(import.meta.filename)) {
  setUp({
    mongoUri: env.MONGODB_URI ?? '',
    mongo: mongoFrom(env),
    keys: keysFrom(env),
    password: env.HEYI_FIRST_PASSWORD || undefined,
    sample: env.HEYI_SAMPLE === '1',
    clock: () => new Date(),
  }).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
