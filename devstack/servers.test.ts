import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { startMongo, startTemporal, startTimeSkipping, uriOf } from './index';
import { temporalBinary } from './temporalBinary';

jest.setTimeout(600_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'heyi-devstack-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the database keeps what it acknowledged when it is killed', async () => {
  const before = await startMongo({ dataDir: folder, own: true });
  const write = new MongoClient(uriOf(before.uri, 'kept'));
  await write.withSession((session) =>
    session.withTransaction(() =>
      write
        .db()
        .collection('things')
        .insertMany([{ n: 1 }, { n: 2 }], { session }),
    ),
  );
  await before.kill();
  await write.close();
  const after = await startMongo({ dataDir: folder, own: true, port: Number(/:(\d+)\//.exec(before.uri)![1]) });
  expect(after.uri).toBe(before.uri);
  const read = new MongoClient(uriOf(after.uri, 'kept'));
  expect(await read.db().collection('things').countDocuments()).toBe(2);
  await read.close();
  await after.stop();
});

test('Temporal keeps what it acknowledged when it is killed', async () => {
  const before = await startTemporal({ dataDir: folder, own: true });
  const started = await withClient(before.address, (client) =>
    client.workflow.start('kept', {
      taskQueue: 'none',
      workflowId: 'kept',
      searchAttributes: {
        HeyiCaseNumber: ['AH-1'],
        HeyiStage: ['mediate'],
        HeyiRegion: ['340111'],
        HeyiDefinition: ['mediation'],
      },
    }),
  );
  await before.kill();
  const after = await startTemporal({ dataDir: folder, own: true, port: Number(before.address.split(':')[1]) });
  expect(after.address).toBe(before.address);
  const described = await withClient(after.address, (client) => client.workflow.getHandle('kept').describe());
  expect(described.runId).toBe(started.firstExecutionRunId);
  await after.stop();
});

test('the time-skipping server starts at any date and lets a month pass in moments', async () => {
  const server = await startTimeSkipping({ at: '2024-02-28T16:00:00Z' });
  expect((await server.now()).toISOString()).toMatch(/^2024-02-28T16:00/);
  await server.skipTo('2024-03-31T00:00:00Z');
  expect((await server.now()).toISOString()).toMatch(/^2024-03-31T00:00/);
  await server.stop();
});

test('an impossible start is refused', async () => {
  await expect(startTimeSkipping({ at: 'the thirtieth of February' })).rejects.toThrow(/not an instant/);
});

test('no process or file is left when the parent is killed', async () => {
  const script = join(folder, 'parent.ts');
  writeFileSync(
    script,
    `import { startMongo, startTemporal } from ${JSON.stringify(join(import.meta.dirname, 'index'))};
     Promise.all([startMongo({ own: true }), startTemporal({ own: true })]).then(([mongo, temporal]) => {
       console.log(JSON.stringify([mongo.uri, temporal.address]));
       setInterval(() => {}, 1000);
     });`,
  );
  const parent = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, TMPDIR: folder },
  });
  const line = await new Promise<string>((resolve) => parent.stdout.setEncoding('utf8').once('data', resolve));
  const ports = [...line.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port!);
  expect(ports).toHaveLength(2);
  expect(listeners(ports)).not.toEqual([]);
  parent.kill('SIGKILL');
  await until(() => listeners(ports).length === 0);
  await until(() => readdirSync(folder).every((name) => !name.startsWith('heyi-')));
});

describe('the source of Temporal', () => {
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
    delete process.env.TEMPORAL_ADDRESS;
    delete process.env.MONGODB_URI;
  });

  test('a temporal on PATH takes precedence over the cached one', async () => {
    const installed = join(folder, 'temporal');
    writeFileSync(installed, '#!/bin/sh\nexit 0\n');
    chmodSync(installed, 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    expect(await temporalBinary()).toEqual({ path: installed, kind: 'path' });
  });

  test('one on PATH that does not work is skipped', async () => {
    const installed = join(folder, 'temporal');
    writeFileSync(installed, '#!/bin/sh\nexit 1\n');
    chmodSync(installed, 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    const found = await temporalBinary();
    expect(found.path).not.toBe(installed);
    expect(existsSync(found.path)).toBe(true);
  });

  test('an address without a server is refused with advice', async () => {
    process.env.TEMPORAL_ADDRESS = '127.0.0.1:1';
    await expect(startTemporal()).rejects.toThrow(/TEMPORAL_ADDRESS=127\.0\.0\.1:1[\s\S]*unset TEMPORAL_ADDRESS/);
    process.env.MONGODB_URI = 'mongodb://127.0.0.1:1';
    await expect(startMongo()).rejects.toThrow(/MONGODB_URI[\s\S]*unset MONGODB_URI/);
  });

  test('a given server is used and left alone', async () => {
    const own = await startMongo({ own: true });
    process.env.MONGODB_URI = own.uri;
    const found = await startMongo();
    expect(found).toMatchObject({ uri: own.uri, kind: 'given' });
    await found.kill();
    const client = new MongoClient(own.uri);
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await own.stop();
  });
});

test.each([
  ['mongodb://h:1', 'mongodb://h:1/db'],
  ['mongodb://h:1/', 'mongodb://h:1/db'],
  ['mongodb://h:1,i:2/old?replicaSet=rs', 'mongodb://h:1,i:2/db?replicaSet=rs'],
  ['mongodb+srv://u:p@h/?w=majority', 'mongodb+srv://u:p@h/db?w=majority'],
  ['mongodb://h:1?w=1', 'mongodb://h:1/db?w=1'],
])('a database is named in %s', (uri, expected) => expect(uriOf(uri, 'db')).toBe(expected));

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** Command lines that name one of the ports. */
const listeners = (ports: string[]): string[] =>
  execFileSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' })
    .split('\n')
    .filter((command) => ports.some((port) => command.includes(`--port ${port}`)));

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries++) await pause(100);
  expect(holds()).toBe(true);
}
