import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type WorkflowUpdateFailedError } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { Cases, Deadlines, Incidents, Instances, Steps, Tasks, type Incident, type Task } from '../../models';
import {
  completeTaskUpdate,
  deliverMessageUpdate,
  migrateUpdate,
  renewSignal,
  searchAttributesOf,
  takeContextUpdate,
  withdrawUpdate,
} from '../../workflows/messages';
import { addReference, currentReference } from '../../models';
import { shippedCalendar } from '../../domain/limits/calendar';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonicalJson';
import { createDataConverter } from '../../workflows/dataConverter';
import { bpmn, call, end, flows, message, properties, service, start, timer, user } from './bpmn';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

/**
 * Features that the time-skipping server lacks or implements differently: continue-as-new with children, lists,
 * refusals that leave no trace.
 */
let host: Host;
/** An outside service that holds back its answers until they are released. */
const pending = new Map<string, () => void>();
const outside = createServer(({ url }, response) => void pending.set(url!, () => response.end('{}')));
const addressOutside = () => `127.0.0.1:${(outside.address() as AddressInfo).port}`;
beforeAll(async () => {
  await once(outside.listen(0, '127.0.0.1'), 'listening');
  host = await startHost({ httpAllowed: [addressOutside()] });
});
afterAll(async () => {
  await host?.stop();
  outside.close();
});

const handle = (id: string) => host.client.workflow.getHandle(id);

/** Continued as new, and running again. */
async function renew(id: string): Promise<void> {
  const { runId } = await handle(id).describe();
  await handle(id).signal(renewSignal);
  await until(async () => (await handle(id).describe()).runId !== runId);
}

it('refuses without leaving a history', async () => {
  await host.publish(bpmn(['two', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]));
  const { id } = await host.start('two');
  const before = (await handle(id).describe()).historyLength;
  const refused = await handle(id)
    .executeUpdate(completeTaskUpdate, { args: [{ key: 99, by: 'someone' }] })
    .catch((error: WorkflowUpdateFailedError) => error);
  expect((refused as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'NOT_WAITING' });
  expect((await handle(id).describe()).historyLength).toBe(before);
  await host.complete(id, 'a');
  await host.complete(id, 'b');
});

it('costs one workflow task and eight events per human step', async () => {
  const { id } = await host.start('two');
  await host.complete(id, 'a');
  await host.complete(id, 'b');
  await handle(id).result();
  const { events } = await handle(id).fetchHistory();
  const completed = events!.filter((event) => event.workflowTaskCompletedEventAttributes).length;
  expect(completed).toBe(3);
  // One more in a whole run: the marker of the edition with which it began (docs/decisions/editions.md).
  expect(events!.length).toBeLessThanOrEqual(1 + 3 * 3 + 3 * 2 + 4 + 1 + 1 + 1);
});

