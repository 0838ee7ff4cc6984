import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { startMongo, startTemporal, type MongoServer, type TemporalServer } from '../../devstack/index';
import { startChild, type Child } from '../../devstack/child';
import {
  AuditEntries,
  auditHash,
  connect,
  disconnect,
  IdempotentCalls,
  Instances,
  prepare,
  Steps,
  Tasks,
  useAuditKeys,
  type AuditEntry,
  type Task,
} from '../../models';
import { addressUpdates } from '../../workflows/addressUpdates';
import { createDataConverter } from '../../workflows/dataConverter';
import {
  completeTaskUpdate,
  instanceQuery,
  searchAttributesOf,
  setVariablesUpdate,
  startUpdate,
  taskQueue,
  workflowTypes,
  type RunInput,
  type StepResult,
} from '../../workflows/messages';
import { publishSource } from '../support/publishSource';
import { bpmn, end, flows, start, user } from '../workflows/bpmn';
import { until } from '../workflows/startHost';
import { startServer } from '../../bin/server';
import { signedIn } from '../support/startApi';
import { openGate } from './Gate';

jest.setTimeout(240_000);

const key = Buffer.alloc(32, 9);
let folder: string;
let mongo: MongoServer;
let temporal: TemporalServer;
let client: Client;
let connection: Connection;
const workers: Child[] = [];

