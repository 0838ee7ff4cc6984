import { setTimeout as pause } from 'node:timers/promises';
import { Client, WorkflowFailedError } from '@temporalio/client';
import pino from 'pino';
import { Bundles } from '../../activities/definitions/bundles';
import { reconcile } from '../../activities/duties/reconcile';
import { Post } from '../../activities/messages/Post';
import type { Problem } from '../../api/errors';
import { temporalOf } from '../../api/temporal';
import { Recorder } from '../../activities/records/Recorder';
import { Incidents, Instances, keepKeyIds, Steps, Tasks, type Incident, type Instance, type Task } from '../../models';
import { keyId } from '../../workflows/codec';
import { createDataConverter } from '../../workflows/dataConverter';
import { cancelSignal, workflowTypes, type Mend, type StepResult } from '../../workflows/messages';
import { bpmn, call, end, flows, start, user } from './bpmn';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

let host: Host;
beforeAll(async () => {
  host = await startHost();
  await host.publish(bpmn(['two', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]));
  await host.publish(bpmn(['inner', start() + user('i') + end() + flows('s', 'i', 'e')]));
  await host.publish(bpmn(['outer', start() + call('c', 'inner') + end() + flows('s', 'c', 'e')]));
});
afterAll(() => host?.stop());

/** One round of the comparison, as if it were two minutes later, so that nothing is too recent to be judged. */
async function compared(): Promise<void> {
  const { client, temporal } = host;
  const clock = () => new Date(Date.now() + 120_000);
  const bundles = new Bundles(clock);
  const post = new Post({ client, clock, taskQueue: temporal.taskQueue });
  const recorder = new Recorder(bundles, post, clock);
  const log = pino({ level: 'silent' });
  const shared = {
    client,
    clock,
    taskQueue: temporal.taskQueue,
    log,
    httpAllowed: [],
    reachOf: async () => undefined,
    ownAmong: async () => new Set<string>(),
    reassign: async () => undefined,
  };
  await reconcile({ ...shared, bundles, post, recorder });
}

const incident = (id: string, code: string) => Incidents.findOne({ instance: id, code }).lean<Incident>();
const open = (id: string, code: string) =>
  until(async () => {
    await compared();
    return Incidents.findOne({ instance: id, code, status: 'open' }).lean<Incident>();
  });
const instance = async (id: string) => (await Instances.findById(id).lean<Instance>())!;
const mend = (id: string, way: Mend['way']): Promise<StepResult> =>
  host.client.workflow.execute(workflowTypes.mendInstance, {
    workflowId: `mend/${id}/${way}`,
    taskQueue: host.temporal.taskQueue,
    args: [{ instance: id, case: id, way, by: 'operator', reason: 'because' }],
  }) as Promise<StepResult>;

/** The API's answer to an attempt to complete a task of an instance. */
const refusalOf = (id: string, key: number) =>
  temporalOf(host.client, host.temporal.taskQueue, 15_000, async () => new Uint8Array())
    .completeTask(id, `${id}-${key}`, { key, by: 'someone' })
    .then(
      () => undefined,
      (problem: Problem) => [problem.code, problem.about.unsettled],
    );

it('reports a workflow that the server has ended, and resumes it where it stood', async () => {
  const { id } = await host.start('two');
  await host.complete(id, 'a');
  await host.client.workflow.getHandle(id).terminate('by hand');
  const task = (await Tasks.findOne({ instance: id, element: 'b' }).lean<Task>())!;
  // Not “repeat later”, and not final: it may be resumed.
  expect(await refusalOf(id, task.key)).toEqual(['INSTANCE_ENDED', true]);
  expect(await open(id, 'WORKFLOW_ENDED')).toMatchObject({ key: 1, element: 'two', process: 'two' });
  expect(await instance(id)).toMatchObject({ status: 'terminated', incidents: 1, sequence: 3 });
  // Comparing again changes nothing.
  await compared();
  expect(await Steps.countDocuments({ instance: id })).toBe(3);

  expect(await mend(id, 'reset')).toMatchObject({ status: 'active', sequence: 2 });
  expect(await incident(id, 'WORKFLOW_ENDED')).toBeNull();
  expect(await instance(id)).toMatchObject({ status: 'active', incidents: 0 });
  expect((await host.complete(id, 'b')).status).toBe('completed');
});

