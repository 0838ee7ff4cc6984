import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { createActivities } from '../../activities/createActivities';
import { claimsAt } from '../../activities/definitions/bundles';
import { useLog } from '../../bin/configuration';
import { bundleWorkflows } from '../../bin/workflowBundle';
import { compile, readBpmn } from '../../engine';
import { bind } from '../../engine/bind';
import { connect, useAuditKeys } from '../../models';
import { addressUpdates } from '../../workflows/addressUpdates';
import type { Batch } from '../../workflows/hostContract';
import { createDataConverter } from '../../workflows/dataConverter';
import type { StepResult } from '../../workflows/messages';
import { taskId } from '../../workflows/messages';
import { model } from './model';
import type { HandStep } from './handWritten';
import { batchOf, stepsOf } from './steps';

/**
 * The worker of both sides, in a process of its own so that its processor time can be measured: MONGO_URI
 * TEMPORAL_ADDRESS.
 */
async function main([mongoUri, address]: string[]): Promise<void> {
  useLog();
  const keys = { current: Buffer.alloc(32, 7) };
  useAuditKeys([keys.current]);
  await connect(mongoUri!);
  const dataConverter = createDataConverter(
    keys,
    claimsAt(() => new Date()),
  );
  const client = new Client({
    connection: await Connection.connect({ address }),
    dataConverter,
    interceptors: { workflow: [addressUpdates] },
  });
  const { activities } = createActivities({
    httpAllowed: [],
    reachOf: async () => undefined,
    ownAmong: async () => new Set<string>(),
    reassign: async () => undefined,
    clock: () => new Date(),
    client,
    taskQueue: 'heyi',
    log: pino({ level: 'silent' }),
  });
  const program = bind(compile((await readBpmn(model.xml)).definitions, model.process, 'benchmark'));
  const steps = stepsOf(program);
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: address! }),
    namespace: 'default',
    taskQueue: 'heyi',
    dataConverter,
    maxCachedWorkflows: 500,
    workflowBundle: await bundleWorkflows(join(import.meta.dirname, 'workflows.ts'), quiet),
    sinks: { replayed: { batch: { fn: () => undefined, callDuringReplay: false } } },
    activities: {
      ...activities,
      // The service of both: it does nothing.
      'notice.send': async () => ({}),
      async recordStep(step: HandStep): Promise<StepResult> {
        const batch = batchOf(steps, program, step);
        await activities.record(batch);
        return answerOf(batch);
      },
    },
  });
  const running = worker.run();
  process.send?.('ready');
  process.once('SIGTERM', () => worker.shutdown());
  await running;
  process.exit();
}

const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };

function answerOf({ instance, sequence, status, commands }: Batch): StepResult {
  const ref = ({ key, element }: { key: number; element: string }) => ({ id: taskId(instance, key), key, element });
  return {
    sequence,
    status,
    tasks: {
      opened: commands.flatMap((command) => (command.type === 'openTask' ? [ref(command)] : [])),
      closed: commands.flatMap((command) =>
        command.type === 'closeTask' ? [{ ...ref(command), reason: command.reason }] : [],
      ),
    },
  };
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error);
  process.exit(1);
});
