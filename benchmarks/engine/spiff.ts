import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from './models';

const VERSION = '3.2.0';

/**
 * Python with SpiffWorkflow in a virtual environment of its own under the cache folder; undefined if it cannot be
 * installed.
 */
export function spiff(cache: string): string | undefined {
  const folder = join(cache, `spiff-${VERSION}`);
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) {
      mkdirSync(cache, { recursive: true });
      execFileSync('python3', ['-m', 'venv', folder]);
      execFileSync(python, ['-m', 'pip', 'install', '--quiet', `SpiffWorkflow==${VERSION}`]);
    }
    execFileSync(python, ['-c', 'import SpiffWorkflow']);
    return python;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** SpiffWorkflow's runs per second of processor time. */
export function spiffRunsPerSecond(python: string, { process, xml }: Model, seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'spiff-'));
  try {
    const file = join(folder, 'model.bpmn');
    writeFileSync(file, xml);
    return Number(
      execFileSync(python, [join(import.meta.dirname, 'spiff.py'), process, String(seconds), file], {
        encoding: 'utf8',
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
