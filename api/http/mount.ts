import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { authenticate } from '../access/authenticate';
import { byLink } from '../access/links';
import { holderOf } from '../access/person';
import { has, mayHave } from '../access/reach';
import { rules } from '../access/rules';
import { findTarget, isOfMatter, reachAll } from '../access/targets';
import type { Who } from '../access/Who';
import { recordRead } from '../audit/recordRead';
import type { Operation } from '../contract/operation';
import type { Deps } from '../deps';
import { Problem } from '../errors';
import { sha256 } from '../keys';
import { demandBounded } from './bounds';
import { strangersLimit } from './hardening';
import { checkTarget } from './checkTarget';
import { languageOf } from './language';
import { once, requestHash } from './once';
import type { Call, Route } from './Route';
import { valid } from './validate';

/** Operations allowed before a password that somebody else made is replaced. */
const choosing = new Set(['currentSession', 'signOut', 'changePassword', 'changeLanguage']);
/** Operations allowed before a tracking code that staff have seen is replaced. */
const renewing = new Set(['currentSession', 'signOut', 'renewCode', 'changeLanguage']);
/** Operations allowed before a required second factor is set up. */
const settingUp = new Set(['sessions', 'security', 'system']);
const unsafe = (operation: Operation): boolean => operation.method !== 'get';
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Binds every operation to its handler. Throws if an operation has no handler or its target is incomplete, so that
 * nothing is missing or left unprotected by accident.
 */
export function mount(operations: readonly Operation[], routes: readonly Route[], deps: Deps): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const handlers = new Map(routes.map((each) => [each.operation.id, each]));
  for (const operation of ordered(operations)) {
    const found = handlers.get(operation.id);
    if (!found) throw new Error(`operation ${operation.id} has no handler`);
    checkTarget(operation);
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const body = operation.body && !operation.accepts ? [isJson, bodyOf(operation, deps)] : [];
    const admitted = (req: Request, res: Response, next: NextFunction) =>
      admit(operation, req, res, deps).then(() => next());
    const rare = operation.strangers ? [strangersLimit(operation.strangers, deps.settings)] : [];
    router[operation.method](path, admitted, ...rare, ...body, (req: Request, res: Response) =>
      serve(found, req, res, deps),
    );
  }
  return router;
}

/** Fixed paths before those with parameters, so that `/cases/count` is not read as a case. */
const ordered = (operations: readonly Operation[]): Operation[] => [...operations].sort((a, b) => names(a) - names(b));
const names = ({ path }: Operation): number => path.split('{').length;

/** Parses the JSON; for signed requests the raw bytes are kept as well, to check the signature. */
function bodyOf({ permission, largest }: Operation, { settings }: Deps): RequestHandler {
  const signed = permission === 'signature';
  const limit = largest ?? settings.largestBody;
  const parser = (most: number) =>
    express.json({
      limit: most,
      type: ['application/json', 'application/*+json'],
      strict: false,
      ...(signed && {
        verify: (req: object, _res: unknown, bytes: Buffer) => void Object.assign(req, { sent: bytes }),
      }),
    });
  const [known, stranger] = [parser(limit), parser(Math.min(limit, settings.strangersBody))];
  return (req, res, next) => (res.locals.asker || signed ? known : stranger)(req, res, next);
}

function isJson(req: Request, _res: Response, next: NextFunction): void {
  const length = req.get('content-length');
  const empty = (length === undefined || length === '0') && req.get('transfer-encoding') === undefined;
  if (!empty && !req.is(['json', '+json']))
    throw new Problem('UNSUPPORTED_TYPE', {
      detail: { zh: '请用 Content-Type: application/json。', en: 'Send Content-Type: application/json.' },
    });
  next();
}

/** Who asks, and whether they may at all: known before the body is parsed, which may be large. */
async function admit(operation: Operation, req: Request, res: Response, deps: Deps): Promise<void> {
  const at = deps.clock();
  const known = await authenticate(req, at, deps.settings.origin);
  // What is open to everybody is not done as the party by whoever came by a link to one step.
  const narrow = known?.session.link && !byLink.has(operation.id);
  const asker = narrow && rules[operation.permission] === 'public' ? undefined : known;
  Object.assign(res.locals, { operation: operation.id, at, asker });
  if (!(isOfMatter(operation) ? mayHave : has)(asker, operation.permission))
    throw new Problem(asker ? 'FORBIDDEN' : 'NOT_SIGNED_IN');
  if (asker && narrow) throw new Problem('LINK_ONLY');
  if (asker?.session.newPassword && !choosing.has(operation.id)) throw new Problem('PASSWORD_MISSING');
  if (asker?.session.newCode && !renewing.has(operation.id)) throw new Problem('CODE_MISSING');
  if (asker?.session.restricted && !settingUp.has(operation.tag)) throw new Problem('SECOND_FACTOR_MISSING');
}

async function serve({ operation, handle }: Route, req: Request, res: Response, deps: Deps): Promise<void> {
  const { at, asker } = res.locals as { at: Date; asker: Awaited<ReturnType<typeof authenticate>> };
  const params = req.params as Record<string, string>;
  const target = asker && (await findTarget(operation, params, asker));
  const query = valid(operation.query ?? nothing, req.query, 'BAD_QUERY');
  if (!operation.accepts) demandBounded(req.body);
  const body = operation.body && !operation.accepts ? valid(operation.body, req.body ?? {}, 'INVALID') : undefined;
  if (asker) await reachAll(operation, asker, query, body);
  const about = {
    params,
    query,
    body,
    target,
    who: asker as Who,
    asker,
    lang: languageOf(req),
    at,
    deps,
    req,
    res,
  } as unknown as Omit<Call, 'key' | 'plan'>;
  if (asker) await recordRead(operation, asker, target, at);
  const answer = await keyed(operation, about, (key, plan) => handle({ ...about, key, plan } as never));
  if (!res.headersSent) send(operation, res, answer);
}

const nothing = z.strictObject({});

/** Runs an unsafe operation once for its Idempotency-Key; without one, under a generated key. */
async function keyed(
  operation: Operation,
  { req, asker, params, at, deps }: Omit<Call, 'key' | 'plan'>,
  work: (key: string, plan: Call['plan']) => Promise<unknown>,
): Promise<unknown> {
  const given = req.get('idempotency-key');
  if (given !== undefined && !KEY.test(given))
    throw new Problem('BAD_QUERY', {
      errors: [{ path: 'Idempotency-Key', zh: '应为 1 至 200 个可见字符', en: '1 to 200 visible characters' }],
    });
  const own = given ?? crypto.randomUUID();
  const id = sha256(`${asker ? holderOf(asker) : 'anyone'}:${own}`);
  if (!unsafe(operation) || operation.keyed === false || operation.accepts) return work(id, async (make) => make());
  const request = requestHash(operation.id, params, req.body);
  return once({ id, route: operation.id, request, now: at, keys: deps.keys }, (plan) => work(id, plan));
}

function send(operation: Operation, res: Response, answer: unknown): void {
  res.setHeader('Cache-Control', 'no-store');
  if (answer === undefined) return void res.status(operation.status ?? 204).end();
  res.status(operation.status ?? 200).json(answer);
}
