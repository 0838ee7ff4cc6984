import { WorkflowUpdateFailedError } from '@temporalio/client';
import {
  Deadlines,
  Incidents,
  Instances,
  Messages,
  Notices,
  publishMessage,
  Steps,
  takeMessage,
  Tasks,
  type Task,
} from '../../models';
import {
  completeTaskUpdate,
  deliverMessageUpdate,
  repairUpdate,
  setVariablesUpdate,
  startInTurnId,
  startOnAllId,
  withdrawUpdate,
} from '../../workflows/messages';
import { rebuildCases } from '../../bin/rebuild';
import { traceOf } from '../../bin/trace';
import { bpmn, call, catchMessage, end, flow, flows, message, properties, service, start, timer, user } from './bpmn';
import { DAY, startHost, until, type Host } from './startHost';

jest.setTimeout(60_000);

let host: Host;
beforeAll(async () => {
  host = await startHost({ skipping: true });
}, 120_000);
afterAll(() => host?.stop(), 60_000);

const refusal = async (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: WorkflowUpdateFailedError) => (error.cause as { type?: string }).type,
  );

describe('a step', () => {
  beforeAll(() => host.publish(bpmn(['two', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')])));

  it('is answered when it can be read, with the tasks that it opened and closed', async () => {
    const { id, answer } = await host.start('two');
    expect(answer).toMatchObject({ sequence: 1, status: 'active', tasks: { opened: [{ element: 'a' }], closed: [] } });
    expect(await host.openTasks(id)).toEqual(['a']);
    const next = await host.complete(id, 'a', { amount: 5 });
    expect(next).toMatchObject({
      sequence: 2,
      tasks: { opened: [{ element: 'b' }], closed: [{ element: 'a', reason: 'completed' }] },
    });
    expect(await Tasks.findOne({ instance: id, element: 'a' }).lean<Task>()).toMatchObject({
      status: 'completed',
      closedBy: 'someone',
      result: { amount: 5 },
      openedStep: 1,
      closedStep: 2,
    });
    expect(await host.complete(id, 'b')).toMatchObject({ status: 'completed' });
    expect(await host.client.workflow.getHandle(id).result()).toBe('completed');
    expect(await Instances.findById(id).lean()).toMatchObject({ status: 'completed', sequence: 3, active: {} });
  });

  it('is done once per update id, and repeats its answer', async () => {
    const { id } = await host.start('two');
    const first = await host.complete(id, 'a', {}, 'the-key');
    const task = await Tasks.findOne({ instance: id, element: 'a' }).lean<Task>();
    const again = await host.client.workflow
      .getHandle(id)
      .executeUpdate(completeTaskUpdate, { args: [{ key: task!.key, by: 'someone' }], updateId: 'the-key' });
    expect(again).toEqual(first);
    expect(await Steps.countDocuments({ instance: id })).toBe(2);
    expect(await Steps.findOne({ updates: 'the-key' }).lean()).toMatchObject({ instance: id, sequence: 2 });
    await host.complete(id, 'b');
  });

  it('is refused if it does not apply, and an instance can be withdrawn', async () => {
    const { id } = await host.start('two');
    const handle = host.client.workflow.getHandle(id);
    expect(await refusal(handle.executeUpdate(completeTaskUpdate, { args: [{ key: 999, by: 'someone' }] }))).toBe(
      'NOT_WAITING',
    );
    await handle.executeUpdate(withdrawUpdate, { args: [{ by: 'someone', reason: 'over' }] });
    expect(await handle.result()).toBe('terminated');
    expect(await host.openTasks(id)).toEqual([]);
  });

  it('is withdrawn as its model says, but ended by an operator whatever the model waits for', async () => {
    await host.publish(
      bpmn(
        ['leaving', start() + catchMessage('m', 'M') + user('after') + end() + flows('s', 'm', 'after', 'e')],
        message('M', 'withdraw', '=number'),
      ),
    );
    const begun = async () => (await host.start('leaving', { variables: { number: 'N1' } })).id;
    const [withdrawn, ended] = [await begun(), await begun()];
    const leave = (id: string, more: object) =>
      host.client.workflow
        .getHandle(id)
        .executeUpdate(withdrawUpdate, { args: [{ by: 'someone', reason: 'over', ...more }] });
    expect(await leave(withdrawn, {})).toMatchObject({ tasks: { opened: [{ element: 'after' }] } });
    expect(await leave(ended, { operations: true })).toMatchObject({ status: 'terminated' });
    const step = await Steps.findOne({ instance: ended, sequence: 2 }).lean();
    expect(JSON.parse(step!.body).events).toMatchObject([
      { type: 'cancelled', by: 'someone', reason: 'over', act: 'operations.cancel' },
    ]);
    await host.complete(withdrawn, 'after');
  });

  it('starts a case once, although it is requested twice', async () => {
    const [one, two] = await Promise.all([
      host.start('two', { instance: { id: 'twice' } }),
      host.start('two', { instance: { id: 'twice' } }),
    ]);
    expect(two.answer).toEqual(one.answer);
    await host.complete('twice', 'a');
    await host.complete('twice', 'b');
  });

  it('names the process that does not exist', async () => {
    const call = host.start('nowhere');
    expect(await refusal(call)).toBe('NO_SUCH_DEFINITION');
  });

  it('says so if a process cannot be started this way, also to its calling process', async () => {
    const startsByMessage = (id: string, message: string) =>
      start(id, `<bpmn:messageEventDefinition messageRef="${message}"/>`);
    await host.publish(
      bpmn(
        [
          'several',
          startsByMessage('m', 'message_m') +
            startsByMessage('n', 'message_n') +
            end() +
            flow('m', 'e') +
            flow('n', 'e'),
        ],
        message('message_m', 'm', '=k'),
        message('message_n', 'n', '=k'),
      ),
    );
    await host.publish(bpmn(['caller', start() + call('c', 'several') + end() + flows('s', 'c', 'e')]));
    expect(await refusal(host.start('several'))).toBe('START_EVENT_NEEDED');
    const { id } = await host.start('caller');
    expect(await until(async () => Incidents.findOne({ instance: id, status: 'open' }).lean())).toMatchObject({
      element: 'c',
      code: 'CALL_FAILED',
    });
    await host.client.workflow
      .getHandle(id)
      .executeUpdate(withdrawUpdate, { args: [{ by: 'operator', reason: 'over' }] });
  });
});

it('fires timers by one wake-up, however often they are armed and cancelled', async () => {
  const reminder = `<bpmn:boundaryEvent id="soon" attachedToRef="a" cancelActivity="false">${properties({ limit: 'mediation-acceptance', moment: 'remind' })}${timer('P2D')}</bpmn:boundaryEvent>`;
  const breach = `<bpmn:boundaryEvent id="late" attachedToRef="b">${properties({ limit: 'mediation-period' })}${timer('P15D')}</bpmn:boundaryEvent>`;
  await host.publish(
    bpmn([
      'timed',
      start() +
        user('a') +
        reminder +
        user('b') +
        breach +
        user('reminded') +
        user('escalated') +
        end() +
        end('e2') +
        end('e3') +
        flows('s', 'a', 'b', 'e') +
        flows('soon', 'reminded', 'e2') +
        flows('late', 'escalated', 'e3'),
    ]),
  );
  const { id } = await host.start('timed');
  await host.pass(2 * DAY + 60_000);
  await until(async () => (await host.openTasks(id)).includes('reminded'));
  await host.complete(id, 'a');
  expect(await Tasks.findOne({ instance: id, element: 'b' }).lean<Task>()).toMatchObject({ limit: 'mediation-period' });
  await host.pass(16 * DAY);
  await until(async () => (await host.openTasks(id)).includes('escalated'));
  expect(await host.openTasks(id)).toEqual(['reminded', 'escalated']);
  const limits = await Deadlines.find({ case: id }).sort({ armedAt: 1 }).lean();
  expect(limits.map(({ limit, moment, status }) => [limit, moment, status])).toEqual([
    ['mediation-acceptance', 'remind', 'breached'],
    ['mediation-period', 'breach', 'breached'],
  ]);
  await host.complete(id, 'reminded');
  await host.complete(id, 'escalated');
});

describe('a cycle', () => {
  const cycle = (text: string) =>
    `<bpmn:timerEventDefinition><bpmn:timeCycle>${text}</bpmn:timeCycle></bpmn:timerEventDefinition>`;

  it('whose turns have all passed lets an arriving token continue at once', async () => {
    await host.publish(
      bpmn([
        'passed',
        start() +
          `<bpmn:intermediateCatchEvent id="c">${cycle('R3/2020-01-01T00:00:00Z/PT1H')}</bpmn:intermediateCatchEvent>` +
          user('a') +
          end() +
          flows('s', 'c', 'a', 'e'),
      ]),
    );
    const { id } = await host.start('passed');
    await until(async () => (await host.openTasks(id)).includes('a'));
    expect(await host.complete(id, 'a')).toMatchObject({ status: 'completed' });
  });

  it('starts a process at its future turns, and at none that has passed', async () => {
    await host.publish(bpmn(['twice', start('s', cycle('R2/PT1H')) + end() + flows('s', 'e')]));
    await host.publish(bpmn(['never', start('s', cycle('R3/2020-01-01T00:00:00Z/PT1H')) + end() + flows('s', 'e')]));
    await host.worker.duties.once();
    await host.pass(5 * 3_600_000);
    await until(async () => (await Instances.countDocuments({ process: 'twice', status: 'completed' })) === 2);
    expect(await Instances.countDocuments({ process: { $in: ['twice', 'never'] } })).toBe(2);
  });
});

it('reports a loop that never waits as an incident, and keeps working', async () => {
  await host.publish(
    bpmn([
      'round',
      start() +
        '<bpmn:task id="a"/><bpmn:exclusiveGateway id="g" default="g_a"/>' +
        end() +
        flows('s', 'a', 'g') +
        flow('g', 'a') +
        flow('g', 'e', '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=false</bpmn:conditionExpression>'),
    ]),
  );
  const { id } = await host.start('round');
  expect(await until(async () => Incidents.findOne({ instance: id, status: 'open' }).lean())).toMatchObject({
    code: 'LOOP_WITHOUT_WAIT',
  });
  await host.client.workflow
    .getHandle(id)
    .executeUpdate(withdrawUpdate, { args: [{ by: 'operator', reason: 'goes round' }] });
});

describe('called processes', () => {
  it('are workflows of their own that return their variables', async () => {
    await host.publish(bpmn(['inner', start() + user('x') + end() + flows('s', 'x', 'e')]));
    await host.publish(
      bpmn(['outer', start() + call('c', 'inner') + user('after') + end() + flows('s', 'c', 'after', 'e')]),
    );
    const { id } = await host.start('outer', { variables: { given: 1 } });
    const child = (await until(async () => Tasks.findOne({ case: id, element: 'x' }).lean<Task>())).instance;
    expect(child).toMatch(new RegExp(`^${id}/\\d+$`));
    await host.complete(child, 'x', { found: 2 });
    await until(async () => (await host.openTasks(id)).includes('after'));
    expect((await host.view(id)).state.instances[1]?.variables).toMatchObject({ given: 1, found: 2 });
    await host.complete(id, 'after');
    expect(await host.client.workflow.getHandle(id).result()).toBe('completed');
  });

  it('end with their caller', async () => {
    const { id } = await host.start('outer');
    const child = (await until(async () => Tasks.findOne({ case: id, element: 'x', status: 'open' }).lean<Task>()))
      .instance;
    await host.client.workflow
      .getHandle(id)
      .executeUpdate(withdrawUpdate, { args: [{ by: 'someone', reason: 'no longer' }] });
    expect(await host.client.workflow.getHandle(child).result()).toBe('terminated');
    expect(await host.openTasks(id)).toEqual([]);
  });

  it('that are not published raise an incident of the call', async () => {
    await host.publish(bpmn(['lost', start() + call('c', 'unpublished') + end() + flows('s', 'c', 'e')]));
    const { id } = await host.start('lost');
    const incident = await until(async () => Incidents.findOne({ instance: id }).lean());
    expect(incident).toMatchObject({ element: 'c', code: 'CALL_FAILED', status: 'open' });
    expect(incident.zh).toBe('流程「unpublished」没有已发布的版本。');
    expect(incident.en).toBe('No version of the process “unpublished” is published.');
    await host.client.workflow.getHandle(id).executeUpdate(repairUpdate, {
      args: [{ type: 'skip', key: incident.key, by: 'operator', reason: 'not needed' }],
    });
    expect(await host.client.workflow.getHandle(id).result()).toBe('completed');
    expect(await Incidents.findById(incident._id).lean()).toMatchObject({
      status: 'resolved',
      how: 'skipped',
      resolvedBy: 'operator',
    });
  });
});

describe('jobs', () => {
  it('of an unknown type raise an incident that can be skipped', async () => {
    await host.publish(
      bpmn([
        'jobless',
        start() + service('job', 'no.such.type') + user('after') + end() + flows('s', 'job', 'after', 'e'),
      ]),
    );
    const { id } = await host.start('jobless');
    const incident = await until(async () => Incidents.findOne({ instance: id, status: 'open' }).lean());
    expect(incident).toMatchObject({ element: 'job', code: 'JOB_FAILED' });
    expect(incident.zh).toBe('没有任务类型「no.such.type」(job)，请改正模型。');
    expect(incident.en).toBe('There is no job type “no.such.type” (job): correct the model.');
    await host.client.workflow
      .getHandle(id)
      .executeUpdate(repairUpdate, { args: [{ type: 'skip', key: incident.key, by: 'operator', reason: 'by hand' }] });
    await host.complete(id, 'after');
  });

  it('that need only our database run within the step that requests them', async () => {
    const to =
      '<zeebe:ioMapping><zeebe:input source="=[&quot;mediator&quot;]" target="to"/><zeebe:input source="={zh: &quot;你好&quot;, en: &quot;hello&quot;}" target="text"/></zeebe:ioMapping>';
    await host.publish(
      bpmn([
        'notified',
        start() + service('tell', 'notice.send', to) + user('after') + end() + flows('s', 'tell', 'after', 'e'),
      ]),
    );
    const { id, answer } = await host.start('notified', { region: '340111' });
    expect(answer).toMatchObject({ sequence: 1, tasks: { opened: [{ element: 'after' }] } });
    await host.complete(id, 'after');
  });

  it('of listeners each run within the step that they hold up', async () => {
    const mapping =
      '<zeebe:ioMapping><zeebe:input source="=[&quot;mediator&quot;]" target="to"/><zeebe:input source="={zh: &quot;你好&quot;, en: &quot;hello&quot;}" target="text"/></zeebe:ioMapping>';
    const listener = (on: string) => `<zeebe:executionListener eventType="${on}" type="notice.send"/>`;
    await host.publish(
      bpmn([
        'heard',
        start() +
          user(
            'tell',
            `${mapping}<zeebe:executionListeners>${listener('start')}${listener('end')}${listener('start')}</zeebe:executionListeners>`,
          ) +
          end() +
          flows('s', 'tell', 'e'),
      ]),
    );
    const { id, answer } = await host.start('heard', { region: '340111' });
    expect(answer.tasks.opened).toMatchObject([{ element: 'tell' }]);
    const { key } = answer.tasks.opened[0]!;
    expect(await Notices.countDocuments({ _id: { $in: [`${id}/${key}/0`, `${id}/${key}/1`] } })).toBe(2);
    expect(await host.complete(id, 'tell')).toMatchObject({ status: 'completed' });
    expect(await Notices.countDocuments({ _id: `${id}/${key}/2` })).toBe(1);
  });
});

it('can be told as a story, and its records rebuilt from its steps', async () => {
  await host.publish(bpmn(['told', start() + user('a') + user('b') + end() + flows('s', 'a', 'b', 'e')]));
  const { id } = await host.start('told', { region: '340111' });
  await host.complete(id, 'a', { amount: 5 });
  const story = await traceOf(id);
  expect(story).toContain('taskCompleted by someone');
  expect(story).toMatch(/completed +a\b/);
  expect(await traceOf('nobody')).toBe('');

  const shown = async () => [
    await Instances.findById(id).lean(),
    await Tasks.find({ case: id }).sort({ _id: 1 }).lean(),
  ];
  const before = await shown();
  await Tasks.deleteMany({ case: id });
  expect([...(await rebuildCases([id], () => new Date()))]).toEqual([[id, 2]]);
  expect(await shown()).toEqual(before);
  await expect(rebuildCases(['nobody'], () => new Date())).rejects.toThrow('nobody');
  await host.complete(id, 'b');
});

describe('messages and signals', () => {
  it('reach an instance that waits, once', async () => {
    await host.publish(
      bpmn(
        ['waiting', start() + catchMessage('m', 'M') + user('after') + end() + flows('s', 'm', 'after', 'e')],
        message('M', 'court.accept', '=number'),
      ),
    );
    const { id } = await host.start('waiting', { variables: { number: 'N1' } });
    const handle = host.client.workflow.getHandle(id);
    expect(
      await refusal(handle.executeUpdate(deliverMessageUpdate, { args: [{ id: 'x', name: 'other', by: 'court' }] })),
    ).toBe('NOT_WAITING');
    const answer = await handle.executeUpdate(deliverMessageUpdate, {
      args: [{ id: 'm1', name: 'court.accept', correlationKey: 'N1', variables: { procedure: 'simple' }, by: 'court' }],
      updateId: 'm1',
    });
    expect(answer.tasks.opened).toMatchObject([{ element: 'after' }]);
    expect((await host.view(id)).state.instances[1]?.variables).toMatchObject({ procedure: 'simple' });
    await host.complete(id, 'after');
  });

  it('are kept for a later receiver, and go to one only', async () => {
    const throwing =
      '<bpmn:intermediateThrowEvent id="t"><bpmn:messageEventDefinition messageRef="P"/></bpmn:intermediateThrowEvent>';
    await host.publish(
      bpmn(['sender', start() + throwing + end() + flows('s', 't', 'e')], message('P', 'parcel', '=number')),
    );
    await host.publish(
      bpmn(
        [
          'receiver',
          start() + user('first') + catchMessage('m', 'P') + user('got') + end() + flows('s', 'first', 'm', 'got', 'e'),
        ],
        message('P', 'parcel', '=number'),
      ),
    );
    const [one, two] = [
      await host.start('receiver', { variables: { number: 'K' } }),
      await host.start('receiver', { variables: { number: 'K' } }),
    ];
    await host.start('sender', { variables: { number: 'K' } });
    await host.complete(one.id, 'first');
    await until(async () => (await host.openTasks(one.id)).includes('got'));
    await host.complete(two.id, 'first');
    await host.start('sender', { variables: { number: 'K' } });
    await until(async () => (await host.openTasks(two.id)).includes('got'));
    await host.complete(one.id, 'got');
    await host.complete(two.id, 'got');
  });

  it('start processes', async () => {
    await host.publish(
      bpmn(
        [
          'begun',
          start('s', '<bpmn:messageEventDefinition messageRef="B"/>') + user('x') + end() + flows('s', 'x', 'e'),
        ],
        message('B', 'begin', '=number'),
      ),
    );
    await host.worker.duties.once();
    const number =
      '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=number" target="number"/></zeebe:ioMapping></bpmn:extensionElements>';
    const throwing = `<bpmn:intermediateThrowEvent id="t">${number}<bpmn:messageEventDefinition messageRef="B"/></bpmn:intermediateThrowEvent>`;
    await host.publish(
      bpmn(['beginner', start() + throwing + end() + flows('s', 't', 'e')], message('B', 'begin', '=number')),
    );
    const { id } = await host.start('beginner', { variables: { number: 'Z' } });
    const task = await until(async () => Tasks.findOne({ process: 'begun', status: 'open' }).lean<Task>());
    expect(task.instance).toContain(id);
    await host.complete(task.instance, 'x');
  });

  it('are delivered again if the receiver crashed after taking them, and take effect once', async () => {
    await host.publish(
      bpmn(
        [
          'resumed',
          start('s', '<bpmn:messageEventDefinition messageRef="R"/>') + user('x') + end() + flows('s', 'x', 'e'),
        ],
        message('R', 'resume', '=number'),
      ),
    );
    await host.publish(
      bpmn(
        ['patient', start() + catchMessage('m', 'Q') + user('got') + end() + flows('s', 'm', 'got', 'e')],
        message('Q', 'continue', '=number'),
      ),
    );
    await host.worker.duties.once();
    const { id } = await host.start('patient', { variables: { number: 'L' } });
    const taken = async (_id: string, name: string, by: string) => {
      await publishMessage({
        _id,
        name,
        correlationKey: 'L',
        variables: { number: 'L' },
        at: new Date(0),
        expiresAt: new Date('9999-01-01'),
      });
      await takeMessage(_id, by, new Date(0));
    };
    await taken('fallen-1', 'resume', 'resumed/fallen-1');
    await taken('fallen-2', 'continue', id);
    await host.worker.duties.once();
    const started = await until(async () => Tasks.findOne({ process: 'resumed', status: 'open' }).lean<Task>());
    await until(async () => (await host.openTasks(id)).includes('got'));
    expect(started.instance).toBe('resumed/fallen-1');
    expect((await Messages.find({ _id: /^fallen/ }).lean()).map(({ status }) => status)).toEqual(['handed', 'handed']);
    await host.worker.duties.once();
    expect(await Tasks.countDocuments({ process: 'resumed' })).toBe(1);
    await host.complete(started.instance, 'x');
    await host.complete(id, 'got');
  });

  describe('start a process that needs all of them', () => {
    const signals: [string, string] = ['', '<bpmn:signal id="S1" name="one"/><bpmn:signal id="S2" name="two"/>'];
    const caught = (name: string) => `<bpmn:signalEventDefinition signalRef="${name}"/>`;
    const thrown = (id: string, name: string) =>
      `<bpmn:intermediateThrowEvent id="${id}">${caught(name)}</bpmn:intermediateThrowEvent>`;
    const open = (process: string) => Tasks.find({ process, status: 'open' }).sort({ openedAt: 1 }).lean<Task[]>();

    it('when the last arrives, also if they arrive at once, and once each time', async () => {
      const begin = `<bpmn:startEvent id="s" parallelMultiple="true">${caught('S1')}${caught('S2')}</bpmn:startEvent>`;
      await host.publish(bpmn(['whole', begin + user('x') + end() + flows('s', 'x', 'e')], signals));
      await host.publish(
        bpmn(
          ['both', start() + thrown('t1', 'S1') + thrown('t2', 'S2') + end() + flows('s', 't1', 't2', 'e')],
          signals,
        ),
      );
      await host.publish(bpmn(['one', start() + thrown('t', 'S1') + end() + flows('s', 't', 'e')], signals));
      await host.publish(bpmn(['two', start() + thrown('t', 'S2') + end() + flows('s', 't', 'e')], signals));
      await host.worker.duties.once();
      await host.start('both', { variables: { number: 1 } });
      await until(async () => (await open('whole')).length === 1);
      await host.start('one', { variables: { number: 2 } });
      await host.start('one', { variables: { number: 3 } });
      await Promise.all(['one', 'two'].map((process) => host.start(process, { variables: { number: 4 } })));
      const tasks = await until(async () => {
        const found = await open('whole');
        return found.length === 2 && found;
      });
      expect(await Instances.countDocuments({ process: 'whole' })).toBe(2);
      for (const { instance } of tasks)
        expect(await host.complete(instance, 'x')).toMatchObject({ status: 'completed' });
      await host.publish(bpmn(['whole', start() + end() + flows('s', 'e')]));
      await host.worker.duties.once();
      await host.client.workflow.getHandle(startOnAllId('whole')).result();
    });

    it('with the same key, by a message and at a time', async () => {
      const paid: [string, string] = [
        '',
        '<bpmn:message id="M1" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=order"/></bpmn:extensionElements></bpmn:message><bpmn:message id="M2" name="packed"><bpmn:extensionElements><zeebe:subscription correlationKey="=order"/></bpmn:extensionElements></bpmn:message>',
      ];
      const begin = `<bpmn:startEvent id="s" parallelMultiple="true"><bpmn:messageEventDefinition messageRef="M1"/><bpmn:messageEventDefinition messageRef="M2"/><bpmn:timerEventDefinition><bpmn:timeCycle>R1/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`;
      const input =
        '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=order" target="order"/></zeebe:ioMapping></bpmn:extensionElements>';
      const sender = (id: string, ref: string): [string, string] => [
        id,
        start() +
          `<bpmn:intermediateThrowEvent id="t">${input}<bpmn:messageEventDefinition messageRef="${ref}"/></bpmn:intermediateThrowEvent>` +
          end() +
          flows('s', 't', 'e'),
      ];
      await host.publish(bpmn(['orders', begin + user('x') + end() + flows('s', 'x', 'e')], paid));
      await host.publish(bpmn(sender('pays', 'M1'), paid));
      await host.publish(bpmn(sender('packs', 'M2'), paid));
      await host.worker.duties.once();
      for (const [process, order] of [
        ['pays', 'o1'],
        ['packs', 'o2'],
      ] as const)
        await host.start(process, { variables: { order } });
      const packed = {
        id: 'packed-1',
        name: 'packed',
        correlationKey: 'o1',
        variables: { order: 'o1' },
        by: 'warehouse',
      };
      await host.client.workflow
        .getHandle(startOnAllId('orders'))
        .executeUpdate(deliverMessageUpdate, { args: [packed], updateId: 'packed-1' });
      await host.pass(3_700_000);
      const [task] = await until(async () => {
        const found = await open('orders');
        return found.length > 0 && found;
      });
      expect((await host.view(task!.instance)).state.instances[1]?.variables).toEqual({ order: 'o1' });
      expect(await Instances.countDocuments({ process: 'orders' })).toBe(1);
      await host.complete(task!.instance, 'x');
    });

    it('at an event-based gateway, the later one for the instance that the first one started', async () => {
      const gateway = '<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>';
      const after = (id: string, name: string) =>
        `<bpmn:intermediateCatchEvent id="${id}">${caught(name)}</bpmn:intermediateCatchEvent>`;
      const sides: [string, string] = ['', '<bpmn:signal id="S1" name="left"/><bpmn:signal id="S2" name="right"/>'];
      await host.publish(
        bpmn(
          [
            'sides',
            gateway +
              after('l', 'S1') +
              after('r', 'S2') +
              end() +
              end('e2') +
              flows('g', 'l', 'e') +
              flows('g', 'r', 'e2'),
          ],
          sides,
        ),
      );
      for (const [process, name] of [
        ['lefts', 'S1'],
        ['rights', 'S2'],
      ] as const)
        await host.publish(bpmn([process, start() + thrown('t', name) + end() + flows('s', 't', 'e')], sides));
      await host.worker.duties.once();
      await host.start('lefts');
      await until(async () => Instances.findOne({ process: 'sides' }).lean());
      await host.start('rights');
      await until(async () => Instances.findOne({ process: 'sides', status: 'completed' }).lean());
      expect(await Instances.countDocuments({ process: 'sides' })).toBe(1);
    });
  });

  it('start one instance together at a parallel event-based gateway, also if they arrive at once', async () => {
    const ids: [string, string] = ['', ['A', 'B'].map((name) => message(name, name, '=number')[1]).join('')];
    const gateway = '<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>';
    const sent = (id: string, name: string) =>
      `<bpmn:intermediateThrowEvent id="${id}"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=number" target="number"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="${name}"/></bpmn:intermediateThrowEvent>`;
    await host.publish(
      bpmn(
        [
          'met',
          gateway +
            catchMessage('a', 'A') +
            catchMessage('b', 'B') +
            user('x') +
            user('y') +
            end() +
            end('e2') +
            flows('g', 'a', 'x', 'e') +
            flows('g', 'b', 'y', 'e2'),
        ],
        ids,
      ),
    );
    await host.publish(
      bpmn(['sends', start() + sent('t1', 'A') + sent('t2', 'B') + end() + flows('s', 't1', 't2', 'e')], ids),
    );
    await host.worker.duties.once();
    await Promise.all(['K1', 'K2', 'K1', 'K3'].map((number) => host.start('sends', { variables: { number } })));
    const tasks = await until(async () => {
      const found = await Tasks.find({ process: 'met', status: 'open' }).lean<Task[]>();
      return found.length === 8 && found;
    });
    expect(await Instances.countDocuments({ process: 'met' })).toBe(4);
    expect(await Messages.countDocuments({ name: { $in: ['A', 'B'] }, status: 'handed' })).toBe(8);
    for (const { instance, element } of tasks) await host.complete(instance, element);
    await host.publish(bpmn(['met', start() + end() + flows('s', 'e')]));
    await host.worker.duties.once();
    await host.client.workflow.getHandle(startInTurnId('met')).result();
  });

  it('are received by all who wait for a signal', async () => {
    const signal: [string, string] = ['', '<bpmn:signal id="S" name="alarm"/>'];
    await host.publish(
      bpmn(
        [
          'listener',
          start() +
            '<bpmn:intermediateCatchEvent id="c"><bpmn:signalEventDefinition signalRef="S"/></bpmn:intermediateCatchEvent>' +
            user('heard') +
            end() +
            flows('s', 'c', 'heard', 'e'),
        ],
        signal,
      ),
    );
    await host.publish(
      bpmn(
        [
          'alarm',
          start() +
            '<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="S"/></bpmn:intermediateThrowEvent>' +
            end() +
            flows('s', 't', 'e'),
        ],
        signal,
      ),
    );
    const [one, two] = [await host.start('listener'), await host.start('listener')];
    await host.start('alarm');
    for (const { id } of [one, two]) {
      await until(async () => (await host.openTasks(id)).includes('heard'));
      await host.complete(id, 'heard');
    }
  });
});

it('stops with an incident at a failing condition until the variable is corrected and the step retried', async () => {
  const split = '<bpmn:exclusiveGateway id="g"/>';
  await host.publish(
    bpmn([
      'stuck',
      start() +
        split +
        user('x') +
        end() +
        flow('s', 'g') +
        flow(
          'g',
          'x',
          '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=amount &gt; 3</bpmn:conditionExpression>',
        ) +
        flow('x', 'e'),
    ]),
  );
  const { id } = await host.start('stuck', { variables: { amount: 1 } });
  const handle = host.client.workflow.getHandle(id);
  const incident = await until(async () => Incidents.findOne({ instance: id, status: 'open' }).lean());
  expect(incident.element).toBe('g');
  await handle.executeUpdate(setVariablesUpdate, {
    args: [{ variables: { amount: 5 }, by: 'operator', reason: 'typing error' }],
  });
  const answer = await handle.executeUpdate(repairUpdate, {
    args: [{ type: 'retry', key: incident.key, by: 'operator', reason: 'mended' }],
  });
  expect(answer.tasks.opened).toMatchObject([{ element: 'x' }]);
  expect(await Instances.findById(id).lean()).toMatchObject({ incidents: 0 });
  await host.complete(id, 'x');
});
