import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Duration } from '@temporalio/common';
import type { Command } from '../engine/commands';
import type { EventBody, Variables } from '../engine/events';
import type { Key } from '../engine/state';
import { BPMN_ERROR, type Job, type Thrown } from './hostContract';

export type RunJob = Extract<Command, { type: 'runJob' }>;
type Activity = (job: Job) => Promise<Variables | void>;

/**
 * Job types that only read and write our own database: they run as local activities within the step that requests them.
 * Jobs that reach outside (or are not ours) run as regular activities. Part of the replayed past: append only.
 */
const quick = new Set([
  'document.create',
  'notice.send',
  'organisation.choose',
  'mediator.choose',
  'court.return',
  'organisation.list',
]);

const local = proxyLocalActivities<Record<string, Activity>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumAttempts: 3 },
});

/** The running jobs, by element instance. Their results come back as events. */
export class Jobs {
  readonly running = new Map<Key, { command: RunJob; scope?: CancellationScope }>();

  constructor(
    private readonly jobOf: (command: RunJob) => Job,
    private readonly happen: (event: EventBody) => void,
    private readonly journal: { hold(): void; release(): void },
  ) {}

  start(command: RunJob): void {
    if (quick.has(command.job)) this.#quick(command);
    else this.#long(command);
  }

  cancel(key: Key): void {
    const job = this.running.get(key);
    this.running.delete(key);
    job?.scope?.cancel();
  }

  /**
   * Runs within the step; a job that fails a few times continues as a long one, so that the step need not wait for it.
   */
  #quick(command: RunJob): void {
    const job = { command };
    this.running.set(command.key, job);
    this.journal.hold();
    local[command.job]!(this.jobOf(command)).then(
      (variables) => {
        this.#done(command, job, variables ?? undefined);
        this.journal.release();
      },
      (error) => {
        if (thrown(error)) this.#failed(command, job, error);
        else if (this.running.get(command.key) === job) this.#long(command);
        this.journal.release();
      },
    );
  }

  #long(command: RunJob): void {
    const job = { command, scope: new CancellationScope() };
    this.running.set(command.key, job);
    const activity = proxyActivities<Record<string, Activity>>({
      startToCloseTimeout: (command.headers.timeout as Duration) ?? '1m',
      retry: {
        maximumAttempts: Math.max(1, command.retries),
        initialInterval: (command.headers.retryBackoff as Duration) ?? '1s',
        maximumInterval: '10m',
      },
    })[command.job]!;
    job.scope
      .run(() => activity(this.jobOf(command)))
      .then(
        (variables) => this.#done(command, job, variables ?? undefined),
        (error) => this.#failed(command, job, error),
      );
  }

  #done(command: RunJob, job: object, variables: Variables | undefined): void {
    if (this.running.get(command.key) !== job) return;
    this.running.delete(command.key);
    this.happen({ type: 'jobCompleted', key: command.key, variables });
  }

  #failed(command: RunJob, job: object, error: unknown): void {
    if (this.running.get(command.key) !== job || isCancellation(error)) return;
    this.running.delete(command.key);
    const { message, code, variables } = { message: causeOf(error).message, ...thrown(error) };
    this.happen({ type: 'jobFailed', key: command.key, message, code, retries: 0, variables });
  }
}

const causeOf = (error: unknown): Error =>
  error instanceof ActivityFailure && error.cause ? error.cause : (error as Error);

/** The BPMN error that a job threw, if it threw one. */
function thrown(error: unknown): Thrown | undefined {
  const cause = causeOf(error);
  return cause instanceof ApplicationFailure && cause.type === BPMN_ERROR ? (cause.details?.[0] as Thrown) : undefined;
}
