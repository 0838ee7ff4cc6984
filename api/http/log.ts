import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const ID = /^[\w.-]{8,80}$/;

/**
 * One line per request: its id, method, operation, status and time. No address, no name, no body, nothing from the
 * query.
 */
export const requestLog = (logger: Logger) =>
  pinoHttp<Request, Response>({
    logger,
    genReqId: (req, res) => {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && ID.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    customLogLevel: (_req, res, error) =>
      res.statusCode >= 500 && res.statusCode !== 503
        ? 'error'
        : error || res.statusCode === 503
          ? 'warn'
          : res.statusCode >= 400
            ? 'info'
            : 'debug',
    serializers: {
      req: ({ id, method }: { id: string; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    // The error itself is logged where it is answered (answerProblem.ts).
    customErrorObject: (_req, _res, _error, { err: _err, ...rest }) => rest,
    customProps: (_req, res) => ({ operation: res.locals?.operation }),
  });
