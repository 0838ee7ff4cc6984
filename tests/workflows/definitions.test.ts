import {
  changeStatus,
  Definitions,
  Incidents,
  Instances,
  joinDeployment,
  Messages,
  publishMessage,
  Tasks,
  type Definition,
  type Incident,
  type Task,
} from '../../models';
import { startOnTimeId, workflowTypes } from '../../workflows/messages';
import { bpmn, end, flows, start, user } from './bpmn';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(60_000);

let host: Host;
beforeAll(async () => {
  host = await startHost({ skipping: true });
}, 120_000);
afterAll(() => host?.stop(), 60_000);

const HOUR = 3_600_000;
const count = (process: string) => Instances.countDocuments({ process });

describe('a retired definition', () => {
  const startedOf = (task: string) =>
    bpmn(
      [
        'daily',
        start('s', '<bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>') +
          start('told', '<bpmn:messageEventDefinition messageRef="M"/>') +
          start('warned', '<bpmn:signalEventDefinition signalRef="S"/>') +
          user(task) +
          end() +
          flows('s', task, 'e') +
          flows('told', task) +
          flows('warned', task),
      ],
      ['', '<bpmn:message id="M" name="begin daily"/><bpmn:signal id="S" name="begin all"/>'],
    );
  const sayAll = bpmn(
    [
      'caller',
      start() +
        '<bpmn:intermediateThrowEvent id="m"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateThrowEvent>' +
        '<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="S"/></bpmn:intermediateThrowEvent>' +
        end() +
        flows('s', 'm', 't', 'e'),
    ],
    ['', '<bpmn:message id="M" name="begin daily"/><bpmn:signal id="S" name="begin all"/>'],
  );

  it('starts nothing: neither by time nor by message or signal', async () => {
    const first = await host.publish(startedOf('a'));
    await host.publish(sayAll);
    await host.worker.duties.once();
    await host.pass(2 * HOUR);
    await until(async () => (await count('daily')) === 2);
    await host.start('caller');
    await until(async () => (await count('daily')) === 4);

    await changeStatus('process:daily:1', 'published', 'retired', 'administrator', new Date());
    // Even if its timer fires before it could be told to end.
    await expect(host.start('daily', { definition: first, startEvent: 's' })).rejects.toMatchObject({
      cause: { type: 'NO_SUCH_DEFINITION' },
    });
    await host.worker.duties.once();
    const ended = async () =>
      (await host.client.workflow.getHandle(startOnTimeId('daily')).describe()).status.name === 'COMPLETED';
    await until(ended);
    const { id } = await host.start('caller');
    await until(async () => (await Instances.findById(id).lean())?.status === 'completed');
    expect(await Messages.findOne({ from: id }).lean()).toMatchObject({ status: 'waiting' });
    await host.pass(5 * HOUR);
    expect(await count('daily')).toBe(4);
  });

  it('leaves the start to the previous version that is still in force', async () => {
    await Messages.deleteMany({});
    const [second, third] = [await host.publish(startedOf('b')), await host.publish(startedOf('c'))];
    await host.worker.duties.once();
    await host.pass(HOUR);
    await until(async () => (await Instances.countDocuments({ definition: third })) === 1);
    await changeStatus('process:daily:3', 'published', 'retired', 'administrator', new Date());
    await host.worker.duties.once();
    await host.pass(HOUR);
    await until(async () => (await Instances.countDocuments({ definition: second })) === 1);
    expect(await Instances.countDocuments({ definition: third })).toBe(1);
    await changeStatus('process:daily:2', 'published', 'retired', 'administrator', new Date());
    await host.worker.duties.once();
  });

  it('is reported as retired if a message for it arrives at that moment', async () => {
    await publishMessage({
      _id: 'late',
      name: 'begin daily',
      correlationKey: '',
      variables: {},
      at: new Date(),
      expiresAt: new Date(Date.now() + 30 * 86_400_000),
    });
    await host.worker.duties.once();
    expect(await Messages.findById('late').lean()).toMatchObject({ status: 'waiting' });
  });
});

