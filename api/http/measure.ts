import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

/** Measures how long each operation takes, by status. */
export function measure(metrics: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'heyi_http_request_seconds',
    help: 'HTTP requests by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers: [metrics],
  });
  return (_req, res, next) => {
    const end = seconds.startTimer();
    res.on('finish', () => end({ operation: res.locals.operation ?? 'other', status: res.statusCode }));
    next();
  };
}