it('removes what was recorded but lost when the workflow ended', async () => {
  const { id } = await host.start('two');
  await host.client.workflow.getHandle(id).terminate('too large');
  // The step was recorded before the server refused it.
  const [step] = await Steps.find({ instance: id }).lean<{ _id: string; body: string }[]>();
  const { key } = (await Tasks.findOne({ instance: id, element: 'a' }).lean<Task>())!;
  await Steps.collection.insertOne({
    ...step,
    _id: `${id}/2`,
    sequence: 2,
    digest: 'lost',
    body: JSON.stringify({ ...JSON.parse(step!.body), sequence: 2, facts: [], filing: undefined, commands: [] }),
  } as never);
  await Tasks.updateOne({ instance: id, key }, { $set: { status: 'completed' } });
  await Instances.updateOne({ _id: id }, { $set: { sequence: 2 } });
  await open(id, 'WORKFLOW_ENDED');
  expect(await mend(id, 'reset')).toMatchObject({ status: 'active', sequence: 1 });
  expect(await host.openTasks(id)).toEqual(['a']);
  await host.complete(id, 'a');
});

it('closes the record of an ended workflow with a step of the engine, and informs its caller', async () => {
  const { id } = await host.start('outer');
  const inner = await until(() => Instances.findOne({ parent: id }).lean<Instance>());
  await host.client.workflow.getHandle(inner._id).terminate('by hand');
  await open(inner._id, 'WORKFLOW_ENDED');
  expect(await mend(inner._id, 'close')).toMatchObject({ status: 'terminated' });
  expect(await Tasks.find({ instance: inner._id }).lean()).toMatchObject([{ element: 'i', status: 'withdrawn' }]);
  expect(await incident(inner._id, 'WORKFLOW_ENDED')).toMatchObject({ status: 'resolved', how: 'terminated' });
  expect(await until(() => incident(id, 'CALL_FAILED'))).toMatchObject({ status: 'open', element: 'c' });
  // It is closed for good: comparing again finds nothing new.
  await compared();
  expect(await instance(inner._id)).toMatchObject({ status: 'terminated', incidents: 0 });
  await expect(mend(`${inner._id}/none`, 'reset')).rejects.toThrow(WorkflowFailedError);
});

it('reports a workflow task that fails again and again, and ends the instance on request', async () => {
  const { id } = await host.start('two');
  const good = await host.start('two');
  // Sealed under a key of this system that the worker does not have.
  const current = Buffer.alloc(32, 8);
  await keepKeyIds([keyId(current)]);
  const { connection, options } = host.client;
  const rotated = new Client({
    connection,
    namespace: options.namespace,
    dataConverter: createDataConverter({ current }),
  });
  await rotated.workflow.getHandle(id).signal(cancelSignal, { by: 'x', reason: 'x' });
  const found = await until(async () => {
    await pause(1_000);
    await compared();
    return Incidents.findOne({ instance: id, code: 'WORKFLOW_FAILING', status: 'open' }).lean<Incident>();
  }).catch(() => open(id, 'WORKFLOW_FAILING'));
  expect(found).toMatchObject({ key: 0, process: 'two' });
  const task = (await Tasks.findOne({ instance: id, element: 'a' }).lean<Task>())!;
  expect(await refusalOf(id, task.key)).toEqual(['STANDS_STILL', true]);
  // Where nothing is known to be wrong, as after a worker was killed, it is to be repeated.
  const stored = { _id: found!._id };
  await Incidents.updateOne(stored, { $set: { status: 'resolved' } });
  expect(await refusalOf(id, task.key)).toEqual(['AWAY', undefined]);
  await Incidents.updateOne(stored, { $set: { status: 'open' } });
  expect(await instance(id)).toMatchObject({ status: 'active', incidents: 1 });
  await host.complete(good.id, 'a');
  expect(await mend(id, 'close')).toMatchObject({ status: 'terminated' });
  expect(await incident(id, 'WORKFLOW_FAILING')).toMatchObject({ status: 'resolved', how: 'terminated' });
  expect(await instance(id)).toMatchObject({ status: 'terminated', incidents: 0 });
});

it('finds a workflow without a record, and rebuilds the record from its history', async () => {
  const { id } = await host.start('two');
  await host.complete(id, 'a');
  const before = await Tasks.find({ instance: id }).sort({ _id: 1 }).lean();
  for (const model of [Instances, Steps, Tasks])
    await model.collection.deleteMany({ $or: [{ _id: id }, { instance: id }] } as never);
  expect(await open(id, 'RECORD_MISSING')).toMatchObject({ case: id, process: 'two' });
  expect(await mend(id, 'rebuild')).toMatchObject({ status: 'active', sequence: 2 });
  expect(await Tasks.find({ instance: id }).sort({ _id: 1 }).lean()).toEqual(before);
  expect(await incident(id, 'RECORD_MISSING')).toMatchObject({ status: 'resolved' });
  expect((await host.complete(id, 'b')).status).toBe('completed');
});
