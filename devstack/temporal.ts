import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { startChild } from './child';
import { given } from './environment';
import { answers, freePort } from './port';
import { dynamicConfig, searchAttributes } from './temporalSettings';
import { temporalBinary, type Binary } from './temporalBinary';
import { Unavailable } from './Unavailable';
import { scratch } from './watchdog';

export interface TemporalOptions {
  /** The folder of its database and log. Default: a temporary folder, removed by stop() and kill(). */
  dataDir?: string;
  /** Preferred port; another free one is used if it is taken. Default: any. */
  port?: number;
  /** Also serve Temporal's own web pages, at this preferred port. Default: no. */
  uiPort?: number;
  /** Start our own server even if TEMPORAL_ADDRESS is set: for tests that kill it. */
  own?: boolean;
}

export interface TemporalServer {
  /** host:port */
  address: string;
  /** How it was obtained; `given` is one that TEMPORAL_ADDRESS names: stop() and kill() leave it alone. */
  kind: 'given' | Binary['kind'];
  /** Its process, unless given. */
  pid?: number;
  /** The URL of Temporal's own web pages, if requested. */
  ui?: string;
  /** Settles when the server has ended; never for a given one. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL. Start it again with the same dataDir and port to see what it kept. */
  kill(): Promise<void>;
}

/**
 * Finds or starts a Temporal server, with the search attributes registered in its namespace `default`. Throws
 * `Unavailable`.
 */
export async function startTemporal(options: TemporalOptions = {}): Promise<TemporalServer> {
  const address = given('TEMPORAL_ADDRESS');
  if (address && !options.own) return givenServer(address);
  const binary = await temporalBinary();
  const port = await freePort(options.port);
  const uiPort = options.uiPort === undefined ? undefined : await freePort(options.uiPort);
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'heyi-temporal-')));
  if (options.dataDir) await mkdir(folder, { recursive: true });
  else scratch(folder);
  const clear = async () => {
    if (!options.dataDir) await rm(folder, { recursive: true, force: true });
  };
  try {
    const child = await startChild({
      command: binary.path,
      args: serverArguments(join(folder, 'temporal.db'), port, uiPort),
      log: join(folder, 'temporal.log'),
      ready: () => isServing(`127.0.0.1:${port}`),
    });
    return {
      address: `127.0.0.1:${port}`,
      kind: binary.kind,
      pid: child.pid,
      ui: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
      ended: child.ended,
      stop: () => child.stop().then(clear),
      kill: () => child.kill().then(clear),
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

function serverArguments(database: string, port: number, uiPort?: number): string[] {
  return [
    ...[
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--db-filename',
      database,
      '--log-level',
      'warn',
    ],
    // WAL halves the server's CPU, and FULL then costs no more than NORMAL: acknowledged writes survive a power
    // failure.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', `${uiPort}`]),
    ...Object.keys(searchAttributes).flatMap((name) => ['--search-attribute', `${name}=${searchAttributes[name]}`]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** Serving means more than an open port: the namespace exists and answers. */
async function isServing(address: string): Promise<boolean> {
  const [host = '', port] = address.split(':');
  if (!(await answers(host, Number(port)))) return false;
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: '2s' });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

async function givenServer(address: string): Promise<TemporalServer> {
  const [host = '', port = '7233'] = address.split(':');
  if (!(await answers(host, Number(port)))) {
    throw new Unavailable(
      'Temporal',
      [`TEMPORAL_ADDRESS=${address}: no answer / 无应答`],
      [
        { zh: '启动该服务，或改正 TEMPORAL_ADDRESS', en: 'start that server, or correct TEMPORAL_ADDRESS' },
        { zh: '取消 TEMPORAL_ADDRESS，由本项目自行启动', en: 'unset TEMPORAL_ADDRESS and let this project start one' },
      ],
    );
  }
  await registerSearchAttributes(address, given('TEMPORAL_NAMESPACE') ?? 'default');
  const none = async () => {};
  return { address, kind: 'given', ended: new Promise(() => {}), stop: none, kill: none };
}

/** Registers what is missing: a workflow that sets an unregistered search attribute hangs. */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(searchAttributes).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length > 0) await addSearchAttributes(connection, namespace, missing);
  } finally {
    await connection.close();
  }
}

/** temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD */
const keyword = 2;

/** Registers those names as keywords; the server refuses one that exists already. */
export async function addSearchAttributes(
  connection: Connection,
  namespace: string,
  names = Object.keys(searchAttributes),
): Promise<void> {
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(names.map((name) => [name, keyword])),
  });
}
