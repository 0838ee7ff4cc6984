import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './cache';
import { machine, onPath, projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';

const folder = join(projectFolder, 'devstack', 'secantus');
const requirements = join(folder, 'requirements.txt');

/**
 * The substitute for MongoDB: SecantusDB from PyPI in its own virtual environment. Production runs a real replica set.
 */
export const secantus = (): Recipe => ({
  name: `secantus-${createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)}-${machine}`,
  check: async (venv) => {
    await run(join(venv, 'bin', 'python'), ['-c', 'import secantus'], { timeout: 30_000 });
  },
  build: async (venv) => {
    const python = onPath('python3');
    if (!python) throw new Error('no python3 on PATH / PATH 中没有 python3');
    await sayWhile('安装 SecantusDB（约 20 秒）', 'installing SecantusDB (about 20 seconds)', async () => {
      await run(python, ['-m', 'venv', venv]);
      await run(join(venv, 'bin', 'python'), [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '-r',
        requirements,
      ]);
    });
  },
});

/**
 * The command that serves a data folder. The interpreter is given explicitly, because the scripts in bin/ contain the
 * path where the environment was created.
 */
export const secantusCommand = (venv: string, dataDir: string, port: number): { command: string; args: string[] } => ({
  command: join(venv, 'bin', 'python'),
  args: [
    ...['-m', 'secantus', '--config', join(folder, 'secantusd.toml'), '--host', '127.0.0.1', '--port', `${port}`],
    // Without it an acknowledged transaction can be lost by a kill.
    ...['--storage-path', dataDir, '--sync-on-commit', '--log-level', 'WARNING'],
    // Its change log is limited by age only: when limited by number, each write that drops old entries takes seconds.
    ...['--oplog-retention-seconds', '3600', '--oplog-max-entries', '100000000'],
    // A smaller cache is full at about fifty thousand cases, and then everything stalls.
    ...['--cache-size', '4G'],
  ],
});
