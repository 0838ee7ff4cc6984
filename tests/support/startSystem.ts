import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../../devstack/index';
import { testMongo, testTemporal } from './servers';

export interface SystemOptions {
  /**
   * Database and Temporal of its own, which the test may kill and start again. Default: a namespace and a database of
   * the run's shared servers.
   */
  own?: boolean;
  /** More settings for worker and API. */
  env?: Record<string, string>;
}

export interface TestSystem extends Stack {
  /** The password of the sign-ins that the set-up makes. */
  password: string;
}

/**
 * The whole system as real processes, set up with the shipped definitions and first users: API and worker, Temporal and
 * database.
 * `system.parts.worker.kill()` is kill -9, `.start()` brings it back. stop() ends all of it and removes its data.
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
