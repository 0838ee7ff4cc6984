import { ApplicationFailure } from '@temporalio/common';
import { compileProcess, startEvents, type Refused } from '../../threads/compileProcess';
import { makeBundle } from '../../threads/makeBundle';
import { inThread, TooHeavy } from '../../threads/pool';

/**
 * The work of compiling. Small files, which take a few milliseconds, are compiled here; sending them to a thread would
 * cost more. Everything else would hold up the requests or workflows that this process serves.
 */
const SMALL = 20_000;

const tasks = { compileProcess, startEvents, makeBundle };
type Tasks = typeof tasks;
type Input<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];
type Output<Name extends keyof Tasks> = Exclude<Awaited<ReturnType<Tasks[Name]>>, Refused>;

/**
 * Does one of these tasks; `size` is that of the files it reads. Throws ApplicationFailure for what cannot run, with the
 * reason in the words of the refusal, or needs too much memory.
 */
export async function compiling<Name extends keyof Tasks>(
  task: Name,
  input: Input<Name>,
  size: number,
): Promise<Output<Name>> {
  try {
    const found = await (size > SMALL ? inThread('compile', task, input as never) : tasks[task](input as never));
    if (!('refusal' in found)) return found as Output<Name>;
    const { code, zh, en } = found.refusal;
    throw ApplicationFailure.nonRetryable(`${zh} / ${en}`, code);
  } catch (error) {
    // A busy machine takes longer; how much memory is needed never changes.
    if (error instanceof TooHeavy && error.exceeded === 'memory')
      throw ApplicationFailure.nonRetryable(`${error.zh} / ${error.en}`, 'TOO_LARGE');
    throw error;
  }
}
