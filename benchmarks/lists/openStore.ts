import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack } from '../../devstack/index';
import { connect, disconnect } from '../../models';
import { fill } from './fill';

interface Store {
  password: string;
  key: string;
  cases?: number;
}

/** The whole system on a store with this many cases: filled now, or earlier if `data` names a folder to keep it in. */
export async function openStore({
  cases,
  now,
  data,
}: {
  cases: number;
  now: Date;
  data?: string;
}): Promise<Stack & { password: string }> {
  const dataDir = data ?? (await mkdtemp(join(tmpdir(), 'heyi-lists-')));
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'store.json');
  const store: Store = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { password: randomBytes(9).toString('base64url'), key: randomBytes(32).toString('base64') };
  if (store.cases !== undefined && store.cases !== cases)
    throw new Error(`${dataDir} contains ${store.cases} cases, not ${cases}`);
  writeFileSync(file, JSON.stringify(store));
  const env = {
    HEYI_KEY: store.key,
    HEYI_FIRST_PASSWORD: store.password,
    HEYI_SAMPLE: '1',
    HEYI_REQUESTS_PER_MINUTE: '100000',
  };
  const stack = await startStack({ dataDir, own: true, env });
  if (store.cases === undefined) {
    await connect(stack.mongoUri);
    await fill(cases, now, (done) => process.stderr.write(`\r${done.toLocaleString('en')} cases`));
    process.stderr.write('\n');
    await disconnect();
    writeFileSync(file, JSON.stringify({ ...store, cases }));
  }
  const stop = async () => {
    await stack.stop();
    if (!data) await rm(dataDir, { recursive: true, force: true });
  };
  return { ...stack, password: store.password, stop };
}
