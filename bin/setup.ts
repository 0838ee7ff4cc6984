import { env } from 'node:process';
import { connect, disconnect, migrateStored, prepare } from '../models';
import { isMain } from './configuration';
import { makeFirstUsers } from './firstUsers';
import { publishShipped } from './publish';
import { makeSample } from './sample';

export interface SetupConfig {
  mongoUri: string;
  /** For the first sign-ins; where it is not given, none are made. */
  password?: string;
  /** Also people and organisations to try the system with: for a first look, never for production. */
  sample: boolean;
  clock(): Date;
}

/** Readies a store: indexes, the definitions that ship, and first sign-ins. Doing it again changes nothing. */
export async function setUp({ mongoUri, password, sample, clock }: SetupConfig): Promise<void> {
  await connect(mongoUri);
  try {
    await prepare();
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
    password: env.HEYI_FIRST_PASSWORD || undefined,
    sample: env.HEYI_SAMPLE === '1',
    clock: () => new Date(),
  }).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
