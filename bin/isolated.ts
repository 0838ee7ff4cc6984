import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The result for one input: the child's answer, or why there is none. */
export type Outcome<O> = { value: O; failure?: undefined } | { value?: undefined; failure: string };

export interface Limits {
  /** The time limit for one input, including the child's own start. */
  seconds: number;
  /** The limit of the child's heap. */
  megabytes: number;
}

/**
 * Processes inputs one after the other in a child process, so that an input that crashes it, hangs or exhausts its
 * memory counts as a failure of that input, and the next continues in a new process. `module` is a file that calls
 * `serve`.
 */
export async function* isolated<I, O>(
  module: string,
  inputs: Iterable<I>,
  { seconds, megabytes }: Limits,
): AsyncGenerator<[I, Outcome<O>]> {
  let child: ChildProcess | undefined;
  try {
    for (const input of inputs) {
      child ??= fork(module, { execArgv: ['--import', 'tsx', `--max-old-space-size=${megabytes}`], silent: true });
      const outcome = await answer<I, O>(child, input, seconds);
      if (outcome === undefined) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        child = undefined;
      }
      yield [input, outcome ?? { failure: `no answer: it took longer than ${seconds} s or more than ${megabytes} MB` }];
    }
  } finally {
    if (child?.connected) child.disconnect();
  }
}

/** The child's answer; undefined if it gave none and cannot be asked again. */
async function answer<I, O>(child: ChildProcess, input: I, seconds: number): Promise<Outcome<O> | undefined> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  try {
    child.send(input as object);
    return await Promise.race([
      once(child, 'message', { signal: over.signal }).then(([outcome]) => outcome as Outcome<O>),
      once(child, 'exit', { signal: over.signal }).then(() => undefined),
    ]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/** In the child: answers every input with the result of `work`, and ends when the parent disconnects. */
export function serve<I, O>(work: (input: I) => O | Promise<O>, close?: () => Promise<void>): void {
  process.on('message', async (input: I) => {
    try {
      process.send!({ value: await work(input) } satisfies Outcome<O>);
    } catch (error) {
      process.send!({ failure: error instanceof Error ? error.message : String(error) } satisfies Outcome<O>);
    }
  });
  process.once('disconnect', () => void (close?.() ?? Promise.resolve()).finally(() => process.exit()));
}
