import type { ErrorRequestHandler, Response } from 'express';
import type { Lang } from '../../domain/text';
import { isUnavailable } from '../../models';
import { Busy, TooHeavy } from '../../threads/pool';
import { catalogue, Problem, type Code } from '../errors';
import { languageOf } from './language';

const AWAY_SECONDS = 3;

/** The body of a problem: RFC 9457, in the reader's language. */
export function problemBody(problem: Problem, lang: Lang, request?: string) {
  const { detail, errors, more } = problem.about;
  return {
    type: `/api/docs#${problem.code}`,
    title: catalogue[problem.code][lang],
    status: problem.status,
    code: problem.code,
    ...(detail && { detail: detail[lang] }),
    ...(request && { instance: request }),
    ...(errors && {
      errors: errors.map(({ path, code, ...text }) => ({ path, message: text[lang], ...(code && { code }) })),
    }),
    ...more,
  };
}

export function sendProblem(res: Response, problem: Problem, lang: Lang): void {
  const wait = problem.about.retryAfter ?? (problem.status === 503 ? AWAY_SECONDS : undefined);
  if (wait !== undefined) res.setHeader('Retry-After', wait);
  res.setHeader('Cache-Control', 'no-store');
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, lang, String(res.req.id ?? ''))));
}

/** Errors of Express's parsers and the drivers, as problems of the catalogue. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TooHeavy) return new Problem('TOO_HEAVY', { detail: error });
  if (error instanceof Busy) return new Problem('BUSY');
  if (isUnavailable(error)) return new Problem('AWAY');
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  return new Problem(
    parserCodes[type ?? ''] ?? (status === 400 || error instanceof URIError ? 'BAD_QUERY' : 'UNEXPECTED'),
  );
}

const parserCodes: Record<string, Code> = {
  'entity.parse.failed': 'BAD_JSON',
  'entity.verify.failed': 'BAD_JSON',
  'request.size.invalid': 'BAD_JSON',
  'request.aborted': 'BAD_JSON',
  'entity.too.large': 'TOO_LARGE',
  'parameters.too.many': 'TOO_LARGE',
  'encoding.unsupported': 'UNSUPPORTED_TYPE',
  'charset.unsupported': 'UNSUPPORTED_TYPE',
};

/** The last handler of the chain: it never sends a stack trace, and logs an unexpected error with the request's id. */
export const answerProblem: ErrorRequestHandler = (error, req, res, _next) => {
  const problem = asProblem(error);
  if (problem.status >= 500) req.log?.[problem.status === 503 ? 'warn' : 'error']({ err: error }, problem.code);
  if (res.headersSent) return void res.destroy();
  sendProblem(res, problem, languageOf(req));
};
