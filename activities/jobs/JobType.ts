import { ApplicationFailure } from '@temporalio/common';
import { compartmentOf, type Compartment } from '../../domain/compartments';
import type { Variables } from '../../engine';
import type { Job } from '../../workflows/hostContract';
import type { Deps } from '../deps';
import type { Bundles } from '../definitions/bundles';

/** Runs a service or send task of one type; its result becomes variables of the process. */
export type JobType = (job: Job, deps: JobDeps) => Promise<Variables | void>;
export interface JobDeps extends Deps {
  bundles: Bundles;
}

/** A value that the model provides as a variable (input mapping) or otherwise as a task header. */
export function given(job: Job, name: string): unknown {
  return job.variables[name] ?? job.headers[name];
}

export function givenText(job: Job, name: string): string | undefined {
  const value = given(job, name);
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** One text, or several as a list or separated by commas. */
export function givenTexts(job: Job, name: string): string[] {
  const value = given(job, name) ?? [];
  return (Array.isArray(value) ? value : String(value).split(',')).map((each) => String(each).trim()).filter(Boolean);
}

/** The model or its data are wrong: a retry does not help, a person must correct it. */
export const misused = (job: Job, zh: string, en: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `「${job.element}」(${job.type})：${zh} / “${job.element}” (${job.type}): ${en}`,
    'BAD_JOB',
  );

/**
 * The compartment of what a job creates. A job requested before jobs named a compartment takes that of its process;
 * older models mark the thing itself as confidential.
 */
export function placeOf(job: Job): Compartment {
  const place = job.compartment ?? compartmentOf({ process: job.process, nodes: {} }, job.element);
  return place === 'open' && String(given(job, 'confidential')) === 'true' ? 'sealed' : place;
}
