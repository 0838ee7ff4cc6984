import { spawn } from 'node:child_process';
import { watch } from './watchdog';

export interface RunOptions {
  cwd?: string;
  /** Added to the environment of this process. */
  env?: Record<string, string>;
  /** Milliseconds after which the command is ended and counts as failed. Default: 20 minutes. */
  timeout?: number;
}

/**
 * Runs a command to its end and returns its stdout. Throws with its last lines of output if it fails, is missing, or
 * takes too long.
 */
export function run(
  command: string,
  args: string[],
  { cwd, env, timeout = 20 * 60_000 }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const forget = watch(child);
    const line = [command, ...args].join(' ');
    let stdout = '';
    let last = '';
    const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), timeout);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      last = (last + text).slice(-4000);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (last = (last + text).slice(-4000)));
    child.on('error', (error) => settle(() => reject(new Error(`${line}: ${error.message}`))));
    child.on('close', (code, signal) =>
      settle(() =>
        code === 0 ? resolve(stdout) : reject(new Error(`${line}: ${signal ?? `exit ${code}`}: ${lastLines(last)}`)),
      ),
    );
    function settle(then: () => void): void {
      clearTimeout(late);
      forget();
      then();
    }
  });
}

/** The last lines of a command's output, without stack frames. */
const lastLines = (output: string): string =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .slice(-12)
    .join(' | ');