describe('what somebody else sends to a running case', () => {
  const incidentOf = (id: string) => Incidents.find({ instance: id, status: 'open' }).lean<Incident[]>();
  const answerOf = (sent: Promise<unknown>) =>
    sent.then(
      () => 'accepted',
      (error: Error) => (error.cause as { message?: string } | undefined)?.message ?? error.message,
    );

  it('is refused without harm, and shown once to operations', async () => {
    await host.publish(bpmn(['attacked', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]));
    const { id } = await host.start('attacked');
    const { connection, options } = host.client;
    const clientWith = (dataConverter?: DataConverter) =>
      new Client({ connection, namespace: options.namespace, dataConverter }).workflow.getHandle(id);
    const stranger = clientWith();
    const otherKey = clientWith(createDataConverter({ current: Buffer.alloc(32, 9) }));
    const known = ['callEnded', 'callEscalated', 'messageArrived', 'signalArrived', 'cancel'];
    for (const name of [...known, 'renew', 'whatever', '__temporal_x']) {
      await stranger.signal(name, { key: 1, status: 'completed', reason: 'x', by: 'x', id: 'x', name: 'x' });
      await stranger.signal(name, 'x'.repeat(1000));
      if (name !== 'renew') await stranger.signal(name);
    }
    await otherKey.signal('cancel', { by: 'x', reason: 'x' });
    // A payload that was sealed for this workflow, but for something else.
    await handle(id).signal('callEnded', ['x']);
    await handle(id).signal('messageArrived', { id: 5 });
    for (const [name, args] of [
      ['completeTask', [{ key: 2, by: 'x' }]],
      ['migrate', [{ definition: 'x', plan: {}, by: 'x', reason: 'x' }]],
      ['takeContext', []],
      ['setVariables', [5]],
      ['whatever', [{}]],
    ] as [string, unknown[]][])
      expect(await answerOf(stranger.executeUpdate(name, { args: args as [] }))).not.toBe('accepted');
    expect(await answerOf(handle(id).executeUpdate('takeContext', { args: [undefined] }))).toMatch('no such content');
    expect(await answerOf(handle(id).executeUpdate('migrate', { args: [{ definition: 'x' }] }))).toMatch('no such');
    await answerOf(stranger.query('instance', { anything: 1 }));
    await answerOf(stranger.query('whatever', 5));

    await host.complete(id, 'a');
    // What was sealed for this workflow is neither repeated nor made into another request.
    const { events } = await handle(id).fetchHistory();
    const begun = events![0]!.workflowExecutionStartedEventAttributes!.input!.payloads!;
    const sent = events!.flatMap(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest ?? [],
    );
    const completing = sent.find(({ input }) => input!.name === 'completeTask')!.input!.args!.payloads!;
    for (const [name, payloads] of [
      ['completeTask', completing],
      ['setVariables', completing],
      ['setVariables', begun],
    ] as const) {
      const { outcome } = await connection.workflowService.updateWorkflowExecution({
        namespace: options.namespace,
        workflowExecution: { workflowId: id },
        waitPolicy: { lifecycleStage: 3 },
        request: { meta: { updateId: crypto.randomUUID() }, input: { name, args: { payloads: [payloads[0]!] } } },
      });
      expect([name, outcome?.failure?.applicationFailureInfo?.type]).toEqual([name, 'BAD_INPUT']);
    }
    await host.restartWorker();
    await host.complete(id, 'b');
    expect(await handle(id).result()).toBe('completed');
    await until(async () => (await incidentOf(id)).length > 0);
    expect(await incidentOf(id)).toMatchObject([{ code: 'MESSAGE_REFUSED', case: id }]);
  });
});

describe('continued as new', () => {
  it('a case keeps its called processes, timers and answers', async () => {
    await host.publish(bpmn(['inner', start() + user('x') + end() + flows('s', 'x', 'e')]));
    const late = `<bpmn:boundaryEvent id="late" attachedToRef="b">${properties({ limit: 'mediation-period' })}${timer('PT6S')}</bpmn:boundaryEvent>`;
    await host.publish(
      bpmn([
        'outer',
        start() +
          user('a') +
          call('c', 'inner') +
          user('b') +
          late +
          user('escalated') +
          end() +
          end('e2') +
          flows('s', 'a', 'c', 'b', 'e') +
          flows('late', 'escalated', 'e2'),
      ]),
    );
    const { id } = await host.start('outer', { variables: { given: 1 } });
    const first = await host.complete(id, 'a', { said: 'yes' }, 'answered-once');
    const child = (await until(async () => Tasks.findOne({ case: id, element: 'x' }).lean<Task>())).instance;
    await renew(id);
    const [{ key }] = (await Tasks.find({ instance: id, element: 'a' }).lean<Task[]>()) as [Task];
    expect(
      await handle(id).executeUpdate(completeTaskUpdate, { args: [{ key, by: 'someone' }], updateId: 'answered-once' }),
    ).toEqual(first);
    await renew(child);
    await host.complete(child, 'x', { found: 2 });
    await until(async () => (await host.openTasks(id)).includes('b'));
    await renew(id);
    expect((await host.view(id)).state.instances[1]?.variables).toMatchObject({ given: 1, said: 'yes', found: 2 });
    await until(async () => (await host.openTasks(id)).includes('escalated'));
    expect(await Deadlines.findOne({ case: id, limit: 'mediation-period' }).lean()).toMatchObject({
      status: 'breached',
    });
    expect((await host.complete(id, 'escalated')).status).toBe('completed');
    const steps = await Steps.find({ instance: id }).sort({ sequence: 1 }).lean();
    expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, index) => index + 1));
  });

  it('a case that is withdrawn ends the processes it called before', async () => {
    const { id } = await host.start('outer');
    await host.complete(id, 'a');
    const child = (await until(async () => Tasks.findOne({ case: id, element: 'x', status: 'open' }).lean<Task>()))
      .instance;
    await renew(id);
    await handle(id).executeUpdate(withdrawUpdate, { args: [{ by: 'someone', reason: 'settled' }] });
    expect(await handle(child).result()).toBe('terminated');
  });

  it('automatically when the history is long', async () => {
    const again = '<bpmn:exclusiveGateway id="g" default="g_e"/>';
    await host.publish(
      bpmn([
        'round',
        start() +
          user('a') +
          again +
          end() +
          flows('s', 'a', 'g', 'e') +
          '<bpmn:sequenceFlow id="back" sourceRef="g" targetRef="a"><bpmn:conditionExpression>=more</bpmn:conditionExpression></bpmn:sequenceFlow>',
      ]),
    );
    const { id } = await host.start('round');
    const { runId } = await handle(id).describe();
    // As if 4,096 events had passed; the server's own suggestion is read in the same place.
    await handle(id).signal(renewSignal);
    await until(async () => (await handle(id).describe()).runId !== runId);
    for (let turn = 0; turn < 5; turn++) await host.complete(id, 'a', { more: turn < 4 });
    expect(await handle(id).result()).toBe('completed');
    expect(await Instances.findById(id).lean()).toMatchObject({ status: 'completed', sequence: 6 });
  });
});

