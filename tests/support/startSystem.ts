import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../../devstack/index';
import { testMongo, testTemporal } from './servers';

export interface SystemOptions {
  /**
   * A separate database and Temporal server, which the test may kill and restart. Default: a namespace and a database
   * on the run's shared servers.
   */
  own?: boolean;
  /** Further settings for worker and API. */
  env?: Record<string, string>;
}

export interface TestSystem extends Stack {
  /** The password of the accounts created by the setup. */
  password: string;
}

/**
 * The whole system as real processes, set up with the shipped definitions and first users: API and worker, Temporal and
 * database. `system.parts.worker.kill()` is kill -9, `.start()` restarts it. stop() ends everything and removes its
 * data.
 */
export async function startSystem({ own = false, env = {} }: SystemOptions = {}): Promise<TestSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'heyi-system-'));
  const password = randomBytes(9).toString('base64url');
  const [temporal, mongo] = own ? [] : await Promise.all([testTemporal(), testMongo()]);
  const clear = async () => {
    await mongo?.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      dataDir,
      own,
      env: { HEYI_KEY: randomBytes(32).toString('base64'), HEYI_FIRST_PASSWORD: password, HEYI_SAMPLE: '1', ...env },
      namespace: temporal?.namespace ?? 'default',
      temporalAddress: temporal?.address,
      mongoUri: mongo?.uri,
    });
    return { ...stack, password, stop: () => stack.stop().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}
