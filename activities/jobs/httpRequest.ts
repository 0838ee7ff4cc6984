import { ApplicationFailure } from '@temporalio/common';
import { NotAllowed, send } from '../http/send';
import { given, givenText, misused, type JobType } from './JobType';

/** Statuses for which a later attempt may succeed. */
const passing = new Set([408, 425, 429]);

/**
 * Calls an external service (allowed hosts only), signed; returns `response`: status, headers, body. Temporal retries
 * as the task specifies.
 */
export const httpRequest: JobType = async (job, deps) => {
  const url = givenText(job, 'url');
  if (!url) throw misused(job, '没有给出地址 url', 'no address is given (url)');
  const method = (givenText(job, 'method') ?? 'GET').toUpperCase();
  const timeoutMs = Number(givenText(job, 'timeoutSeconds') ?? 30) * 1000;
  const headers = (given(job, 'headers') ?? {}) as Record<string, string>;
  const response = await send(
    { url, method, headers, body: given(job, 'body'), timeoutMs, id: job.id },
    { allowed: deps.httpAllowed, secret: deps.httpSecret, at: deps.clock() },
  ).catch((error: Error) => {
    throw error instanceof NotAllowed ? misused(job, error.zh, error.en) : error;
  });
  if (response.status < 400) return { response };
  throw ApplicationFailure.create({
    message: `${method} ${new URL(url).host}: ${response.status}`,
    type: 'HTTP_STATUS',
    nonRetryable: response.status < 500 && !passing.has(response.status),
    nextRetryDelay: response.retryAfterSeconds === undefined ? undefined : `${response.retryAfterSeconds}s`,
  });
};