/**
 * The answer arrives before the cancellation while a step is in progress, so that nothing is left to cancel: the
 * time-skipping server treats that as an error (ACTIVITY_UNKNOWN) and the case gets stuck; the real one continues.
 */
it('continues if a job completes at the very moment it is cancelled', async () => {
  const ask = `<zeebe:ioMapping><zeebe:input source="=url" target="url"/></zeebe:ioMapping>`;
  const stop =
    '<bpmn:boundaryEvent id="stop" attachedToRef="ask"><bpmn:messageEventDefinition messageRef="M"/></bpmn:boundaryEvent>';
  await host.publish(
    bpmn(
      [
        'asks',
        start() +
          service('ask', 'http.request', ask) +
          stop +
          user('answered') +
          user('stopped') +
          end() +
          end('e2') +
          flows('s', 'ask', 'answered', 'e') +
          flows('stop', 'stopped', 'e2'),
      ],
      message('M', 'stop', '=url'),
    ),
  );
  for (let round = 0; round < 12; round++) {
    const url = `http://${addressOutside()}/${round}`;
    const { id } = await host.start('asks', { variables: { url } });
    const answer = await until(async () => pending.get(`/${round}`));
    const delivered = handle(id)
      .executeUpdate(deliverMessageUpdate, {
        args: [{ id: `stop-${round}`, name: 'stop', correlationKey: url, by: 'someone' }],
      })
      .catch(() => undefined);
    if (round % 2) await pause(round);
    answer();
    const [element] = await until(async () => {
      const open = await host.openTasks(id);
      return open.length > 0 && open;
    });
    await delivered;
    await host.complete(id, element!);
    expect(await handle(id).result()).toBe('completed');
  }
});

it('is found by case number, region, stage and definition, and where its case was transferred to', async () => {
  await host.publish(bpmn(['calledThere', start() + user('there') + end() + flows('s', 'there', 'e')]));
  await host.publish(
    bpmn([
      'staged',
      start() +
        `<bpmn:userTask id="m">${properties({ stage: 'mediation' })}</bpmn:userTask>` +
        call('c', 'calledThere') +
        end() +
        flows('s', 'm', 'c', 'e'),
    ]),
  );
  const { id } = await host.start('staged', {
    instance: { id: 'AH-340111-2026-000009', businessKey: 'AH-340111-2026-000009' },
    region: '340111',
  });
  const query =
    "HeyiCaseNumber='AH-340111-2026-000009' AND HeyiRegion='340111' AND HeyiStage='mediation' AND HeyiDefinition='staged'";
  const found = (asked: string) =>
    until(async () => {
      for await (const workflow of host.client.workflow.list({ query: asked })) return workflow;
      return undefined;
    });
  expect((await found(query)).workflowId).toBe(id);
  await host.complete(id, 'm', { seat: { region: '340202' } });
  for (const definition of ['staged', 'calledThere'])
    await found(`HeyiCaseNumber='AH-340111-2026-000009' AND HeyiRegion='340202' AND HeyiDefinition='${definition}'`);
  const called = await until(() => Tasks.findOne({ case: id, element: 'there' }).lean<Task>().exec());
  await host.complete(called.instance, 'there');
});

