import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NotReady, startChild, type Child } from './child';
import { given, projectFolder } from './environment';
import { databaseOf, startMongo, uriOf } from './mongo';
import { partOf, type Part } from './part';
import { freePort } from './port';
import { run } from './run';
import { startTemporal } from './temporal';
import { startTextReceiver, type TextReceiver } from './textReceiver';

export interface StackOptions {
  /** The folder of everything it keeps: database, Temporal's database, logs. */
  dataDir: string;
  /** Secrets and other settings for worker and API, such as HEYI_KEY. */
  env: Record<string, string>;
  /** Preferred ports; other free ones are used if these are taken. */
  ports?: Partial<Ports>;
  /** Also serve Temporal's own web pages. */
  temporalPages?: boolean;
  /** A Temporal server that is already running (a shared one, the time-skipping one), instead of a new one. */
  temporalAddress?: string;
  /** A database that is already running, by its connection string, instead of a new server. */
  mongoUri?: string;
  /** The Temporal namespace. Default: TEMPORAL_NAMESPACE, else `default`. */
  namespace?: string;
  /** The database's name. Default: the one in MONGODB_URI, else heyi. */
  database?: string;
  /** Start new servers even if MONGODB_URI or TEMPORAL_ADDRESS is set: for tests that kill them. */
  own?: boolean;
}

export interface Ports {
  api: number;
  mongo: number;
  temporal: number;
  temporalPages: number;
  texts: number;
}

/** The system as processes: used by `npm start`, the fault tests, the browser tests and the demo. */
export interface Stack {
  /** The URL of the API and the web app. */
  url: string;
  mongoUri: string;
  temporalAddress: string;
  /** The URL of Temporal's own web pages, if requested. */
  temporalPages?: string;
  /** The receiver of text messages; absent if a gateway is configured (HEYI_TEXT_URL). */
  texts?: TextReceiver;
  ports: Partial<Ports>;
  /** How the database and Temporal were obtained: `given`, `cached`, `secantus` … */
  kinds: { mongo: string; temporal: string };
  /** The environment of worker and API. */
  env: Record<string, string>;
  /** In the order of their start. Any may be killed and restarted; it comes back at the same address. */
  parts: { mongo: Part; temporal: Part; worker: Part; api: Part };
  stop(): Promise<void>;
}

/**
 * Starts the database and Temporal, then worker and API while the store is set up (bin/setup.ts: definitions,
 * calendars, first users), and resolves when all are ready. If one does not start, ends the others and throws.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const servers = serversOf(options);
  const { mongo, temporal } = servers.parts;
  const started: Part[] = [mongo, temporal];
  let texts: TextReceiver | undefined;
  const stop = async () => {
    // Callers before what they call, so that nothing fails on its way out.
    for (const part of [...started].reverse()) await part.stop();
    await texts?.stop();
  };
  try {
    await Promise.all(started.map((part) => part.start()));
    const port = await freePort(options.ports?.api);
    if (!(options.env.HEYI_TEXT_URL ?? given('HEYI_TEXT_URL')))
      texts = await startTextReceiver({
        port: options.ports?.texts,
        token: randomBytes(18).toString('base64url'),
        file: join(options.dataDir, 'texts.json'),
      });
    const env: Record<string, string> = {
      ...options.env,
      ...servers.env(),
      ...(texts && { HEYI_TEXT_URL: `${texts.url}/messages`, HEYI_TEXT_TOKEN: texts.token }),
      TEMPORAL_NAMESPACE: options.namespace ?? given('TEMPORAL_NAMESPACE') ?? 'default',
      PORT: `${port}`,
      HEYI_SITE: given('HEYI_ORIGIN') ?? `http://127.0.0.1:${port}`,
      HEYI_DATA: options.dataDir,
    };
    const [worker, api] = (['worker', 'server'] as const).map((name) =>
      partOf(name === 'server' ? 'api' : name, () => startScript(name, env, options.dataDir)),
    ) as [Part, Part];
    started.push(worker, api);
    // All three spend most of their start loading code, and none needs the others for it.
    await Promise.all([runScript('setup', env), worker.start(), api.start()]);
    return {
      ...servers.found(),
      url: `http://127.0.0.1:${port}`,
      texts,
      ports: { ...servers.ports, api: port, ...(texts && { texts: texts.port }) },
      env,
      parts: { mongo, temporal, worker, api },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** tsx by its full path, because the scripts run in any folder. */
