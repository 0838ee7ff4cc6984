import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  proxyLocalActivities,
} from '@temporalio/workflow';
import { Refusal } from '../engine/Refusal';
import type { State } from '../engine/state';
import { patiently, type HostActivities } from './hostContract';
import { listen } from './listen';
import type { RunInput } from './messages';
import { programOf } from './programs';
import { refusalFailure } from './refusalFailure';
import { Run } from './Run';

const { load } = proxyLocalActivities<HostActivities>(patiently);

/**
 * Runs one process instance to its end, and continues as new where its history grows long. Who starts it may bring the
 * bundle that it
 * runs (see HostActivities.load): that saves an activity; else it asks for it.
 */
export async function runProcess(input: RunInput, bundle?: Uint8Array): Promise<State['status']> {
  const run = new Run(input);
  // The state is set up before the first handler: an update that comes with the start is handled at once.
  const ready = begin(run, bundle);
  listen(run, ready);
  await ready;
  await settled(run);
  if (!run.end)
    return continueAsNew<typeof runProcess>({
      ...input,
      variables: undefined,
      filing: undefined,
      snapshot: run.snapshot(),
    });
  return run.end.status;
}

/**
 * Loads what the instance runs. What cannot be loaded (no such process is published) or cannot be started so fails the
 * instance and its caller's call.
 */
async function begin(run: Run, brought?: Uint8Array): Promise<void> {
  const { process, binding, deployment, definition, startEvent, snapshot } = run.input;
  const starting = startEvent === undefined || snapshot ? undefined : true;
  try {
    run.begin(
      programOf(
        brought ?? (await load({ process, binding, deployment, definition, starting, bundle: snapshot?.bundle })),
      ),
    );
  } catch (error) {
    // A local activity's failure comes bare or wrapped.
    const cause =
      error instanceof ActivityFailure ? error.cause : error instanceof Refusal ? refusalFailure(error) : error;
    if (!(cause instanceof ApplicationFailure)) throw error;
    // Whoever asks meanwhile is told too, and not of an instance that never began.
    run.loaded = undefined;
    run.calls.ended({ status: 'failed', error: { message: cause.message } });
    await condition(() => !run.calls.underWay);
    throw cause;
  }
}

/**
 * The instance has ended or should continue as new; all of it is written, every update answered, and what it sent has
 * arrived.
 */
async function settled(run: Run): Promise<void> {
  const done = () =>
    run.journal.idle &&
    !run.calls.underWay &&
    (run.end !== undefined || (run.full && run.quiet && run.fits)) &&
    allHandlersFinished();
  try {
    await condition(done);
  } catch (error) {
    if (!isCancellation(error)) throw error;
    // Cancelled by Temporal's own means: the instance still ends in order, and says so.
    await CancellationScope.nonCancellable(async () => {
      run.hear({ type: 'cancelled', reason: 'The workflow was cancelled.' });
      await condition(done);
    });
  }
}