it('migrates an instance where it stands, and says why it cannot', async () => {
  await host.publish(bpmn(['grows', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]));
  const { id } = await host.start('grows');
  const [{ key }] = (await Tasks.find({ instance: id }).lean<Task[]>()) as [Task];
  await Tasks.updateOne({ instance: id, key }, { $set: { assignee: 'somebody' } });
  const next = await host.publish(
    bpmn(['grows', start() + user('a2') + user('c') + end() + flows('s', 'a2', 'c', 'e')]),
  );
  const refused = await handle(id)
    .executeUpdate(migrateUpdate, { args: [{ definition: next, plan: {}, by: 'administrator', reason: 'new law' }] })
    .catch((error: WorkflowUpdateFailedError) => error);
  expect((refused as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'CANNOT_MIGRATE' });
  await handle(id).executeUpdate(migrateUpdate, {
    args: [{ definition: next, plan: { a: 'a2' }, by: 'administrator', reason: 'new law' }],
  });
  expect(await Instances.findById(id).lean()).toMatchObject({ definition: next });
  expect(await Tasks.findOne({ instance: id, status: 'open' }).lean<Task>()).toMatchObject({
    element: 'a2',
    definition: next,
    assignee: 'somebody',
  });
  await host.complete(id, 'a2');
  expect(await host.openTasks(id)).toEqual(['c']);
  await host.complete(id, 'c');
});

it('derives dates again when a new calendar comes', async () => {
  const due =
    '<bpmn:timerEventDefinition><bpmn:timeDate>=deadline(&quot;mediation-acceptance&quot;, &quot;2030-03-01&quot;)</bpmn:timeDate></bpmn:timerEventDefinition>';
  const limit = `<bpmn:boundaryEvent id="late" attachedToRef="a">${properties({ limit: 'mediation-acceptance' })}${due}</bpmn:boundaryEvent>`;
  await host.publish(
    bpmn(['dated', start() + user('a') + limit + end() + end('e2') + flows('s', 'a', 'e') + flows('late', 'e2')]),
  );
  const { id } = await host.start('dated');
  const before = await Deadlines.findOne({ case: id }).lean();
  expect(before).toMatchObject({ status: 'running', basis: { provisional: true } });
  const year = {
    confidence: 'sure',
    notice: '国办发明电〔2029〕1号',
    noticeDate: '2029-11-01',
    statutoryDayCount: 13,
    lawVersion: '2025',
    holidays: [{ zh: '临时', en: 'Test', from: '2030-03-04', to: '2030-03-06', statutory: ['2030-03-04'] }],
    makeupWorkdays: [],
    offDays: ['2030-03-04', '2030-03-05', '2030-03-06'],
  };
  const body = canonicalJson({ ...shippedCalendar, years: { ...shippedCalendar.years, 2030: year } });
  await addReference({ kind: 'calendar', hash: createHash('sha256').update(body).digest('hex'), body, at: new Date() });
  await handle(id).executeUpdate(takeContextUpdate, { args: [{ by: 'administrator', reason: 'the notice for 2030' }] });
  const after = await Deadlines.findOne({ case: id }).lean();
  expect(after!.due!.getTime()).toBe(before!.due!.getTime() + 5 * 86_400_000);
  expect(after).toMatchObject({ basis: { provisional: false }, history: [{ due: before!.due }] });
  expect(await currentReference('calendar')).toMatchObject({ version: 1 });
  expect(
    (await handle(id).executeUpdate(takeContextUpdate, { args: [{ by: 'administrator', reason: 'again' }] })).tasks
      .opened,
  ).toEqual([]);
  await host.complete(id, 'a');
});

it('keeps working for cases whose worker disappeared between their steps', async () => {
  const { id } = await host.start('two');
  await host.restartWorker();
  await host.complete(id, 'a');
  await host.restartWorker();
  expect((await host.complete(id, 'b')).status).toBe('completed');
});

it('stores nothing personal in plain text', async () => {
  await host.publish(bpmn(['private', start() + user('a') + end() + flows('s', 'a', 'e')]));
  const { id } = await host.start('private', { variables: { name: '张三丰' } });
  await host.complete(id, 'a', { statement: '工资未付秘密' });
  await handle(id).result();
  const history = JSON.stringify(await handle(id).fetchHistory());
  for (const text of ['张三丰', '工资未付秘密']) {
    expect(history).not.toContain(text);
    expect(history).not.toContain(Buffer.from(text).toString('base64').slice(0, 10));
  }
  expect(await Incidents.countDocuments({ instance: id })).toBe(0);
  expect(searchAttributesOf({ instance: { id }, process: 'private' })).toHaveLength(2);
  expect(await Cases.countDocuments({ _id: id })).toBe(0);
});
