import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { createActivities } from '../../../activities/createActivities';
import { claimsAt } from '../../../activities/definitions/bundles';
import { subscriptionOf } from '../../../activities/duties/armStartEvents';
import { useLog } from '../../../bin/configuration';
import { workflowBundle } from '../../../bin/workflowBundle';
import { startMongo, startTimeSkipping, type TimeSkippingServer } from '../../../devstack/index';
import { canonicalJson } from '../../../domain/canonicalJson';
import { shippedCalendar } from '../../../domain/limits/calendar';
import { shippedRules } from '../../../domain/limits/rules';
import { startTriggers, type Fact, type Graph, type StartTrigger, type Variables } from '../../../engine';
import { after } from '../../../engine/run/time';
import {
  connect,
  disconnect,
  Instances,
  keepBundle,
  prepare,
  readBundle,
  Steps,
  Subscriptions,
  type Instance,
  type Step,
  useAuditKeys,
} from '../../../models';
import { addressUpdates } from '../../../workflows/addressUpdates';
import { BPMN_ERROR, type Batch, type Bundle, type Job, type Wanted } from '../../../workflows/hostContract';
import { createDataConverter } from '../../../workflows/dataConverter';
import {
  startInTurnId,
  startOnAllId,
  startUpdate,
  taskQueue,
  workflowTypes,
  type RunInput,
} from '../../../workflows/messages';
import type { Scripts } from '../Scripts';
import { outcome, type Outcome, type SuiteHost } from '../suite';

/** The current play, which the activities of the single worker serve. */
interface Play {
  graphs: Map<string, Graph>;
  scripts: Scripts;
  working: Working;
}

/** When the scripts that take time return, in milliseconds, by activity. */
type Working = Map<string, number>;

/**
 * Runs the suite on Temporal's time-skipping server, with the production workflow and records, and the suite's own
 * graphs and scripts.
 */
export async function open(): Promise<SuiteHost> {
  const [mongo, time] = await Promise.all([startMongo({ own: true }), startTimeSkipping()]);
  useAuditKeys([Buffer.alloc(32, 1)]);
  await connect(mongo.uri);
  await prepare();
  const dataConverter = createDataConverter(
    { current: Buffer.alloc(32, 1) },
    claimsAt(() => new Date()),
  );
  const client = new Client({
    connection: time.connection,
    dataConverter,
    interceptors: { workflow: [addressUpdates] },
  });
  const stage: { play?: Play; ahead: number } = { ahead: (await time.now()).getTime() - Date.now() };
  const log = pino({ level: 'silent' });
  useLog(log);
  const native = await NativeConnection.connect({ address: time.address });
  const { activities } = createActivities({
    clock: () => new Date(Date.now() + stage.ahead),
    client,
    taskQueue,
    log,
    httpAllowed: [],
    reachOf: async () => undefined,
    ownAmong: async () => new Set<string>(),
    reassign: async () => undefined,
  });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    dataConverter,
    workflowBundle: await workflowBundle(log),
    activities: {
      ...activities,
      load: (wanted: Wanted) => load(wanted, stage.play!),
      script: (job: Job) => runScript(job, stage.play!, time),
    },
    sinks: { replayed: { batch: { fn: () => undefined, callDuringReplay: false } } },
  });
  const running = worker.run();
  return {
    name: 'temporal',
    async play(graphs, starts, scripts, delayMs) {
      const working: Working = new Map();
      stage.play = { graphs: new Map(graphs.map((graph) => [graph.process, graph])), scripts, working };
      const run = randomUUID().slice(0, 8);
      await subscribe(client, graphs);
      const refused: Outcome[] = [];
      for (const [index, { process, variables }] of starts.entries()) {
        if (!(await started(client, `${run}-${index}`, process, variables)))
          refused.push({ failed: true, errorThrown: false });
      }
      const end = (await time.now()).getTime() + delayMs;
      await settled({ client, time, working });
      await time.skip(delayMs);
      await settled({ client, time, working });
      // Scripts may continue after the suite's own time is over.
      while (scripts.working > end && (await time.now()).getTime() < scripts.working) {
        await time.skip(Math.max(1, scripts.working - (await time.now()).getTime()));
        await settled({ client, time, working });
      }
      stage.ahead = (await time.now()).getTime() - Date.now();
      const outcomes = [...refused, ...(await outcomesOf(run))];
      await clear(client, run);
      return outcomes;
    },
    async close() {
      worker.shutdown();
      await running;
      await native.close();
      await disconnect();
      await time.stop();
      await mongo.stop();
    },
  };
}

/** A bundle of one of the suite's graphs, like those that activities/definitions makes of published versions. */
async function load(wanted: Wanted, { graphs }: Play): Promise<Uint8Array> {
  if (wanted.bundle) return (await readBundle(wanted.bundle))!;
  const graph = graphs.get(wanted.process);
  if (!graph) throw ApplicationFailure.nonRetryable(`No process ${wanted.process}`, 'NO_SUCH_DEFINITION');
  const bundle: Bundle = {
    format: 1,
    graph,
    models: [],
    decisions: {},
    forms: {},
    calendar: { data: shippedCalendar, version: 'shipped' },
    rules: { data: shippedRules, version: 'shipped' },
    parameters: [],
  };
  const body = canonicalJson(JSON.parse(JSON.stringify(bundle)));
  const bytes = Buffer.from(createHash('sha256').update(body).digest('hex') + body);
  await keepBundle(bytes.subarray(0, 64).toString(), bytes, new Date());
  return bytes;
}

