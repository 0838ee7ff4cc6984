import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pid } from 'node:process';
import { join } from 'node:path';
import { sourceDigest } from '../bin/sourceDigest';
import { projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';

/** What the web app is made of: its own files, what it shares with the server, and the versions of its libraries. */
const sources = ['web', 'engine', 'domain', 'api/contract', 'definitions', 'vite.config.ts', 'package-lock.json'];

const built = join(projectFolder, 'dist', 'web');
const stamp = join(built, '.made-from');

/**
 * Builds web/ into dist/web when a source has changed since; nothing while there is no web/index.html. It is built beside and then
 * put in place, so that a server that runs goes on serving what it has.
 */
export async function buildWeb(): Promise<void> {
  if (!existsSync(join(projectFolder, 'web', 'index.html'))) return;
  const digest = sourceDigest(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const beside = `${built}-${pid}`;
  await sayWhile('构建网页（约一分钟）', 'building the web app (about a minute)', () => run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', beside, '--emptyOutDir'], { cwd: projectFolder }));
  writeFileSync(join(beside, '.made-from'), digest);
  rmSync(built, { recursive: true, force: true });
  renameSync(beside, built);
}
