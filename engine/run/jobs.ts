import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Job } from '../graph';
import type { Instance, Wait } from '../state';
import { textOf } from './evaluate';
import type { Step } from './Step';
import { Stuck } from './Stuck';
import { sendable, visible } from './variables';
import { wait } from './waits';

const RETRIES = 3;

/**
 * Requests a job from the outside world and waits for it. It gets its input mapping, or without one all visible
 * variables.
 */
export const runJob =
  (job: Job, listener?: number): Action =>
  (step, instance) => {
    const type = textOf(step, instance.key, job.type);
    if (!type) throw new Stuck('NOT_A_TEXT', '任务定义的类型没有值。', 'The type of the task definition has no value.');
    const retries = retriesOf(step, instance, job);
    const waiting: JobWait = { type: 'job', job: type, ...(listener === undefined ? {} : { listener }) };
    const variables = variablesOf(step, instance);
    sendable(step, variables);
    wait(step, instance, waiting);
    send(step, instance, job, waiting, retries, variables);
  };

/** Requests the job that an instance waits for once more. */
export const runAgain =
  (job: Job, retries?: number): Action =>
  (step, instance) => {
    const waiting = instance.waits?.find((each) => each.type === 'job');
    if (!waiting) return runJob(job)(step, instance);
    send(step, instance, job, waiting, retries ?? retriesOf(step, instance, job));
  };

type JobWait = Extract<Wait, { type: 'job' }>;

function send(
  step: Step,
  instance: Instance,
  job: Job,
  { job: type, listener }: JobWait,
  retries: number,
  variables = variablesOf(step, instance),
): void {
  sendable(step, variables);
  step.command({
    type: 'runJob',
    key: instance.key,
    element: instance.element,
    job: type,
    ...(listener === undefined ? {} : { listener }),
    retries,
    headers: job.headers ?? {},
    variables,
  });
}

function variablesOf(step: Step, instance: Instance): Variables {
  const { node } = step.element(instance);
  return node.inputs || node.dataInputs ? { ...instance.variables } : visible(step, instance.key);
}

function retriesOf(step: Step, instance: Instance, job: Job): number {
  const text = textOf(step, instance.key, job.retries);
  if (text === undefined) return RETRIES;
  const retries = Number(text);
  if (!Number.isInteger(retries) || retries < 0)
    throw new Stuck(
      'NOT_A_NUMBER',
      `重试次数「${text}」不是非负整数。`,
      `The number of retries “${text}” is not a whole number, zero or more.`,
    );
  return retries;
}