const port = (address: string): number => Number(/:(\d+)/.exec(address.replace(/^mongodb:\/\//, ''))![1]);
const startDatabase = (wished?: number) => startMongo({ own: true, dataDir: join(folder, 'mongo'), port: wished });
const startTemporalAt = (wished?: number) =>
  startTemporal({ own: true, dataDir: join(folder, 'temporal'), port: wished });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heyi-faults-'));
  [mongo, temporal] = await Promise.all([startDatabase(), startTemporalAt()]);
  useAuditKeys([key]);
  await connect(mongo.uri);
  await prepare();
  await publishSource(
    'process',
    'two',
    bpmn(['two', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]),
  );
  await open();
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await connection?.close();
  await disconnect();
  await temporal?.stop();
  await mongo?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  await connection?.close();
  connection = await Connection.connect({ address: temporal.address });
  client = new Client({
    connection,
    dataConverter: createDataConverter({ current: key }),
    interceptors: { workflow: [addressUpdates] },
  });
}

/** A worker as in production, connected to Temporal at this address. */
async function worker(address = temporal.address): Promise<Child> {
  const child = await startChild({
    command: process.execPath,
    args: ['--import', 'tsx', join(import.meta.dirname, '..', '..', 'bin', 'worker.ts')],
    log: join(folder, `worker-${workers.length}.log`),
    env: {
      MONGODB_URI: mongo.uri,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: 'default',
      HEYI_KEY: key.toString('base64'),
      HEYI_LOG_LEVEL: 'warn',
    },
    ready: (output) => /^ready\b/m.test(output),
  });
  workers.push(child);
  return child;
}

async function startCase(id: string): Promise<StepResult> {
  const input: RunInput = { instance: { id, businessKey: id }, process: 'two', region: '340111' };
  return repeated(() => {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
      workflowId: id,
      taskQueue,
      args: [input],
      typedSearchAttributes: searchAttributesOf(input),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return client.workflow.executeUpdateWithStart(startUpdate, { startWorkflowOperation, updateId: `start-${id}` });
  });
}

const complete = (id: string, task: number, updateId: string) =>
  repeated(() =>
    client.workflow.getHandle(id).executeUpdate(completeTaskUpdate, { args: [{ key: task, by: 'someone' }], updateId }),
  );

/** Repeats a call with the same id until an answer comes in time, as callers do. */
async function repeated<T>(ask: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries === 0 || !(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
    return repeated(ask, tries - 1);
  }
}

const openTask = async (id: string) => (await Tasks.findOne({ instance: id, status: 'open' }).lean<Task>())!;

/** MongoDB shows what the workflow says, and the audit has neither gaps nor changes. */
async function agrees(id: string): Promise<void> {
  const view = await client.workflow.getHandle(id).query(instanceQuery);
  const steps = await Steps.find({ instance: id }).sort({ sequence: 1 }).lean();
  expect(steps.map(({ sequence }) => sequence)).toEqual(Array.from({ length: view.sequence }, (_, index) => index + 1));
  expect(await Instances.findById(id).lean()).toMatchObject({ sequence: view.sequence, status: view.state.status });
  const waiting = Object.values(view.state.instances)
    .filter(({ waits }) => waits?.some(({ type }) => type === 'task'))
    .map(({ key: each }) => each);
  expect((await Tasks.find({ instance: id, status: 'open' }).lean<Task[]>()).map(({ key: each }) => each)).toEqual(
    waiting,
  );
  const entries = await AuditEntries.find({ chain: id }).sort({ n: 1 }).lean<AuditEntry[]>();
  entries.forEach((entry, index) => {
    expect([entry.n, entry.previous, entry.hash]).toEqual([
      index + 1,
      entries[index - 1]?.hash ?? '',
      auditHash(entry),
    ]);
  });
}

it('worker and server killed between the record and its acknowledgement: the lost step is replaced by the one that took effect', async () => {
  const gate = await openGate(temporal.address);
  const gated = await worker(gate.address);
  await startCase('orphan');
  const { key: task } = await openTask('orphan');
  // The worker receives the update and records the step, but its answer no longer reaches the server.
  gate.shut();
  const given = new AbortController();
  const unanswered = client
    .withAbortSignal(given.signal, () =>
      client.workflow.getHandle('orphan').executeUpdate(completeTaskUpdate, { args: [{ key: task, by: 'someone' }] }),
    )
    .catch(() => undefined);
  await until(async () => Steps.exists({ instance: 'orphan', sequence: 2 }));
  expect(await openTask('orphan')).toMatchObject({ element: 'b' });
  const before = port(temporal.address);
  await gated.kill();
  await temporal.kill();
  await gate.close();
  // The caller has gone, too: nobody repeats the call.
  given.abort();
  await unanswered;
  temporal = await startTemporalAt(before);
  await open();
  const survivor = await worker();
  // Something else happens first now: the recorded step 2 never took effect.
  const answer = await client.workflow
    .getHandle('orphan')
    .executeUpdate(setVariablesUpdate, { args: [{ variables: { note: 1 }, by: 'operator', reason: 'first' }] });
  expect(answer.sequence).toBe(2);
  await agrees('orphan');
  expect(await openTask('orphan')).toMatchObject({ element: 'a', key: task });
  expect(
    (await AuditEntries.find({ chain: 'orphan' }).sort({ n: 1 }).lean<AuditEntry[]>()).map(({ action }) => action),
  ).toContain('orphanReplaced');
  await complete('orphan', task, 'again');
  await agrees('orphan');
  await survivor.stop();
});

/** What a caller of a lost step may be told: that it is being checked, or that it is gone. */
const takenBack = ['CATCHING_UP', 'NOT_FOUND'];

it('a completion that was recorded but never took effect is repeated under its key, with its consequences', async () => {
  const gate = await openGate(temporal.address);
  const gated = await worker(gate.address);
  await startCase('lost');
  await startCase('left');
  const api = await startServer({
    mongoUri: mongo.uri,
    temporal: { address: temporal.address },
    keys: { current: key },
    patience: 4_000,
  });
  const mediator = await signedIn(api.url, ['mediator'], { region: '340111' });
  const completing = (task: Task, under: string) =>
    mediator('POST', `/tasks/${task._id.replaceAll('/', '~')}/complete`, { values: {} }, { 'idempotency-key': under });
  const first = await openTask('lost');
  // The step is recorded, and then all parts that know about the request are killed.
  gate.shut();
  const cut = completing(first, 'key-of-a');
  const given = completing(await openTask('left'), 'never-again');
  await until(async () => (await Steps.countDocuments({ instance: { $in: ['lost', 'left'] }, sequence: 2 })) === 2);
  const second = await openTask('lost');
  expect(second).toMatchObject({ element: 'b' });
  const before = port(temporal.address);
  await gated.kill();
  await temporal.kill();
  await gate.close();
  expect([(await cut).status, (await given).status]).toEqual([503, 503]);
  temporal = await startTemporalAt(before);
  await open();
  const survivor = await worker();
  // The records already show the next task, which the process does not know: the refusal must not be final.
  const early = await completing(second, 'key-of-b');
  expect(takenBack).toContain(early.body.code);
  const answer = await completing(first, 'key-of-a');
  expect(answer).toMatchObject({ status: 200, body: { task: { status: 'completed' }, opened: [{ element: 'b' }] } });
  await agrees('lost');
  const last = await completing(second, 'key-of-b');
  expect(last).toMatchObject({ status: 200, body: { status: 'completed' } });
  await agrees('lost');
  // The instance has ended, but its answers are still available.
  await IdempotentCalls.deleteMany({});
  expect((await completing(second, 'key-of-b')).body).toEqual(last.body);
  expect((await completing(first, 'key-of-a')).status).toBe(200);
  // Nobody repeats the other call: its remains are removed automatically, at once if somebody came across them.
  const back = async () => (await openTask('left')).element === 'a';
  await until(back).catch(() => until(back));
  await agrees('left');
  await survivor.stop();
  await api.stop();
});

it('the worker killed under load: nothing acknowledged is lost, and every call gets its one answer', async () => {
  let running = await worker();
  const ids = Array.from({ length: 12 }, (_, index) => `loaded-${index}`);
  const answers = new Map<string, StepResult>();
  const work = Promise.all(
    ids.map(async (id) => {
      await startCase(id);
      answers.set(id, await complete(id, (await openTask(id)).key, `complete-${id}`));
    }),
  );
  await until(async () => answers.size >= 2);
  await running.kill();
  running = await worker();
  await work;
  for (const id of ids) {
    await agrees(id);
    expect(await Steps.findOne({ updates: `complete-${id}` }).lean()).toMatchObject({
      instance: id,
      sequence: answers.get(id)!.sequence,
    });
  }
  await running.stop();
});

it('the database killed in the middle of a step: the step is written once when it is back', async () => {
  const running = await worker();
  await startCase('database');
  const { key: task } = await openTask('database');
  const before = port(mongo.uri);
  await mongo.kill();
  const completing = complete('database', task, 'in-the-dark');
  mongo = await startDatabase(before);
  const answer = await completing;
  expect(answer).toMatchObject({ sequence: 2, tasks: { opened: [{ element: 'b' }] } });
  await until(async () => Tasks.exists({ instance: 'database', element: 'b' }).catch(() => null));
  await agrees('database');
  expect(await complete('database', task, 'in-the-dark')).toEqual(answer);
  await running.stop();
});
