import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { cached, fromCache } from './cache';
import { startChild } from './child';
import { installDebian } from './debian';
import { given, isExecutable, cacheFolder, onPath } from './environment';
import { initiate, mongodArguments } from './mongod';
import { freePort } from './port';
import { secantus, secantusCommand } from './secantus';
import { run } from './run';
import { reason, Unavailable } from './Unavailable';
import { scratch } from './watchdog';

export interface MongoOptions {
  /** The folder of its data and log. Default: a temporary folder, removed by stop() and kill(). */
  dataDir?: string;
  /** Preferred port; another free one is used if it is taken. Default: any. */
  port?: number;
  /** Start our own server even if MONGODB_URI is set: for tests that kill it. */
  own?: boolean;
}

export interface MongoServer {
  /** Connection string without a database name; `uriOf(server.uri, 'name')` adds one. */
  uri: string;
  /** How it was obtained; `given` is one that MONGODB_URI names: stop() and kill() leave it alone. */
  kind: 'given' | 'mongod' | 'secantus';
  /** Settles when the server has ended; never for a given one. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL. Start it again with the same dataDir and port to see what it kept. */
  kill(): Promise<void>;
}

interface Program {
  kind: 'mongod' | 'secantus';
  start(dataDir: string, port: number): { command: string; args: string[] };
  /** Initialises its data folder once it answers. */
  settle?(uri: string, port: number): Promise<void>;
}

/** Finds or starts a MongoDB-compatible server with transactions and change streams. Throws `Unavailable`. */
export async function startMongo(options: MongoOptions = {}): Promise<MongoServer> {
  const uri = given('MONGODB_URI');
  if (uri && !options.own) return givenServer(uri);
  const program = await findProgram();
  const port = await freePort(options.port);
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'heyi-mongo-')));
  if (!options.dataDir) scratch(folder);
  const clear = async () => {
    if (!options.dataDir) await rm(folder, { recursive: true, force: true });
  };
  // Each program has its own folder: one cannot read what the other wrote.
  const dataDir = join(folder, program.kind);
  await mkdir(dataDir, { recursive: true });
  const address = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  try {
    const child = await startChild({
      ...program.start(dataDir, port),
      cwd: dataDir,
      log: join(folder, `${program.kind}.log`),
      ready: () => isServing(address),
    });
    await program.settle?.(address, port);
    return {
      uri: address,
      kind: program.kind,
      ended: child.ended,
      stop: () => child.stop().then(clear),
      kill: () => child.kill().then(clear),
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

const uriParts = /^(mongodb(?:\+srv)?:\/\/[^/?]*)(?:\/([^?]*))?(\?.*)?$/s;

/** The connection string with this database name instead of any that it had. */
export function uriOf(uri: string, database: string): string {
  const [, hosts = uri, , query = ''] = uriParts.exec(uri) ?? [];
  return `${hosts}/${database}${query}`;
}

/** The database name in a connection string, if there is one. */
export const databaseOf = (uri: string): string | undefined => uriParts.exec(uri)?.[2] || undefined;

/** A mongod on PATH, from the cache, or otherwise SecantusDB. */
async function findProgram(): Promise<Program> {
  const tried: string[] = [];
  for (const mongod of [onPath('mongod'), join(cacheFolder(), 'mongod')].filter(
    (file) => file !== undefined && isExecutable(file),
  )) {
    try {
      await run(mongod!, ['--version'], { timeout: 20_000 });
      return {
        kind: 'mongod',
        start: (dataDir, port) => ({ command: mongod!, args: mongodArguments(dataDir, port) }),
        settle: initiate,
      };
    } catch (error) {
      tried.push(`${mongod}: ${reason(error)}`);
    }
  }
  try {
    const venv = (await cached(secantus())) ?? (await buildSecantus());
    return { kind: 'secantus', start: (dataDir, port) => secantusCommand(venv, dataDir, port) };
  } catch (error) {
    tried.push(`SecantusDB: ${reason(error)}`);
  }
  throw new Unavailable('MongoDB', tried, [
    { zh: '设置 MONGODB_URI 指向已有的 MongoDB 副本集', en: 'set MONGODB_URI to a running MongoDB replica set' },
    { zh: '安装 mongod（6.0 以上）并放入 PATH', en: 'install mongod (6.0 or newer) on PATH' },
    {
      zh: '安装 Python 3.11 以上（含 venv），由本项目自行安装 SecantusDB',
      en: 'install Python 3.11 or newer with venv; this project then installs SecantusDB automatically',
    },
  ]);
}

/** Debian's python3 comes without venv: it is installed if possible, and the build retried. */
async function buildSecantus(): Promise<string> {
  try {
    return await fromCache(secantus());
  } catch (error) {
    try {
      await installDebian('python3', 'python3-venv');
    } catch {
      throw error;
    }
    return fromCache(secantus());
  }
}

async function isServing(uri: string): Promise<boolean> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1000, connectTimeoutMS: 1000 });
  try {
    await client.db('admin').command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

async function givenServer(uri: string): Promise<MongoServer> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000 });
  try {
    const hello = await client.db('admin').command({ hello: 1 });
    if (!hello['setName'] && hello['msg'] !== 'isdbgrid')
      throw new Error('no replica set: transactions and change streams need one / 不是副本集，无法使用事务与变更流');
  } catch (error) {
    throw new Unavailable(
      'MongoDB',
      [`MONGODB_URI: ${reason(error)}`],
      [
        {
          zh: '启动该 MongoDB（副本集），或改正 MONGODB_URI',
          en: 'start that MongoDB as a replica set, or correct MONGODB_URI',
        },
        { zh: '取消 MONGODB_URI，由本项目自行启动', en: 'unset MONGODB_URI and let this project start one' },
      ],
    );
  } finally {
    await client.close();
  }
  const none = async () => {};
  return { uri, kind: 'given', ended: new Promise(() => {}), stop: none, kill: none };
}
