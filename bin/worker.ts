import { env } from 'node:process';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type InjectedSinks, type WorkflowBundleOption } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { textGateway } from '../activities/channels/textMessages';
import { createActivities } from '../activities/createActivities';
import { claimsAt } from '../activities/definitions/bundles';
import type { Deps } from '../activities/deps';
import type { Duties } from '../activities/duties/Duties';
import { reportForeign } from '../activities/records/foreignMessage';
import { BEAT, beat, connect, disconnect, endBeat, keepKeyIds, useAuditKeys, type ConnectOptions } from '../models';
import { endThreads } from '../threads/pool';
import { ownCasesAmong } from '../api/access/independence';
import { reachOfUser } from '../api/access/reachOfUser';
import { keysOf } from '../api/keys';
import { reassignTask } from '../api/reassign';
import { addressUpdates } from '../workflows/addressUpdates';
import { keyId, type Keys } from '../workflows/codec';
import { createDataConverter } from '../workflows/dataConverter';
import type { ReplaySinks } from '../workflows/journal';
import { taskQueue as theTaskQueue } from '../workflows/messages';
import type { ForeignSinks } from '../workflows/refuseForeign';
import { connectionTo, mongoFrom, temporalFrom, type TemporalPlace } from './connections';
import { isMain, keyListOf, keysFrom, linkDaysFrom, pushHostsFrom, quietHoursFrom, useLog } from './configuration';
import { createLog, logUncaught } from './log';
import { restoreSteps } from './restoreSteps';
import { workflowBundle } from './workflowBundle';
import { keepSealing } from './sealing';

export interface WorkerConfig extends Partial<
  Pick<
    Deps,
    | 'clock'
    | 'httpAllowed'
    | 'httpSecret'
    | 'court'
    | 'site'
    | 'smtp'
    | 'webhook'
    | 'texts'
    | 'push'
    | 'linkDays'
    | 'quiet'
  >
> {
  mongoUri: string;
  /** How to connect to the database, besides its address. */
  mongo?: ConnectOptions;
  temporal: TemporalPlace;
  keys: Keys;
  log?: Logger;
  /** How many workflows stay in memory between their steps; about 0.25 MiB each. */
  cached?: number;
  /** Workflow code other than that of workflows/. */
  workflowBundle?: WorkflowBundleOption;
}

export interface RunningWorker {
  /** Periodic duties beside the cases; they run automatically. */
  duties: Duties;
  /** Settles when it has stopped; rejects if it broke down. */
  ended: Promise<void>;
  /** Finishes what is in progress, then stops. */
  stop(): Promise<void>;
}

/** Starts a worker for workflows and activities. It serves any number of cases, and any number of workers may run. */
export async function startWorker(config: WorkerConfig): Promise<RunningWorker> {
  const log = config.log ?? pino({ level: 'silent' });
  const { namespace = 'default', taskQueue = theTaskQueue } = config.temporal;
  useLog(config.log);
  useAuditKeys(keyListOf(config.keys));
  await connect(config.mongoUri, config.mongo);
  await keepKeyIds(keyListOf(config.keys).map(keyId));
  const native = await NativeConnection.connect(connectionTo(config.temporal));
  const connection = await Connection.connect(connectionTo(config.temporal));
  const clock = config.clock ?? (() => new Date());
  const dataConverter = createDataConverter(config.keys, claimsAt(clock));
  const client = new Client({ connection, namespace, dataConverter, interceptors: { workflow: [addressUpdates] } });
  const keys = keysOf(keyListOf(config.keys));
  const { activities, duties, warm } = createActivities({
    httpAllowed: [],
    reachOf: reachOfUser,
    ownAmong: ownCasesAmong,
    open: keys.open,
    sign: keys.sign,
    reassign: reassignTask,
    ...config,
    clock,
    client,
    taskQueue,
    log,
    restore: (of) => restoreSteps(of, client, createDataConverter(config.keys, claimsAt(clock), true)),
  });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    dataConverter: createDataConverter(config.keys, claimsAt(clock), true),
    activities,
    workflowBundle: config.workflowBundle ?? (await workflowBundle(log)),
    maxCachedWorkflows: config.cached ?? 500,
    shutdownGraceTime: '10s',
    sinks: {
      // Answered only by bin/restoreSteps.ts, which replays histories.
      replayed: { batch: { fn: () => undefined, callDuringReplay: false } },
      foreign: {
        refused: {
          fn: ({ workflowId }, kind: 'signal' | 'update', name: string) =>
            reportForeign(workflowId, kind, name, clock()).catch((error: Error) =>
              log.warn({ err: error, workflowId }, 'could not report a foreign message'),
            ),
          callDuringReplay: false,
        },
      },
    } satisfies InjectedSinks<ForeignSinks & ReplaySinks>,
  });
  duties.start();
  const { identity } = worker.options;
  const beating = setInterval(() => void beat(identity, new Date()).catch(() => undefined), BEAT).unref();
  await beat(identity, new Date());
  const endSealing = keepSealing({ clock, log });
  let on = true;
  const warming = warm(() => on).catch((error: Error) =>
    log.warn({ err: error }, 'could not prepare bundles in advance'),
  );
  const ended = worker.run().finally(async () => {
    duties.stop();
    clearInterval(beating);
    await endBeat(identity).catch(() => undefined);
    on = false;
    await warming;
    await endSealing();
    await connection.close();
    await native.close();
    await endThreads();
    await disconnect();
  });
  ended.catch((error) => log.error({ err: error }, 'the worker broke down'));
  return {
    ended,
    duties,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
    },
  };
}

async function main(): Promise<void> {
  const log = createLog(env.HEYI_LOG_LEVEL || 'info');
  logUncaught(log);
  const worker = await startWorker({
    mongoUri: env.MONGODB_URI ?? '',
    mongo: mongoFrom(env),
    temporal: temporalFrom(env),
    keys: keysFrom(env),
    log,
    cached: env.HEYI_CACHED_WORKFLOWS ? Number(env.HEYI_CACHED_WORKFLOWS) : undefined,
    httpAllowed: (env.HEYI_HTTP_ALLOW ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
    httpSecret: env.HEYI_HTTP_SECRET || undefined,
    court: env.HEYI_COURT_URL ? { url: env.HEYI_COURT_URL, secret: env.HEYI_COURT_SECRET ?? '' } : undefined,
    site: (env.HEYI_SITE || env.HEYI_ORIGIN)?.replace(/\/+$/, '') || undefined,
    smtp: env.HEYI_SMTP_URL ? { url: env.HEYI_SMTP_URL, from: env.HEYI_SMTP_FROM ?? 'heyi@localhost' } : undefined,
    texts: env.HEYI_TEXT_URL ? textGateway({ url: env.HEYI_TEXT_URL, token: env.HEYI_TEXT_TOKEN ?? '' }) : undefined,
    linkDays: linkDaysFrom(env.HEYI_LINK_DAYS),
    quiet: quietHoursFrom(env.HEYI_QUIET_HOURS),
    push: env.HEYI_PUSH_KEY ? { key: env.HEYI_PUSH_KEY, hosts: pushHostsFrom(env) } : undefined,
    webhook: env.HEYI_WEBHOOK_URL ? { url: env.HEYI_WEBHOOK_URL, secret: env.HEYI_WEBHOOK_SECRET ?? '' } : undefined,
  });
  process.stdout.write('ready worker\n');
  const stop = () => void worker.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  await worker.ended;
}

if (isMain(import.meta.filename)) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
