import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watch } from './watchdog';

export interface ChildOptions {
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** The log file for its output; its last lines are in the error if it does not start. */
  log: string;
  /** Called every 50 ms until true, with the output so far. */
  ready: (output: string) => boolean | Promise<boolean>;
  /** Milliseconds to wait for it. Default: 180 s: a laptop may be busy. */
  timeout?: number;
}

export interface Child {
  pid: number;
  /** Settles when the process has ended, in whatever way. */
  ended: Promise<void>;
  /** SIGTERM to its process group, SIGKILL after ten seconds; resolves when it has ended. */
  stop(): Promise<void>;
  /** SIGKILL: for the process this is like a power failure. */
  kill(): Promise<void>;
}

/** It runs, but has not become ready in time. */
export class NotReady extends Error {
  override name = 'NotReady';
}

/**
 * Starts a server as the leader of its own process group, with a watchdog, and resolves when it is ready. Throws with
 * its last output if it never is.
 */
export async function startChild({
  command,
  args,
  env,
  cwd,
  log,
  ready,
  timeout = 180_000,
}: ChildOptions): Promise<Child> {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const before = fstatSync(output).size;
  const printed = () => readFileSync(log).subarray(before).toString('utf8');
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  const forget = watch(child);
  child.unref(); // a program that forgets to stop it may still end: the watchdog then ends the child
  let open = true;
  let refusal: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      open = false;
      forget();
      resolve();
    };
    child.once('exit', end).once('error', (error) => {
      refusal = error.message;
      end();
    });
  });
  const pid = child.pid ?? 0;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (open && pid) process.kill(-pid, name);
    } catch {
      // it ended at this very moment
    }
  };
  const kill = () => {
    child.ref();
    signal('SIGKILL');
    return ended;
  };
  const stop = async () => {
    child.ref();
    signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  const until = Date.now() + timeout;
  while (!(await ready(printed()))) {
    if (open && Date.now() < until) {
      await pause(50);
      continue;
    }
    const why = open
      ? `not ready after ${timeout / 1000} s`
      : `ended immediately (${refusal ?? child.signalCode ?? child.exitCode})`;
    const Failure = open ? NotReady : Error;
    await kill();
    throw new Failure(`${command} ${why}: ${lastWords(printed())}`);
  }
  return { pid, ended, stop, kill };
}

const lastWords = (output: string): string => output.trim().split('\n').slice(-5).join(' | ').slice(-1500);
