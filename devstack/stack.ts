import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild } from './child';
import { given, projectFolder } from './environment';
import { databaseOf, startMongo, uriOf } from './mongo';
import { partOf, type Part } from './part';
import { freePort } from './port';
import { run } from './run';
import { startTemporal } from './temporal';

export interface StackOptions {
  /** Where everything it keeps lies: database, Temporal's database, logs. */
  dataDir: string;
  /** Secrets and other settings for worker and API, such as HEYI_KEY. */
  env: Record<string, string>;
  /** Wished ports; other free ones are taken where these are in use. */
  ports?: Partial<Ports>;
  /** Also serve Temporal's own web pages. */
  temporalPages?: boolean;
  /** A Temporal server that already runs (a shared one, the time-skipping one), instead of one of its own. */
  temporalAddress?: string;
  /** A database that already runs, by its connection string, instead of a server of its own. */
  mongoUri?: string;
  /** The Temporal namespace. Default: TEMPORAL_NAMESPACE, else `default`. */
  namespace?: string;
  /** The database's name. Default: the one in MONGODB_URI, else heyi. */
  database?: string;
  /** Servers of its own even where MONGODB_URI or TEMPORAL_ADDRESS is set: for tests that kill them. */
  own?: boolean;
}

export interface Ports {
  api: number;
  mongo: number;
  temporal: number;
  temporalPages: number;
}

/** The system as processes: what `npm start`, the fault tests, the browser tests and the demo run. */
export interface Stack {
  /** Where the API and the web app are served. */
  url: string;
  mongoUri: string;
  temporalAddress: string;
  /** Address of Temporal's own web pages, if asked for. */
  temporalPages?: string;
  ports: Partial<Ports>;
  /** How database and Temporal were had: `given`, `cached`, `secantus` … */
  kinds: { mongo: string; temporal: string };
  /** What worker and API are started with. */
  env: Record<string, string>;
  /** In the order of their start. Any may be killed and started again; it comes back at the same address. */
  parts: { mongo: Part; temporal: Part; worker: Part; api: Part };
  stop(): Promise<void>;
}

/**
 * Starts database and Temporal, then worker and API while the store is set up (bin/setup.ts: definitions, calendars,
 * first users),
 * and returns when all are ready. Ends what it started and throws when one does not come up.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const servers = serversOf(options);
  const { mongo, temporal } = servers.parts;
  const started: Part[] = [mongo, temporal];
  const stop = async () => {
    // Callers before what they call; nothing then fails on its way out.
    for (const part of [...started].reverse()) await part.stop();
  };
  try {
    await Promise.all(started.map((part) => part.start()));
    const port = await freePort(options.ports?.api);
    const env: Record<string, string> = {
      ...options.env,
      ...servers.env(),
      TEMPORAL_NAMESPACE: options.namespace ?? given('TEMPORAL_NAMESPACE') ?? 'default',
      PORT: `${port}`,
      HEYI_DATA: options.dataDir,
    };
    const [worker, api] = (['worker', 'server'] as const).map((name) =>
      partOf(name === 'server' ? 'api' : name, () => startScript(name, env, options.dataDir)),
    ) as [Part, Part];
    started.push(worker, api);
    // All three mostly load their code, and none needs what the others do to come up.
    await Promise.all([runScript('setup', env), worker.start(), api.start()]);
    return {
      ...servers.found(),
      url: `http://127.0.0.1:${port}`,
      ports: { ...servers.ports, api: port },
      env,
      parts: { mongo, temporal, worker, api },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** tsx by its full address: the scripts run in any folder. */
const nodeArguments = ['--import', pathToFileURL(join(projectFolder, 'node_modules/tsx/dist/esm/index.mjs')).href];
const script = (name: string): string => join(projectFolder, 'bin', `${name}.ts`);

/** Runs a script of bin/ to its end. */
export const runScript = (name: string, env: Record<string, string>): Promise<string> =>
  run(process.execPath, [...nodeArguments, script(name)], { env, cwd: projectFolder });

const startScript = (name: string, env: Record<string, string>, dataDir: string) =>
  startChild({
    command: process.execPath,
    // The folder is named so that a start after a kill recognizes what was left running on it.
    args: [...nodeArguments, script(name), `--data=${dataDir}`],
    env,
    cwd: projectFolder,
    log: join(dataDir, 'logs', `${name}.log`),
    ready: (output) => /^ready\b/m.test(output),
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
 * A server that comes back elsewhere is of no use to those who hold its address: stop it and let the next try find the
 * port free.
 */
async function sameAddress(name: string, before: string, now: string, stop: () => Promise<void>): Promise<void> {
  if (before === '' || before === now) return;
  await stop();
  throw new Error(`${name} came back at ${now} instead of ${before}: the port is taken`);
}
