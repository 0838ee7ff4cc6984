import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { sourceDigest } from '../bin/sourceDigest';
import { projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';

/** What the web app is made of: its own files, what it shares with the server, and the versions of its libraries. */
const sources = ['web', 'engine', 'domain', 'api/contract', 'definitions', 'vite.config.ts', 'package-lock.json'];

const dist = join(projectFolder, 'dist');
const built = join(dist, 'web');
const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');

/**
 * Builds web/ into dist/web when a source has changed since; nothing while there is no web/index.html. Two that ask at
 * once build it once.
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

/** Made aside and put in place whole: who is served the old one meanwhile gets all of it. */
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
