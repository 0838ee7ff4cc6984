import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { env } from 'node:process';
import { Client, Connection } from '@temporalio/client';
import { pino, type Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { publicPushKey } from '../activities/channels/push';
import { Bundles, claimsAt } from '../activities/definitions/bundles';
import { HandOver } from '../activities/messages/HandOver';
import { createApp } from '../api/app';
import { defaults, type Deps, type Settings } from '../api/deps';
import { Events } from '../api/events/Events';
import { Streams } from '../api/events/Streams';
import { keysOf } from '../api/keys';
import { carrierOf } from '../api/receiveMessage';
import { referencesOf } from '../api/references';
import { checkPasskeyDomain } from '../api/signIn/passkeys';
import { Providers, type ProviderSettings } from '../api/signIn/providers';
import { temporalOf } from '../api/temporal';
import { connect, disconnect, keepKeyIds, useAuditKeys, type ConnectOptions } from '../models';
import { endThreads } from '../threads/pool';
import { addressUpdates } from '../workflows/addressUpdates';
import { keyId, type Keys } from '../workflows/codec';
import { createDataConverter } from '../workflows/dataConverter';
import { taskQueue as theTaskQueue } from '../workflows/messages';
import { connectionTo, mongoFrom, temporalFrom, type TemporalPlace } from './connections';
import { createLog, logUncaught } from './log';
import { isMain, keyListOf, keysFrom, providersFrom, pushHostsFrom, rolesFrom } from './configuration';
import { libraryOf } from './library';
import { keepSealing } from './sealing';

export interface ServerConfig extends Partial<Omit<Settings, 'version'>> {
  /** The other providers at which staff sign in. */
  providers?: ProviderSettings[];
  mongoUri: string;
  /** How to connect to the database, besides its address. */
  mongo?: ConnectOptions;
  temporal: TemporalPlace;
  keys: Keys;
  /** 0: any free port. */
  port?: number;
  /** The local address to listen on. By default only this machine can connect. */
  host?: string;
  /** The API's clock. */
  clock?(): Date;
  log?: Logger;
}

export interface RunningServer {
  url: string;
  port: number;
  /** Finishes what is in progress, then stops. */
  stop(): Promise<void>;
}

/** Starts the API, and the web app if it is built. Any number may run side by side. */
export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const {
    mongoUri,
    mongo,
    temporal: place,
    keys,
    providers = [],
    port = 0,
    host = '127.0.0.1',
    clock = () => new Date(),
    log = pino({ level: 'silent' }),
    ...given
  } = config;
  const { namespace = 'default', taskQueue = theTaskQueue } = place;
  const settings: Settings = { ...defaults, ...defined(given), version: version() };
  checkPasskeyDomain(settings);
  useAuditKeys(keyListOf(keys));
  await connect(mongoUri, mongo);
  await keepKeyIds(keyListOf(keys).map(keyId));
  // Lazy: while Temporal is unavailable the API starts and reports that it cannot serve yet.
  const connection = Connection.lazy(connectionTo(place));
  const bundles = new Bundles(clock);
  const dataConverter = createDataConverter(keys, claimsAt(clock));
  const temporal = temporalOf(
    new Client({ connection, namespace, dataConverter, interceptors: { workflow: [addressUpdates] } }),
    taskQueue,
    settings.patience,
    (wanted) => bundles.load(wanted),
  );
  const messages = new HandOver(carrierOf(temporal), clock);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const events = new Events(log);
  const apiKeys = keysOf(keyListOf(keys));
  const deps: Deps = {
    settings,
    keys: apiKeys,
    providers: new Providers(providers, apiKeys),
    clock,
    log,
    temporal,
    deliver: (id) => messages.deliver(id),
    library: libraryOf(bundles),
    references: referencesOf(),
    events,
    streams: new Streams(clock, log),
    metrics,
  };
  const server = createServer(createApp(deps));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  events.start();
  const endSealing = keepSealing({ clock, log });
  const bound = (server.address() as { port: number }).port;
  const stop = async () => {
    await events.stop();
    await close(server);
    await endSealing();
    await connection.close().catch(() => undefined);
    await endThreads();
    await disconnect();
  };
  return { url: `http://127.0.0.1:${bound}`, port: bound, stop };
}

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Answers pending requests, but waits only a few seconds for streams that never end. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}

const project = join(import.meta.dirname, '..');
const version = (): string =>
  (JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }).version;

async function main(): Promise<void> {
  const log = createLog(env.HEYI_LOG_LEVEL || 'info');
  logUncaught(log);
  const server = await startServer({
    mongoUri: env.MONGODB_URI ?? '',
    mongo: mongoFrom(env),
    temporal: temporalFrom(env),
    keys: keysFrom(env),
    port: Number(env.PORT ?? 8080),
    host: env.HEYI_HOST || undefined,
    log,
    web: join(project, 'dist', 'web'),
    origin: env.HEYI_ORIGIN || undefined,
    passkeyDomain: env.HEYI_PASSKEY_DOMAIN || undefined,
    proxies: env.HEYI_PROXIES ? Number(env.HEYI_PROXIES) : undefined,
    requestsPerMinute: env.HEYI_REQUESTS_PER_MINUTE ? Number(env.HEYI_REQUESTS_PER_MINUTE) : undefined,
    secondFactor: rolesFrom(env.HEYI_SECOND_FACTOR),
    providers: providersFrom(env.HEYI_OIDC),
    courtSecret: env.HEYI_COURT_SECRET || undefined,
    texts: Boolean(env.HEYI_TEXT_URL),
    push: env.HEYI_PUSH_KEY ? { key: publicPushKey(env.HEYI_PUSH_KEY), hosts: pushHostsFrom(env) } : undefined,
    metricsToken: env.HEYI_METRICS_TOKEN || undefined,
  });
  process.stdout.write(`ready ${server.url}\n`);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

if (isMain(import.meta.filename)) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
