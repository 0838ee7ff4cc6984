import type { WorkflowUpdateFailedError } from '@temporalio/client';
import { Incidents, Instances, Steps, Tasks } from '../../models';
import { completeTaskUpdate, setVariablesUpdate } from '../../workflows/messages';
import { bpmn, call, end, flow, flows, start, timer, user } from './bpmn';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

let host: Host;
beforeAll(async () => {
  host = await startHost();
}, 120_000);
afterAll(() => host?.stop(), 60_000);

const script = (id: string, expression: string, loop = '') =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script expression="${expression}" resultVariable="x"/></bpmn:extensionElements>${loop}</bpmn:scriptTask>`;
const times = (count: string, sequential = false) =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;

it('answers a pattern that would search forever, and continues', async () => {
  await host.publish(
    bpmn([
      'pattern',
      start() +
        script('m', `=matches(&quot;${'a'.repeat(44)}!&quot;, &quot;^(a|a)*$&quot;)`) +
        user('z') +
        end() +
        flows('s', 'm', 'z', 'e'),
    ]),
  );
  const { id } = await host.start('pattern');
  expect(await host.openTasks(id)).toEqual(['z']);
  expect((await host.view(id)).state.instances[1]!.variables).toEqual({ x: false });
});

it.each([
  ['hundredThousand', `<bpmn:task id="t">${times('100000')}</bpmn:task>`, 'TOO_MANY_INSTANCES'],
  ['computes', script('t', '=count(for i in 1..100000 return i)', times('=400', true)), 'STEP_TOO_LONG'],
])('turns a step that does too much into one incident: %s', async (process, inner, code) => {
  await host.publish(bpmn([process, start() + inner + end() + flows('s', 't', 'e')]));
  const { id } = await host.start(process);
  await until(async () => Incidents.findOne({ instance: id }).lean());
  expect(await Incidents.find({ instance: id }).lean()).toMatchObject([{ code, element: 't', status: 'open' }]);
});

it('lets a loop around a timer that is due at once turn no faster than a cycle', async () => {
  const again = flow(
    'x',
    'w',
    '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=now() &lt; date and time(began) + duration("PT3S")</bpmn:conditionExpression>',
  );
  await host.publish(
    bpmn([
      'atOnce',
      start() +
        '<bpmn:scriptTask id="b"><bpmn:extensionElements><zeebe:script expression="=now()" resultVariable="began"/></bpmn:extensionElements></bpmn:scriptTask>' +
        `<bpmn:intermediateCatchEvent id="w">${timer('PT0S')}</bpmn:intermediateCatchEvent>` +
        '<bpmn:exclusiveGateway id="x" default="x_e"/>' +
        end() +
        flows('s', 'b', 'w', 'x', 'e') +
        again,
    ]),
  );
  const { id } = await host.start('atOnce');
  expect(await host.client.workflow.getHandle(id).result()).toBe('completed');
  await until(() => Steps.exists({ instance: id, body: /"type":"ended"|completed/ }));
  const steps = await Steps.find({ instance: id }).lean();
  // Once at the beginning, and at most once in each second.
  expect(steps.flatMap(({ body }) => body.match(/"type":"timeCame"/g) ?? []).length).toBeLessThanOrEqual(5);
});

it('stops a process that calls itself endlessly', async () => {
  await host.publish(bpmn(['itself', start() + call('c', 'itself') + end() + flows('s', 'c', 'e')]));
  const { id } = await host.start('itself');
  const incident = await until(async () => Incidents.findOne({ case: id, code: 'CALL_TOO_DEEP' }).lean());
  expect(incident.instance).toBe(id + '/3'.repeat(50));
  expect(await Instances.countDocuments({ case: id })).toBe(51);
});

it('refuses variables that are too large for an instance, and passes on all that fit', async () => {
  await host.publish(bpmn(['inside', start() + user('there') + end() + flows('s', 'there', 'e')]));
  await host.publish(
    bpmn(['carries', start() + user('before') + call('c', 'inside') + end() + flows('s', 'before', 'c', 'e')]),
  );
  const { id } = await host.start('carries');
  const handle = host.client.workflow.getHandle(id);
  const set = (variables: Record<string, unknown>) =>
    handle.executeUpdate(setVariablesUpdate, { args: [{ variables, by: 'operator', reason: 'test' }] });
  const refused = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: WorkflowUpdateFailedError) => (error.cause as { type?: string }).type,
    );
  await set({ v1: 'x'.repeat(850_000) });
  await set({ v2: 'y'.repeat(850_000) });
  expect(await refused(set({ v3: 'z'.repeat(850_000) }))).toBe('TOO_LARGE');
  const { key } = (await Tasks.findOne({ instance: id, element: 'before' }).lean())!;
  const completed = handle.executeUpdate(completeTaskUpdate, {
    args: [{ key, by: 'someone', variables: { v3: 'z'.repeat(850_000) } }],
  });
  expect(await refused(completed)).toBe('TOO_LARGE');
  await host.complete(id, 'before');
  const child = (await until(async () => Tasks.findOne({ case: id, element: 'there' }).lean())).instance;
  await host.complete(child, 'there', { v1: null });
  expect(await handle.result()).toBe('completed');
});
