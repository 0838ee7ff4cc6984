import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { hash } from '@node-rs/argon2';
import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { Bundles } from '../../activities/definitions/bundles';
import { HandOver } from '../../activities/messages/HandOver';
import { createApp } from '../../api/app';
import { operations } from '../../api/contract';
import { problemSchema } from '../../api/contract/common';
import { defaults, type Deps, type Settings } from '../../api/deps';
import { Events } from '../../api/events/Events';
import { Streams } from '../../api/events/Streams';
import { keysOf } from '../../api/keys';
import { carrierOf } from '../../api/receiveMessage';
import { referencesOf } from '../../api/references';
import { Providers, type ProviderSettings } from '../../api/signIn/providers';
import { temporalOf } from '../../api/temporal';
import type { Role } from '../../domain/roles';
import { libraryOf } from '../../bin/library';
import { Users } from '../../models';
import { freePort } from '../../devstack/index';
import { openDatabase } from './database';

export interface TestApi {
  url: string;
  deps: Deps;
  /** Signs in a new user and returns a caller with that session. */
  as(
    roles: Role[],
    more?: { region?: string; organisation?: string; parties?: string[]; identified?: boolean },
  ): Promise<Caller>;
  /** Calls without a session. */
  anyone: Caller;
  stop(): Promise<void>;
}

export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}
export interface Caller {
  id: string;
  token?: string;
  <T = any>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

/** The API in this process on a database of its own, without a Temporal server: operations that need one answer 503. */
export async function startApi({
  providers = [],
  clock = () => new Date(),
  ...given
}: Partial<Settings> & { providers?: ProviderSettings[]; clock?: () => Date } = {}): Promise<TestApi> {
  const database = await openDatabase();
  const bundles = new Bundles(clock);
  const temporal = temporalOf(
    new Client({ connection: Connection.lazy({ address: `127.0.0.1:${await freePort()}` }) }),
    'none',
    300,
    (wanted) => bundles.load(wanted),
  );
  const messages = new HandOver(carrierOf(temporal), clock);
  const log = pino({ level: 'silent' });
  const keys = keysOf([randomBytes(32)]);
  const deps: Deps = {
    settings: { ...defaults, requestsPerMinute: 1_000_000, failedSignIns: 1_000, ...given },
    keys,
    providers: new Providers(providers, keys),
    clock,
    log,
    temporal,
    deliver: (id) => messages.deliver(id),
    events: new Events(log),
    streams: new Streams(clock, log),
    references: referencesOf(),
    metrics: new Registry(),
    library: libraryOf(bundles),
  };
  deps.events.start();
  const server = createServer(createApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const as: TestApi['as'] = (roles, more) => signedIn(url, roles, more);
  const stop = async () => {
    await deps.events.stop();
    await closed(server);
    await database.close();
  };
  return { url, deps, as, anyone: callerOf(url), stop };
}

let passwordHash: Promise<string> | undefined;

/** Creates a user in the connected database and signs it in at that API. */
export async function signedIn(
  url: string,
  roles: Role[],
  {
    region = '340100',
    organisation,
    parties = [],
    identified = true,
  }: { region?: string; organisation?: string; parties?: string[]; identified?: boolean } = {},
): Promise<Caller> {
  const id = randomUUID();
  await Users.create({
    _id: id,
    account: id,
    passwordHash: await (passwordHash ??= hash('password-1234')),
    name: `${roles.join('+')} ${region}`,
    roles,
    region,
    organisation,
    parties,
    ...(parties.length &&
      identified && { identity: { checkedBy: 'x', checkedAt: new Date(), means: 'identity-card' } }),
    language: 'zh',
    active: true,
    createdAt: new Date(),
  });
  const { body } = await callerOf(url)('POST', '/sessions', { account: id, password: 'password-1234', bearer: true });
  return callerOf(url, body.token as string, id);
}

export function callerOf(url: string, token?: string, id = ''): Caller {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      body:
        body === undefined
          ? undefined
          : body instanceof FormData || typeof body === 'string'
            ? body
            : JSON.stringify(body),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
    };
    keepsItsWord(method, path.split('?')[0]!, answer);
    return answer;
  };
  return Object.assign(call, { id, token }) as Caller;
}

/** Checks that every answer in every test matches the contract, without further fields. */
function keepsItsWord(method: string, path: string, { status, body }: Answer): void {
  const operation = byAddress.find((each) => each.method === method.toLowerCase() && each.pattern.test(path));
  if (status >= 400) {
    if (!(status === 503 && path === '/readiness')) problemSchema.parse(body);
  } else if (operation?.answer) {
    const { error } = operation.answer.safeParse(body);
    if (error) throw new Error(`The answer of ${method} ${path} does not match its contract: ${error.message}`);
  }
}

const byAddress = [...operations]
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  .map((operation) => ({ ...operation, pattern: new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
