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
 * Runs one process instance to its end, and continues as new when its history grows long. The starter may pass the
 * bundle that it runs (see HostActivities.load), which saves an activity; otherwise the workflow loads it.
 */
export async function runProcess(input: RunInput, bundle?: Uint8Array): Promise<State['status']> {
  const run = new Run(input);
  // The state is set up before the first handler, because an update sent with the start is handled immediately.
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
 * Loads what the instance runs. If it cannot be loaded (no such process is published) or cannot be started this way,
 * the instance and its caller's call fail.
 */
async function begin(run: Run, passed?: Uint8Array): Promise<void> {
  const { process, binding, deployment, definition, startEvent, snapshot } = run.input;
  const starting = startEvent === undefined || snapshot ? undefined : true;
  try {
    run.begin(
      programOf(
        passed ?? (await load({ process, binding, deployment, definition, starting, bundle: snapshot?.bundle })),
      ),
    );
  } catch (error) {
    // The failure of a local activity may be wrapped or not.
    const cause =
      error instanceof ActivityFailure ? error.cause : error instanceof Refusal ? refusalFailure(error) : error;
    if (!(cause instanceof ApplicationFailure)) throw error;
    // Pending requests get the failure too, not the message that the instance has not started.
    run.loaded = undefined;
    run.calls.ended({ status: 'failed', error: { message: cause.message } });
    await condition(() => !run.calls.underWay);
    throw cause;
  }
}

/**
 * The instance has ended or should continue as new: everything is written, every update answered, and everything sent
 * has been delivered.
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
    // Cancelled through Temporal itself: the instance still ends in order and records it.
    await CancellationScope.nonCancellable(async () => {
      run.handle({ type: 'cancelled', reason: 'The workflow was cancelled.' });
      await condition(done);
    });
  }
}
