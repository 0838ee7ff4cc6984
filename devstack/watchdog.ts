import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';

let pipe: Socket | undefined;

/** One watchdog per process, started with its first child; it lives exactly as long as this process holds the pipe. */
function tell(line: string): void {
  if (!pipe || pipe.destroyed) {
    const dog = spawn('sh', [join(import.meta.dirname, 'watchdog.sh')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    dog.unref();
    pipe = dog.stdin as Socket;
    pipe.unref();
    pipe.on('error', () => (pipe = undefined));
  }
  pipe.write(`${line}\n`);
}

/**
 * Ensures that the child, the leader of its own process group, ends if this process dies in any way. Returns a function
 * that cancels this.
 */
export function watch(child: ChildProcess): () => void {
  const { pid } = child;
  if (pid === undefined) return () => {};
  tell(`watch ${pid}`);
  return () => tell(`forget ${pid}`);
}

/** Ensures that a temporary folder (named heyi-…) is removed if this process dies before removing it. */
export function scratch(folder: string): void {
  tell(`scratch ${folder}`);
}
