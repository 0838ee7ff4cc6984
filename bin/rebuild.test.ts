import { Instances, Steps, Tasks, readBundle, type Step } from '../models';
import { bpmn, call, end, flows, start, user } from '../tests/workflows/bpmn';
import { keys, startHost, until, type Host } from '../tests/workflows/startHost';
import { createDataConverter } from '../workflows/dataConverter';
import { rebuildCases } from './rebuild';
import { restoreSteps } from './restoreSteps';
import { traceOf } from './trace';

jest.setTimeout(120_000);

let host: Host;
let id: string;
beforeAll(async () => {
  host = await startHost();
  await host.publish(bpmn(['called', start() + user('inner') + end() + flows('s', 'inner', 'e')]));
  await host.publish(
    bpmn([
      'caller',
      start() + user('before') + call('c', 'called') + user('after') + end() + flows('s', 'before', 'c', 'after', 'e'),
    ]),
  );
  ({ id } = await host.start('caller'));
  await host.complete(id, 'before', { amount: 5 });
  const child = await until(async () => (await Instances.findOne({ parent: id }).lean())?._id);
  await host.complete(child, 'inner');
  await until(async () => (await host.openTasks(id)).includes('after'));
}, 120_000);
afterAll(() => host?.stop(), 60_000);

const shown = async () => ({
  instances: await Instances.find({ case: id }).sort({ _id: 1 }).lean(),
  tasks: await Tasks.find({ case: id }, { updatedAt: 0 }).sort({ _id: 1 }).lean(),
});
const steps = () => Steps.find({ case: id }).sort({ _id: 1 }).lean<Step[]>();
const restore = () =>
  restoreSteps(id, host.client, createDataConverter(keys, { read: readBundle, keep: async () => undefined }));

it('lost steps are restored unchanged from the histories, and the records with them', async () => {
  const before = { shown: await shown(), steps: await steps() };
  await until(async () => (await host.client.workflow.count(`HeyiCaseNumber = "${id}"`)).count === 2);
  await Steps.deleteMany({ case: id });
  await Tasks.deleteMany({ case: id });
  await Instances.deleteMany({ case: id });
  await expect(rebuildCases([id], () => new Date())).rejects.toThrow(id);
  expect(await restore()).toBe(before.steps.length);
  expect(await steps()).toEqual(before.steps);
  expect(await rebuildCases([id], () => new Date())).toEqual(new Map([[id, before.steps.length]]));
  expect(await shown()).toEqual(before.shown);
  expect(await restore()).toBe(0);
});

it('the trace shows every step: who did what, and what followed', async () => {
  const text = await traceOf(id);
  expect(text).toMatch(new RegExp(`${id}#2  taskCompleted by someone\\n[^#]*before`));
  for (const element of ['before', 'inner', 'after']) expect(text).toContain(element);
  expect(await traceOf('nothing')).toBe('');
});
