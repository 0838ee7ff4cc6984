import { env } from 'node:process';
import { keysOf } from '../api/keys';
import { nameParties } from '../api/partyKeys';
import { connect, disconnect, migrateStored, prepare, sealUnkeyed, useAuditKeys, type ConnectOptions } from '../models';
import type { Keys } from '../workflows/codec';
import { isMain, keyListOf, keysFrom } from './configuration';
import { mongoFrom } from './connections';
import { makeFirstUsers } from './firstUsers';
import { publishShipped } from './publish';
import { makeSample, makeSampleMediatorUsers } from './sample';

export interface SetupConfig {
  mongoUri: string;
  mongo?: ConnectOptions;
  /** The key that seals audit entries written before there was a key. */
  keys?: Keys;
  /** The password of the first accounts; without it none are created. */
  password?: string;
  /** The password of the second administrator, who is another person. */
  second?: string;
  /** Also creates people and organisations to try out the system: for a first look, never for production. */
  sample: boolean;
  clock(): Date;
}

/** Prepares a store: indexes, migrations of older data, shipped definitions, and first accounts. Safe to repeat. */
export async function setUp({ mongoUri, mongo, keys, password, second, sample, clock }: SetupConfig): Promise<void> {
  await connect(mongoUri, mongo);
  try {
    await prepare();
    if (keys) {
      useAuditKeys(keyListOf(keys));
      await sealUnkeyed(clock());
    }
    await migrateStored(clock());
    if (keys) await nameParties(keysOf(keyListOf(keys)));
    await publishShipped({ at: clock() });
    if (sample) await makeSample();
    if (password) await makeFirstUsers({ password, second, everyRole: sample, at: clock() });
    if (password && sample) await makeSampleMediatorUsers(password, clock());
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
    second: env.HEYI_SECOND_PASSWORD || undefined,
    sample: env.HEYI_SAMPLE === '1',
    clock: () => new Date(),
  }).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
