import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Settings } from '../deps';
import { Problem } from '../errors';

/** Security headers. Inline styles are allowed because antd and bpmn-js write them; inline scripts never are. */
export const headers = ({ origin }: Settings): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // HSTS makes sense only if the app is reached by https.
    strictTransportSecurity: origin?.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });

const tooMany = (): never => {
  throw new Problem('TOO_MANY', { retryAfter: 60 });
};
const tooManyInHour = (): never => {
  throw new Problem('TOO_MANY', { retryAfter: 600 });
};

/** Whether a request comes from this machine itself, and not through a proxy. */
export const isLocal = (req: Request, { proxies }: Settings): boolean =>
  proxies === 0 && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.socket.remoteAddress ?? '');

/**
 * Limits what somebody who is not signed in may do in an hour, by address (of IPv6 by network). Whether somebody is
 * signed in is known by then.
 */
export const strangersLimit = (limit: number, settings: Settings): RequestHandler =>
  rateLimit({
    windowMs: 3_600_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: (req, res) => Boolean(res.locals.asker) || isLocal(req, settings),
    handler: tooManyInHour,
    validate: { trustProxy: false, xForwardedForHeader: false },
  });

/** Limits the requests per minute from one address. */
export const requestLimit = ({ requestsPerMinute }: Settings): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: tooMany,
    validate: { trustProxy: false, xForwardedForHeader: false },
  });