/** A script that takes time returns in a second attempt, because the server skips the time between the two. */
async function runScript(
  { headers, variables }: Job,
  { scripts, working }: Play,
  time: TimeSkippingServer,
): Promise<Variables | undefined> {
  const { attempt, activityId, workflowExecution } = activityInfo();
  const key = `${workflowExecution!.workflowId}/${activityId}`;
  if (attempt > 1) {
    working.delete(key);
    return undefined;
  }
  const now = await time.now();
  const { takes, error, failure, variables: results } = scripts.run(headers.script!, variables, now.getTime());
  if (error)
    throw ApplicationFailure.create({
      message: error.message ?? error.code,
      type: BPMN_ERROR,
      nonRetryable: true,
      details: [{ code: error.code }],
    });
  if (failure) throw ApplicationFailure.nonRetryable(failure);
  if (!takes) return results;
  const back = Date.parse(after(now.toISOString(), takes));
  scripts.working = Math.max(scripts.working, back);
  working.set(key, back);
  throw ApplicationFailure.create({ message: 'at work', nextRetryDelay: back - now.getTime() });
}

async function started(client: Client, id: string, process: string, variables: Variables): Promise<boolean> {
  const input: RunInput = { instance: { id, businessKey: id }, process, variables };
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
    workflowId: id,
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'FAIL',
  });
  return client.workflow.executeUpdateWithStart(startUpdate, { startWorkflowOperation }).then(
    () => true,
    () => false,
  );
}

/** Subscribes the messages and signals that start processes; the suite starts all other processes itself. */
async function subscribe(client: Client, graphs: Graph[]): Promise<void> {
  await Subscriptions.deleteMany({});
  const triggers = graphs
    .flatMap((graph) => startTriggers(graph, new Date().toISOString()).triggers)
    .filter((trigger) => trigger.type !== 'timer');
  await Subscriptions.create(triggers.flatMap((trigger) => subscriptionOf(trigger)));
  for (const process of new Set(triggers.filter(({ inTurn }) => inTurn).map((trigger) => trigger.process)))
    await client.workflow.start(workflowTypes.startInTurn, {
      workflowId: startInTurnId(process),
      taskQueue,
      args: [{ process, needed: true }],
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
  for (const { process, triggers: gathered } of gatherings(triggers))
    await client.workflow.start(workflowTypes.startOnAll, {
      workflowId: startOnAllId(process),
      taskQueue,
      args: [{ process, triggers: gathered }],
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
}

const gatherings = (triggers: StartTrigger[]) =>
  [...new Set(triggers.filter(({ together }) => together).map(({ process }) => process))].map((process) => ({
    process,
    triggers: triggers.filter((each) => each.together && each.process === process),
  }));

/** The instances of this play: those it started, those they called, and those started by their messages. */
const instancesOf = (run: string): Promise<Instance[]> =>
  Instances.find({ _id: { $regex: `(^|/)${run}-` } })
    .lean<Instance[]>()
    .exec();

interface Moving {
  client: Client;
  time: TimeSkippingServer;
  working: Working;
}

/**
 * Waits until nothing moves any more: no open workflow has a workflow task or an activity under way, and none went on
 * since it was last asked. An activity between two attempts is a script at work, which waits for the suite's time.
 */
async function settled(moving: Moving): Promise<void> {
  for (let before: string | undefined; ; await pause(20)) {
    const { executions } = await moving.time.connection.workflowService.listOpenWorkflowExecutions({
      namespace: 'default',
    });
    const states = await Promise.all(executions.map(({ execution }) => stateOf(execution!.workflowId!, moving)));
    const now = states.sort().join();
    if (now === before && !now.includes(atWork)) return;
    before = now;
  }
}

const atWork = 'at work';

async function stateOf(id: string, { client, time, working }: Moving): Promise<string> {
  const handle = client.workflow.getHandle(id);
  // A query is answered after the workflow tasks before it.
  await handle.query('__temporal_workflow_metadata').catch(() => undefined);
  const { raw, historyLength } = await handle.describe();
  const now = (await time.now()).getTime();
  const busy = (raw.pendingActivities ?? []).some(
    ({ lastFailure, activityId }) => !lastFailure || working.get(`${id}/${activityId}`)! <= now,
  );
  return `${id}:${historyLength}:${busy ? atWork : ''}`;
}

async function outcomesOf(run: string): Promise<Outcome[]> {
  return Promise.all(
    (await instancesOf(run)).map(async ({ _id, status, parent }) => {
      const steps = await Steps.find({ instance: _id }).lean<Step[]>();
      return outcome(
        steps.flatMap(({ body }): Fact[] => (JSON.parse(body) as Batch).facts),
        status,
        Boolean(parent),
      );
    }),
  );
}

/** Ends whatever is still open, so that it does not affect the time of the next play. */
async function clear(client: Client, run: string): Promise<void> {
  for (const { _id, status } of await instancesOf(run))
    if (status === 'active')
      await client.workflow
        .getHandle(_id)
        .terminate()
        .catch(() => undefined);
}
