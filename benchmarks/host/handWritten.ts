import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { Job } from '../../workflows/hostContract';
import { completeTaskUpdate, startUpdate, type StepResult } from '../../workflows/messages';

/** The input of both workflows. */
export interface PipelineInput {
  instance: string;
  bundle: string;
}
/** A step to be recorded: which one, and what a person did. */
export interface HandStep {
  instance: string;
  bundle: string;
  sequence: number;
  at: string;
  by?: string;
  variables?: Record<string, unknown>;
  update?: string;
}

const activities = proxyLocalActivities<{
  recordStep(step: HandStep): Promise<StepResult>;
  'notice.send'(job: Partial<Job>): Promise<void>;
}>({
  startToCloseTimeout: '30s',
  localRetryThreshold: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '15s' },
});
const { recordStep, 'notice.send': work } = activities;
const HUMANS = 4;

/**
 * The same pipeline written by hand: four times a person, within fifteen days, then a service. A person's action is an
 * Update, answered when its step is durable and readable, as in the interpreter; services and records are local
 * activities.
 */
export async function handWritten({ instance, bundle }: PipelineInput): Promise<string> {
  let open = 0;
  let done: { by: string; variables?: Record<string, unknown>; update: string } | undefined;
  const answers: StepResult[] = [];
  const answered = async (sequence: number) => {
    await condition(() => answers.length >= sequence);
    return answers[sequence - 1]!;
  };
  setHandler(startUpdate, () => answered(1));
  setHandler(
    completeTaskUpdate,
    ({ by, variables }) => {
      done = { by, variables, update: currentUpdateInfo()!.id };
      return answered(open + 1);
    },
    {
      validator: ({ key }) => {
        if (done || answers[open - 1]?.tasks.opened[0]?.key !== key)
          throw ApplicationFailure.nonRetryable('The task is completed or withdrawn.', 'NOT_WAITING');
      },
    },
  );

  answers.push(await recordStep({ instance, bundle, sequence: 1, at: new Date().toISOString() }));
  for (open = 1; open <= HUMANS;) {
    if (!(await condition(() => done !== undefined, '15 days'))) return 'late';
    await work({ instance, id: `${instance}/${open}` });
    const step = await recordStep({ instance, bundle, sequence: open + 1, at: new Date().toISOString(), ...done });
    done = undefined;
    open += 1;
    answers.push(step);
  }
  await condition(allHandlersFinished);
  return 'completed';
}