const nodeArguments = ['--import', pathToFileURL(join(projectFolder, 'node_modules/tsx/dist/esm/index.mjs')).href];
const script = (name: string): string => join(projectFolder, 'bin', `${name}.ts`);

/** Runs a script of bin/ to its end. */
export const runScript = (name: string, env: Record<string, string>): Promise<string> =>
  run(process.execPath, [...nodeArguments, script(name)], { env, cwd: projectFolder });

/** A script that does not become ready is started once more: seen rarely, at start-up on a machine that was full. */
const startScript = (name: string, env: Record<string, string>, dataDir: string): Promise<Child> => {
  const start = () => startOnce(name, env, dataDir);
  return start().catch((error: Error) => (error instanceof NotReady ? start() : Promise.reject(error)));
};

const startOnce = (name: string, env: Record<string, string>, dataDir: string): Promise<Child> =>
  startChild({
    command: process.execPath,
    // The folder is on the command line so that a start after a kill recognises what was left running on it.
    args: [...nodeArguments, script(name), `--data=${dataDir}`],
    env,
    cwd: projectFolder,
    log: join(dataDir, 'logs', `${name}.log`),
    ready: (output) => /^ready\b/m.test(output),
    timeout: 240_000,
  });

function serversOf({
  dataDir,
  ports: wished = {},
  temporalPages,
  temporalAddress,
  mongoUri: existing,
  database: named,
  own,
}: StackOptions) {
  const database = named ?? 'heyi';
  const ports: Partial<Ports> = { ...wished };
  const kinds = { mongo: 'given', temporal: 'given' };
  let mongoUri = existing ?? '';
  let address = temporalAddress ?? '';
  let pages: string | undefined;
  const mongo = partOf('mongo', async () => {
    if (existing) return nothing;
    const server = await startMongo({ dataDir: join(dataDir, 'mongo'), port: ports.mongo, own });
    const uri = server.kind === 'given' && databaseOf(server.uri) && !named ? server.uri : uriOf(server.uri, database);
    await sameAddress('mongo', mongoUri, uri, server.stop);
    mongoUri = uri;
    ports.mongo = portOf(server.uri);
    kinds.mongo = server.kind;
    return server;
  });
  const temporal = partOf('temporal', async () => {
    if (temporalAddress) return nothing;
    const server = await startTemporal({
      dataDir: join(dataDir, 'temporal'),
      port: ports.temporal,
      uiPort: temporalPages ? (ports.temporalPages ?? 0) : undefined,
      own,
    });
    await sameAddress('temporal', address, server.address, server.stop);
    address = server.address;
    pages = server.ui;
    ports.temporal = portOf(address);
    ports.temporalPages = pages ? portOf(pages) : ports.temporalPages;
    kinds.temporal = server.kind;
    return server;
  });
  return {
    parts: { mongo, temporal },
    ports,
    env: () => ({ MONGODB_URI: mongoUri, TEMPORAL_ADDRESS: address }),
    found: () => ({ mongoUri, temporalAddress: address, temporalPages: pages, kinds }),
  };
}

const nothing = { ended: new Promise<void>(() => {}), stop: async () => {}, kill: async () => {} };

const portOf = (address: string): number => Number(/:(\d+)(?:\/|$)/.exec(address)?.[1]);

/**
 * A server that comes back at another address is of no use to its clients: stop it and let the next attempt find the
 * port free.
 */
async function sameAddress(name: string, before: string, now: string, stop: () => Promise<void>): Promise<void> {
  if (before === '' || before === now) return;
  await stop();
  throw new Error(`${name} came back at ${now} instead of ${before}: the port is taken`);
}
