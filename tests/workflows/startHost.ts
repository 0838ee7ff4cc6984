import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { startTimeSkipping } from '../../devstack/index';
import { startWorker, type RunningWorker } from '../../bin/worker';
import { workflowBundle } from '../../bin/workflowBundle';
import { executables, readBpmn } from '../../engine';
import { Tasks, type DefinitionKind, type Task } from '../../models';
import { addressUpdates } from '../../workflows/addressUpdates';
import { createDataConverter } from '../../workflows/dataConverter';
import {
  completeTaskUpdate,
  instanceQuery,
  searchAttributesOf,
  startUpdate,
  workflowTypes,
  type InstanceView,
  type RunInput,
  type StepResult,
} from '../../workflows/messages';
import { openDatabase } from '../support/database';
import { publishSource } from '../support/publishSource';
import { testTemporal } from '../support/servers';

export const keys = { current: Buffer.alloc(32, 7) };

/** A worker on real servers, and the operations that tests need on it. */
export interface Host {
  client: Client;
  mongoUri: string;
  temporal: { address: string; namespace: string; taskQueue: string };
  worker: RunningWorker;
  /** Publishes a model file of this folder, or a text. */
  publish(model: string, kind?: DefinitionKind): Promise<string>;
  start(process: string, input?: Partial<RunInput>): Promise<{ id: string; answer: StepResult }>;
  /** Completes the open task of that element; the oldest of several. */
  complete(id: string, element: string, variables?: Record<string, unknown>, update?: string): Promise<StepResult>;
  view(id: string): Promise<InstanceView>;
  openTasks(id: string): Promise<string[]>;
  /** Lets time pass; only on the time-skipping server. */
  pass(milliseconds: number): Promise<void>;
  /** The same, up to an instant (milliseconds since 1970). */
  passTo(instant: number): Promise<void>;
  restartWorker(): Promise<void>;
  stop(): Promise<void>;
}

export const DAY = 86_400_000;

/**
 * `skipping`: on the time-skipping server, otherwise on the run's shared real one. `httpAllowed`: addresses that its
 * jobs may call.
 */
export async function startHost({
  skipping = false,
  httpAllowed = [],
}: { skipping?: boolean; httpAllowed?: string[] } = {}): Promise<Host> {
  const database = await openDatabase();
  const time = skipping ? await startTimeSkipping({ at: '2026-05-11T00:00:00Z' }) : undefined;
  const temporal = time ? { address: time.address, namespace: 'default', taskQueue: 'heyi' } : await testTemporal();
  const bundle = await workflowBundle();
  let ahead = time ? (await time.now()).getTime() - Date.now() : 0;
  const clock = () => new Date(Date.now() + ahead);
  const launch = () =>
    startWorker({ mongoUri: database.uri, temporal, keys, workflowBundle: bundle, clock, httpAllowed });
  let worker = await launch();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    dataConverter: createDataConverter(keys),
    interceptors: { workflow: [addressUpdates] },
  });
  let count = 0;

  const start: Host['start'] = async (process, more = {}) => {
    const id = more.instance?.id ?? `${process}-${(count += 1)}`;
    const input: RunInput = { instance: { id, businessKey: id }, process, ...more };
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
      workflowId: id,
      taskQueue: temporal.taskQueue,
      args: [input],
      typedSearchAttributes: searchAttributesOf(input),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return {
      id,
      answer: await client.workflow.executeUpdateWithStart(startUpdate, {
        startWorkflowOperation,
        updateId: `start-${id}`,
      }),
    };
  };

  const passing = async (skip: () => Promise<void>) => {
    await skip();
    ahead = (await time!.now()).getTime() - Date.now();
  };

  return {
    client,
    mongoUri: database.uri,
    temporal,
    start,
    get worker() {
      return worker;
    },
    publish: async (model, kind = 'process') =>
      publish(
        model.startsWith('<') || model.startsWith('{')
          ? Buffer.from(model)
          : readFileSync(join(import.meta.dirname, model)),
        kind,
      ),
    async complete(id, element, variables, update) {
      const task = await until(
        async () => (await Tasks.find({ instance: id, element, status: 'open' }).sort({ key: 1 }).lean<Task[]>())[0],
      );
      return client.workflow
        .getHandle(id)
        .executeUpdate(completeTaskUpdate, { args: [{ key: task.key, variables, by: 'someone' }], updateId: update });
    },
    view: (id) => client.workflow.getHandle(id).query(instanceQuery),
    openTasks: async (id) =>
      (await Tasks.find({ case: id, status: 'open' }, { element: 1 }).sort({ openedAt: 1, _id: 1 }).lean<Task[]>()).map(
        ({ element }) => element,
      ),
    pass: (milliseconds) => passing(() => time!.skip(milliseconds)),
    passTo: (instant) => passing(() => time!.skipTo(new Date(instant))),
    async restartWorker() {
      await worker.stop();
      worker = await launch();
    },
    async stop() {
      await worker.stop();
      await connection.close();
      await time?.stop();
      await database.close();
    },
  };
}

async function publish(source: Buffer, kind: DefinitionKind): Promise<string> {
  const keysOf =
    kind === 'process'
      ? executables((await readBpmn(source)).definitions)
      : [(JSON.parse(source.toString()) as { id: string }).id];
  return publishSource(kind, keysOf[0]!, source, keysOf);
}

/** Waits for an asynchronous result. Throws after 20 seconds. */
export async function until<T>(look: () => Promise<T | undefined | false | null>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('it did not come');
    await pause(30);
  }
}
