import { BulkWorks, Instances, Steps, Tasks, Users, type BulkWork } from '../../models';
import { bulkId, workflowTypes } from '../../workflows/messages';
import { bpmn, end, flows, start, user } from './bpmn';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

let host: Host;
let from: string;
let to: string;
beforeAll(async () => {
  host = await startHost();
  const model = (task: string) => bpmn(['p', start() + user(task) + end() + flows('s', task, 'e')]);
  from = await host.publish(model('a'));
  for (let at = 0; at < 45; at += 9)
    await Promise.all(
      Array.from({ length: 9 }, (_, n) =>
        host.start('p', { instance: { id: idOf(at + n) }, region: at + n < 42 ? '340111' : '340800' }),
      ),
    );
  to = await host.publish(model('b'));
  await Users.create({
    _id: 'admin',
    account: 'admin',
    name: '管理员',
    roles: ['administrator'],
    region: '340100',
    passwordHash: '',
    language: 'zh',
    active: true,
    createdAt: new Date(),
  });
});
afterAll(() => host?.stop());

const idOf = (n: number) => `p-${String(n).padStart(2, '0')}`;
const migration = (id: string, more: Partial<BulkWork> = {}): BulkWork => ({
  _id: id,
  kind: 'migrate',
  status: 'running',
  by: 'admin',
  region: '340100',
  reason: 'one version for all',
  total: 45,
  done: 0,
  failed: 0,
  cursor: '',
  failures: [],
  startedAt: new Date(),
  detail: { process: 'p', from, to, plan: { a: 'b' }, filter: {} },
  ...more,
});
const work = async (id: string) => (await BulkWorks.findById(id).lean<BulkWork>())!;
const ended = (id: string) => until(async () => (await work(id)).status === 'done' && work(id));
const migrated = () => Instances.countDocuments({ definition: to });

test('stopped work starts nothing more, and resumes where it stopped', async () => {
  await BulkWorks.create(migration('stopped', { status: 'stopped', cursor: idOf(39), done: 40 }));
  await host.client.workflow.execute(workflowTypes.workInBulk, {
    workflowId: bulkId('stopped'),
    taskQueue: host.temporal.taskQueue,
    args: [{ work: 'stopped' }],
  });
  expect([await migrated(), (await work('stopped')).status]).toEqual([0, 'stopped']);
  await BulkWorks.updateOne({ _id: 'stopped' }, { $set: { status: 'running' } });
  expect(await ended('stopped')).toMatchObject({ done: 42, failed: 3, cursor: idOf(44) });
  expect(await migrated()).toBe(2);
});

test('every item is processed once, page by page and run by run, and none outside the initiator’s reach', async () => {
  await host.client.workflow.execute(workflowTypes.workInBulk, {
    workflowId: bulkId('whole'),
    taskQueue: host.temporal.taskQueue,
    args: [{ work: (await BulkWorks.create(migration('whole')))._id, pages: 1 }],
  });
  const { status, done, failed, failures } = await work('whole');
  expect({ status, done, failed }).toEqual({ status: 'done', done: 40, failed: 3 });
  expect(failures.map(({ instance, code }) => [instance, code])).toEqual(
    [42, 43, 44].map((n) => [idOf(n), 'OUT_OF_REACH']),
  );
  expect(await migrated()).toBe(42);
  const runs: string[] = [];
  for await (const { runId } of host.client.workflow.list({ query: `WorkflowId='${bulkId('whole')}'` }))
    runs.push(runId);
  expect(runs.length).toBeGreaterThan(1);
});

test('an item repeated under its key changes nothing', async () => {
  const startedAt = (await work('whole')).startedAt;
  const steps = await Steps.countDocuments({});
  // As after a crash between an instance's step and its entry in the progress.
  await Instances.updateMany({ _id: idOf(0) }, { $set: { definition: from } });
  await BulkWorks.updateOne(
    { _id: 'whole' },
    { $set: { status: 'running', cursor: '', done: 0, failed: 0, startedAt } },
  );
  expect(await ended('whole')).toMatchObject({ done: 1, failed: 3 });
  expect(await Steps.countDocuments({})).toBe(steps);
  await Instances.updateMany({ _id: idOf(0) }, { $set: { definition: to } });
});

test('failures say why in both languages, and the other items continue', async () => {
  const back = { process: 'p', from: to, to: from, plan: {}, filter: { _id: { $lte: idOf(2) } } };
  await BulkWorks.create(migration('back', { detail: back }));
  const { failures, failed } = await ended('back');
  expect(failed).toBe(3);
  expect(failures[0]).toMatchObject({
    instance: idOf(0),
    code: 'CANNOT_MIGRATE',
    message: expect.stringMatching(/\p{Script=Han}/u),
    messageEn: expect.stringMatching(/^[^\p{Script=Han}]+$/u),
  });
});

test('nothing is done for a user whose account was closed in the meantime', async () => {
  await Users.updateOne({ _id: 'admin' }, { $set: { active: false } });
  await BulkWorks.create(
    migration('left', { detail: { ...migration('').detail, from: to, to: from, plan: { b: 'a' } } }),
  );
  const { done, failures } = await ended('left');
  expect([done, new Set(failures.map(({ code }) => code))]).toEqual([0, new Set(['OUT_OF_REACH'])]);
});

test('tasks are given to another mediator, and of each that cannot be given it is said why', async () => {
  const person = { passwordHash: '', language: 'zh' as const, active: true, createdAt: new Date() };
  await Users.create({ ...person, _id: 's', account: 's', name: '督办人', roles: ['supervisor'], region: '340100' });
  await Users.create({ ...person, _id: 'm', account: 'm', name: '调解员', roles: ['mediator'], region: '340111' });
  const ids = (await Tasks.find({ status: 'open' }, { _id: 1 }).sort({ _id: 1 }).limit(3).lean()).map(({ _id }) => _id);
  await Tasks.updateMany({ _id: { $in: ids } }, { $set: { groups: ['mediator'] } });
  // The reach of who orders it is the city, of who gets it the county.
  await Tasks.updateOne({ _id: ids[1] }, { $set: { region: '340102', city: '340100' } });
  await Tasks.updateOne({ _id: ids[2] }, { $set: { region: '340800', city: '340800' } });
  const detail = { filter: { _id: { $in: ids } }, to: 'm' };
  await BulkWorks.create(migration('given', { kind: 'reassign', by: 's', reason: '病假', detail }));
  const { done, failures } = await ended('given');
  expect([done, failures.map(({ instance, code }) => [instance, code])]).toEqual([
    1,
    [
      [ids[1], 'OUT_OF_REACH'],
      [ids[2], 'OUT_OF_REACH'],
    ],
  ]);
  expect(failures[0]).toMatchObject({
    message: expect.stringMatching(/此人不能办理/),
    messageEn: expect.stringMatching(/This person cannot/),
  });
  const given = await Tasks.find({ assignee: 'm' }).lean();
  expect(given.map(({ _id, given: [last] = [] }) => [_id, last])).toEqual([
    [ids[0], expect.objectContaining({ by: 's', to: 'm', reason: '病假', work: 'given' })],
  ]);
});
