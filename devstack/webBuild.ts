import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { sourceDigest } from '../bin/sourceDigest';
import { projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';

/** The inputs of the web app: its own files, what it shares with the server, and the versions of its libraries. */
const sources = ['web', 'engine', 'domain', 'api/contract', 'definitions', 'vite.config.ts', 'package-lock.json'];

const dist = join(projectFolder, 'dist');
const built = join(dist, 'web');
const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');

/**
 * Builds web/ into dist/web if a source has changed since; does nothing while there is no web/index.html. If two
 * processes ask at once, it is built once.
 */
export async function buildWeb(): Promise<void> {
  if (!existsSync(join(projectFolder, 'web', 'index.html')) || isFresh()) return;
  await mkdir(dist, { recursive: true });
  const release = await lock(built, {
    realpath: false,
    stale: 15_000,
    update: 3_000,
    retries: { retries: 300, minTimeout: 500, maxTimeout: 2_000 },
  });
  try {
    if (!isFresh()) await sayWhile('构建网页（约一分钟）', 'building the web app (about a minute)', build);
  } finally {
    await release();
  }
}

/** Built separately and put in place as a whole: until then clients are served the complete old version. */
async function build(): Promise<void> {
  const digest = sourceDigest(sources);
  const making = await mkdtemp(join(dist, '.web-'));
  try {
    await run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', making], {
      cwd: projectFolder,
    });
    writeFileSync(join(making, '.made-from'), digest);
    await rm(built, { recursive: true, force: true });
    await rename(making, built);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

function isFresh(): boolean {
  const stamp = join(built, '.made-from');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceDigest(sources);
}
