import {
  AuditEntries,
  BulkWorks,
  Cases,
  Steps,
  Tasks,
  type AuditEntry,
  type BulkWork,
  type Case,
  type Task,
  Users,
} from '../models';
import { someCase, someTask } from '../tests/support/someCase';
import { startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { reassignTask } from './reassign';

jest.setTimeout(60_000);

let api: TestApi;
const supervisors: Record<string, Caller> = {};
let old: Caller;
let other: Caller;
let elsewhere: Caller;
let number: string;
const id = () => `${number}/2`;
beforeAll(async () => {
  api = await startApi();
  for (const region of ['340111', '340100', '340000', '340202'])
    supervisors[region] = await api.as(['supervisor'], { region });
  old = await api.as(['mediator'], { region: '340111', organisation: 'centre' });
  other = await api.as(['mediator'], { region: '340111', organisation: 'centre' });
  elsewhere = await api.as(['mediator'], { region: '340111', organisation: 'another' });
  ({ number } = await someCase('340111', 1, { organisation: 'centre' }));
  await Tasks.updateOne(
    { _id: id() },
    {
      $set: {
        groups: ['mediator'],
        compartment: 'sealed',
        assignee: old.id,
        variables: { notes: 'SAID-IN-TALKS' },
        form: 'f',
      },
    },
  );
}, 120_000);
afterAll(() => api?.stop(), 60_000);

const task = async () => (await Tasks.findById(id()).lean<Task>())!;
const order = (to: string, work: string) => ({
  task: id(),
  to: [to],
  by: supervisors['340100']!.id,
  reason: '原调解员病假',
  work,
  at: new Date(),
});

describe('what mediators have to do', () => {
  it.each(['340111', '340100', '340000'])('is overseen from %s without what it is about', async (region) => {
    const call = supervisors[region]!;
    const { body } = await call('GET', '/tasks?view=overseen');
    expect(body.rows).toEqual([
      expect.objectContaining({ case: number, assignee: expect.objectContaining({ id: old.id }) }),
    ]);
    const read = await call('GET', `/tasks/${body.rows[0].id}`);
    expect(read.body).toMatchObject({
      sealed: true,
      variables: {},
      may: { reassign: true, claim: false, complete: false },
    });
    expect(JSON.stringify(read.body)).not.toContain('SAID-IN-TALKS');
    // In the inbox stands what one has to do oneself.
    expect((await call('GET', '/tasks')).body.rows).toEqual([]);
  });

  it('is overseen by nobody of another area, and by nobody but supervisors', async () => {
    expect((await supervisors['340202']!('GET', '/tasks?view=overseen')).body.rows).toEqual([]);
    const sent = { ids: [id().replace('/', '~')], to: [other.id], reason: '想换人' };
    expect((await supervisors['340202']!('POST', '/tasks/reassign', sent)).body.code).toBe('OUT_OF_REACH');
    const official = await api.as(['official'], { region: '340000' });
    for (const call of [old, other, official]) {
      expect((await call('GET', '/tasks?view=overseen')).status).toBe(403);
      expect((await call('POST', '/tasks/reassign', sent)).body.code).toBe('FORBIDDEN');
    }
    // Nor is it given on past who has it.
    expect((await other('POST', `/tasks/${sent.ids[0]}/delegate`, { to: other.id })).body.code).toBe('TASK_TAKEN');
  });

  it('can be given to another mediator of the organisation', async () => {
    const path = `/tasks/${id().replace('/', '~')}`;
    const asked = { ids: [path.slice('/tasks/'.length)], to: [other.id] };
    const { body } = await supervisors['340100']!('POST', '/tasks/reassign/candidates', asked);
    expect(body.rows).toEqual([
      {
        id: other.id,
        name: 'mediator 340111',
        load: { open: 0, overdue: 0, soon: 0, cases: 0 },
        conflicts: [],
      },
    ]);
    const work = await supervisors['340100']!('POST', '/tasks/reassign', {
      ids: [path.slice('/tasks/'.length)],
      to: [other.id],
      reason: '原调解员病假',
    });
    expect([work.status, work.body]).toEqual([202, expect.objectContaining({ kind: 'reassign', total: 1 })]);
    expect(await BulkWorks.findById(work.body.id).lean<BulkWork>()).toMatchObject({
      status: 'running',
      region: '340100',
    });
    expect(
      (await supervisors['340100']!('POST', '/tasks/reassign', { ids: [path.slice(7)], to: [other.id], reason: ' ' }))
        .status,
    ).toBe(422);
  });
});

it('is given to nobody of another organisation or area, whose account is closed or who is no mediator', async () => {
  const far = await api.as(['mediator'], { region: '340202' });
  const arbitrator = await api.as(['arbitrator'], { region: '340111' });
  for (const to of [elsewhere.id, far.id, arbitrator.id, supervisors['340100']!.id, 'nobody'])
    expect(await reassignTask(order(to, 'wrong'))).toMatchObject({ code: 'OUT_OF_REACH', zh: expect.any(String) });
  expect(await task()).toMatchObject({ assignee: old.id, version: 1 });
});

it('is given to no party of the case, and by none', async () => {
  const party = await api.as(['mediator'], { region: '340111', organisation: 'centre', parties: ['worker:w'] });
  expect(await reassignTask(order(party.id, 'party'))).toMatchObject({
    code: 'EXCLUDED',
    zh: expect.stringContaining('33'),
  });
  const own = await api.as(['supervisor'], { region: '340111', parties: ['worker:w'] });
  expect(await reassignTask({ ...order(other.id, 'own'), by: own.id })).toMatchObject({ code: 'EXCLUDED' });
});

it('is given once for the same work, also where that fell before it was on record, and stands in audit and history', async () => {
  const recorded = () => AuditEntries.find({ chain: number, action: 'case.reassign' }).lean<AuditEntry[]>();
  expect(await reassignTask(order(other.id, 'one'))).toBeUndefined();
  const detail = { role: 'mediator', from: old.id, to: other.id, reason: '原调解员病假', work: 'one' };
  expect(await recorded()).toEqual([
    expect.objectContaining({ subject: number, by: supervisors['340100']!.id, detail }),
  ]);
  // Whom the process still names gets no next step of the case.
  expect((await Cases.findById(number).lean<Case>())!.handlers).toEqual({
    mediator: { user: other.id, instead: [old.id] },
  });
  // Given back to the first by other work: the repetition of the former changes nothing.
  expect(await reassignTask(order(old.id, 'two'))).toBeUndefined();
  expect(await reassignTask(order(other.id, 'one'))).toBeUndefined();
  expect([(await task()).assignee, (await task()).version, (await recorded()).length]).toEqual([old.id, 3, 2]);
  await AuditEntries.deleteMany({ chain: number, 'detail.work': 'two' });
  expect(await reassignTask(order(old.id, 'two'))).toBeUndefined();
  expect((await recorded()).length).toBe(2);

  const told = async (call: Caller) =>
    (await call('GET', `/cases/${number}/trace`)).body.rows.map(({ text }: any) => text.zh);
  const supervisor = 'supervisor 340100';
  const mediator = 'mediator 340111';
  expect(await told(old)).toEqual(Array(2).fill(`${supervisor}将「受理」由${mediator}改派给${mediator}：原调解员病假`));
  const worker = await api.as(['worker'], { parties: ['worker:w'] });
  expect(await told(worker)).toEqual(Array(2).fill(`${supervisor}将「受理」由${mediator}改派给${mediator}`));
  expect(await Steps.countDocuments({ case: number })).toBe(0);
});

describe('somebody absent', () => {
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const path = () => `/tasks/${id().replace('/', '~')}`;
  const mine = async (call: Caller) => (await call('GET', '/tasks?view=mine')).body.rows.map((row: any) => row.case);

  it('names a deputy who could have the work, for days that can be', async () => {
    const asked = { from: today(), to: today(), deputy: elsewhere.id };
    const arbitrator = await api.as(['arbitrator'], { region: '340111' });
    for (const [body, field] of [
      [asked, 'deputy'],
      [{ ...asked, deputy: arbitrator.id }, 'deputy'],
      [{ ...asked, deputy: old.id }, 'deputy'],
      [{ ...asked, deputy: other.id, to: '2020-01-01' }, 'to'],
    ] as const)
      expect((await old('POST', '/absences', body)).body).toMatchObject({ code: 'INVALID', errors: [{ path: field }] });
    expect((await old('GET', '/absences/deputies')).body.rows.map((each: any) => each.id)).toContain(other.id);
    const worker = await api.as(['worker'], { parties: ['worker:w'] });
    expect((await worker('POST', '/absences', { ...asked, deputy: other.id })).body.code).toBe('FORBIDDEN');
  });

  it('is stood in for, who did it for whom stands in the history, and it ends with the absence', async () => {
    expect((await other('GET', path())).body.may).toMatchObject({ claim: false });
    const entered = await old('POST', '/absences', { from: today(), to: today(), deputy: other.id });
    expect(entered.body).toMatchObject({ user: { id: old.id }, deputy: { id: other.id } });
    // The days are taken, and nobody stands in who is away as well.
    expect((await old('POST', '/absences', { from: today(), to: today(), deputy: other.id })).body.code).toBe(
      'INVALID',
    );
    expect((await other('POST', '/absences', { from: today(), to: today(), deputy: old.id })).body.code).toBe(
      'INVALID',
    );

    expect([await mine(old), await mine(other), await mine(elsewhere)]).toEqual([[number], [number], []]);
    expect((await other('GET', path())).body.may).toMatchObject({
      claim: true,
      complete: false,
      standsIn: { id: old.id },
    });
    expect((await other('POST', `${path()}/claim`, {})).body).toMatchObject({
      assignee: { id: other.id },
      insteadOf: { id: old.id },
    });
    const { rows } = (await old('GET', `/cases/${number}/trace`)).body;
    expect(rows.map(({ text }: any) => text.zh)).toContain('mediator 340111代mediator 340111办理「受理」');
    expect(await AuditEntries.findOne({ chain: number, action: 'task.claim' }).lean<AuditEntry>()).toMatchObject({
      by: other.id,
      detail: { for: old.id },
    });
    // Given back, it belongs to whose case it is.
    expect((await other('POST', `${path()}/release`, {})).body).toMatchObject({ keeper: { id: old.id } });

    const staff = async (region: string) =>
      (await supervisors[region]!('GET', '/staff')).body.rows.filter((row: any) => [old.id, other.id].includes(row.id));
    const [first] = (await staff('340100')).filter((row: any) => row.id === old.id);
    expect(first).toMatchObject({ load: { open: 1, cases: 1 }, absences: [{ deputy: { id: other.id } }] });
    expect(await staff('340202')).toEqual([]);
    const ending = `/users/${old.id}/absences/${entered.body.id}`;
    expect((await supervisors['340202']!('DELETE', ending)).body.code).toBe('OUT_OF_REACH');
    expect((await other('DELETE', `/absences/${entered.body.id}`)).body.code).toBe('NOT_FOUND');
    expect((await supervisors['340111']!('DELETE', ending)).status).toBe(204);
    expect([await mine(old), await mine(other)]).toEqual([[number], []]);
    const again = { from: today(), to: today(), deputy: other.id };
    const supervisor = supervisors['340111']!;
    expect((await supervisor('POST', `/users/${old.id}/absences`, again)).status).toBe(201);
    // A party does not choose who deals with its own case in this way either.
    const identity = { checkedBy: 'x', checkedAt: new Date(), means: 'identity-card' };
    await Users.updateOne({ _id: supervisor.id }, { $set: { parties: ['worker:w'], identity } });
    expect((await other('POST', `${path()}/claim`, {})).body.code).toBe('EXCLUDED');
    await Users.updateOne({ _id: supervisor.id }, { $set: { parties: [] }, $unset: { identity: '' } });
  });
});

it('what is closed is given to nobody', async () => {
  await Tasks.updateOne({ _id: id() }, { $set: { status: 'completed' } });
  expect(await reassignTask(order(other.id, 'late'))).toMatchObject({ code: 'TASK_CLOSED' });
});

describe('an escalation to the county', () => {
  beforeAll(async () => {
    await someTask(`${number}`, '340111', '340100', {
      _id: `${number}/9`,
      key: 9,
      groups: ['supervisor'],
      level: 'county',
    });
  });
  const shown = async (region: string, view: string) =>
    (await supervisors[region]!('GET', `/tasks?view=${view}`)).body.rows.map((row: any) => row.level);

  it.each([
    ['340111', ['county']],
    ['340100', []],
    ['340000', []],
  ])('is seen from %s, and stands to be claimed at its own level: %j', async (region, toClaim) => {
    expect(await shown(region, 'team')).toEqual(['county']);
    expect(await shown(region, 'claimable')).toEqual(toClaim);
    expect((await supervisors[region]!('GET', '/tasks/counts')).body).toMatchObject({
      team: 1,
      claimable: toClaim.length,
    });
    expect((await supervisors[region]!('GET', `/tasks/${number}~9`)).body.may).toMatchObject({ claim: true });
  });

  it('is not seen from another city, and of the next level not from the county', async () => {
    expect(await shown('340202', 'team')).toEqual([]);
    await Tasks.updateOne({ _id: `${number}/9` }, { $set: { level: 'city' } });
    expect([await shown('340111', 'team'), await shown('340100', 'claimable')]).toEqual([[], ['city']]);
  });
});