describe('a reference bound to the version published together', () => {
  const bound = 'bindingType="deployment"';
  const parent = (task: string) =>
    start() +
    user(task) +
    `<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="child" ${bound} propagateAllChildVariables="true"/></bpmn:extensionElements></bpmn:callActivity>` +
    `<bpmn:userTask id="z"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="f" ${bound}/></bpmn:extensionElements></bpmn:userTask>` +
    end() +
    flows('s', task, 'call', 'z', 'e');
  const child = (says: string) =>
    start('cs') +
    `<bpmn:scriptTask id="sc"><bpmn:extensionElements><zeebe:script expression="=&quot;${says}&quot;" resultVariable="v"/></bpmn:extensionElements></bpmn:scriptTask>` +
    end('ce') +
    flows('cs', 'sc', 'ce');
  const form = (label: string) =>
    JSON.stringify({ id: 'f', type: 'default', components: [{ type: 'text', text: label }] });
  const standsAt = (id: string) => until(async () => Tasks.findOne({ case: id, element: 'z' }).lean<Task>());
  const result = async (id: string) => (await host.view(id)).state.instances[1]!.variables?.v;

  it('uses that version, whatever is published later: in one file', async () => {
    await host.publish(
      bpmn(
        ['one', parent('w').replace('processId="child"', 'processId="inner"')],
        ['inner', child('published with 1')],
      ),
    );
    const { id } = await host.start('one');
    await host.publish(
      bpmn(
        ['one', parent('w').replace('processId="child"', 'processId="inner"')],
        ['inner', child('published with 2')],
      ),
    );
    await host.complete(id, 'w');
    await standsAt(id);
    expect(await result(id)).toBe('published with 1');
    const next = await host.start('one');
    await host.complete(next.id, 'w');
    await standsAt(next.id);
    expect(await result(next.id)).toBe('published with 2');
  });

  it('uses that version, whatever is published later: in separate files, for processes and forms', async () => {
    await host.publish(bpmn(['child', child('published with 1')]));
    const firstForm = await host.publish(form('one'), 'form');
    await host.publish(bpmn(['two', parent('w')]));
    await joinDeployment('process:child:1', 'process:two:1');
    await joinDeployment('form:f:1', 'process:two:1');
    const { id } = await host.start('two');
    await host.publish(bpmn(['child', child('published alone')]));
    await host.publish(form('another'), 'form');
    await host.complete(id, 'w');
    const task = await standsAt(id);
    expect([await result(id), task.formHash]).toEqual(['published with 1', firstForm]);
    // When retired, it still belongs to running instances, and to what was published with it.
    await changeStatus('process:child:1', 'published', 'retired', 'administrator', new Date());
    const late = await host.start('two');
    await host.complete(late.id, 'w');
    await standsAt(late.id);
    expect(await result(late.id)).toBe('published with 1');
  });

  it('raises an incident if nothing was published together', async () => {
    await host.publish(bpmn(['alone', parent('w')]));
    const { id } = await host.start('alone');
    await host.complete(id, 'w');
    const incident = await until(async () => Incidents.findOne({ instance: id }).lean());
    expect(incident).toMatchObject({ element: 'call', status: 'open' });
  });

  it('uses the newest version if the definition was published before bindings were recorded', async () => {
    await host.publish(bpmn(['older', parent('w')]));
    await Definitions.updateMany({ key: 'older' }, { $unset: { deployments: '' } });
    expect((await Definitions.findById('process:older:1').lean<Definition>())!.deployments).toBeUndefined();
    const { id } = await host.start('older');
    await host.complete(id, 'w');
    await standsAt(id);
    expect(await result(id)).toBe('published alone');
  });
});

describe('a start event whose time or name cannot be evaluated', () => {
  const timer = (cycle: string) =>
    `<bpmn:timerEventDefinition><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>`;
  const afterwardsEmpty = '=if now() &gt; date and time("2020-01-01T00:00:00Z") then "" else "R/PT1H"';
  const startedBy = (process: string, cycle: string) =>
    bpmn([
      process,
      start('bad', timer(cycle)) +
        start('good', timer('R/PT1H')) +
        user('a') +
        end() +
        flows('bad', 'a', 'e') +
        flows('good', 'a'),
    ]);
  const open = () => Incidents.findOne({ process: 'clocked', status: 'open' }).lean<Incident>();

  it('is an incident until a corrected version is armed, and the others start', async () => {
    const named = '<bpmn:messageEventDefinition messageRef="m"/>';
    await host.publish(
      bpmn(
        ['misnamed', start('bad', named) + user('a') + end() + flows('bad', 'a', 'e')],
        ['', '<bpmn:message id="m" name="=1 + &quot;a&quot;"/>'],
      ),
    );
    await host.publish(startedBy('clocked', afterwardsEmpty));
    await host.worker.duties.once();
    expect(await Incidents.findOne({ process: 'misnamed', status: 'open' }).lean<Incident>()).toMatchObject({
      code: 'START_NOT_ARMED',
      zh: expect.stringContaining('应为文本'),
    });
    expect(await open()).toMatchObject({ code: 'START_NOT_ARMED', element: 'bad', phase: 'host', case: '' });
    const { zh, en } = (await open())!;
    expect(zh).toMatch(/^开始事件的时间或名称无法求值，不会启动流程：「bad」（.*）：「R\/」不是重复间隔/);
    expect(en).toMatch(
      /^The time or the name of a start event cannot be evaluated, so it starts nothing: “bad” \(.*\): “R\/” is not/,
    );
    await host.pass(2 * HOUR);
    await until(async () => (await count('clocked')) === 2);

    await host.publish(startedBy('clocked', '=1 +'));
    await host.worker.duties.once();
    expect((await open())!.zh).toContain('求值失败');
    expect(await Incidents.countDocuments({ process: 'clocked' })).toBe(1);

    await host.publish(startedBy('clocked', 'R/PT2H'));
    await host.worker.duties.once();
    expect(await open()).toBeNull();
    expect(await Incidents.findOne({ process: 'clocked' }).lean()).toMatchObject({ status: 'resolved' });
  });

  it('does not stop the others in a workflow that was told of it', async () => {
    const definition = await host.publish(startedBy('told', afterwardsEmpty));
    const triggers = [afterwardsEmpty.replace('&gt;', '>').slice(1), '"R/PT1H"'].map((value, index) => ({
      process: 'told',
      startEvent: index ? 'good' : 'bad',
      definition: 0,
      type: 'timer',
      timer: { type: 'timer', kind: 'cycle', value },
    }));
    const since = (await Definitions.findOne({ hash: definition }).lean<Definition>())!.publishedAt!.toISOString();
    await host.client.workflow.start(workflowTypes.startOnTime, {
      workflowId: startOnTimeId('told'),
      taskQueue: host.temporal.taskQueue,
      args: [{ process: 'told', definition, triggers, since }],
    });
    await host.pass(2 * HOUR);
    await until(async () => (await count('told')) >= 1);
    expect(await Instances.countDocuments({ _id: /^told\/bad/ })).toBe(0);
  });
});
