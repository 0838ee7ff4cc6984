import { someCase } from '../tests/support/someCase';
import { startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { Cases, Mediators, migrateStored, Organisations, Tasks, Users } from '../models';

let api: TestApi;
let admin: Caller;
let colleague: Caller;
const hefei = { region: '340100' };

beforeAll(async () => {
  api = await startApi();
  admin = await api.as(['administrator'], hefei);
  colleague = await api.as(['administrator'], hefei);
}, 120_000);
afterAll(() => api?.stop(), 60_000);

let accounts = 0;
const account = (more: object = {}) => ({
  account: `somebody-${(accounts += 1)}`,
  password: 'mF7_xQ2-kLpv',
  name: '某人',
  roles: ['official'],
  region: '340111',
  ...more,
});
const added = async (more: object = {}) => (await admin('POST', '/users', account(more))).body;
const first = ({ body }: { body: { errors?: { path: string }[] } }) => body.errors?.[0]?.path;

describe('accounts', () => {
  it('the creator of an account with somebody else’s identity number cannot read that person’s cases', async () => {
    const identityNumber = '340111199001010002';
    const { number } = await someCase('340202', 1, { parties: [api.deps.keys.partyKey('worker', identityNumber)] });
    const made = account({ roles: ['worker'], identityNumber });
    const { body: user } = await admin('POST', '/users', made);
    expect(user).toMatchObject({ bound: true });
    expect(user.identity).toBeUndefined();
    const { body: session } = await api.anyone('POST', '/sessions', {
      account: made.account,
      password: made.password,
      bearer: true,
    });
    const read = () => api.anyone('GET', `/cases/${number}`, undefined, { authorization: `Bearer ${session.token}` });
    expect((await read()).body.code).toBe('OUT_OF_REACH');

    const check = (by: Caller, body: object) => by('POST', `/users/${user.id}/identity`, body);
    const right = { means: 'identity-card', identityNumber };
    expect((await check(admin, right)).body.code).toBe('OWN_PROPOSAL');
    expect(first(await check(colleague, { means: 'identity-card', identityNumber: '340111198001010017' }))).toBe(
      'identityNumber',
    );
    expect((await check(colleague, { ...right, means: 'hearsay' })).status).toBe(422);
    expect((await check(colleague, right)).body.identity).toMatchObject({
      checkedBy: { id: colleague.id },
      means: 'identity-card',
    });
    expect((await read()).status).toBe(200);
    // Another number is another person, whose document nobody has checked yet.
    await colleague('PATCH', `/users/${user.id}`, { creditCode: '913401110000000198' });
    expect((await Users.findById(user.id).lean())!.identity).toBeUndefined();
    expect(
      (await check(colleague, { means: 'legal-representative', creditCode: '913401110000000198' })).body.code,
    ).toBe('OWN_PROPOSAL');
  });

  it('users cannot change their own roles, area or identity, but can change their own name', async () => {
    for (const change of [
      { roles: ['administrator', 'official'] },
      { region: '340111' },
      { active: false },
      { identityNumber: '340111199001010002' },
    ])
      expect([change, (await admin('PATCH', `/users/${admin.id}`, change)).body.code]).toEqual([change, 'OWN_ACCOUNT']);
    const same = { roles: ['administrator'], region: '340100', name: '新名' };
    expect((await admin('PATCH', `/users/${admin.id}`, same)).body).toMatchObject({ name: '新名' });
  });

  it('roles that exclude each other are refused, with the reason', async () => {
    const both = await admin('POST', '/users', account({ roles: ['administrator', 'auditor'] }));
    expect([both.status, both.body.errors[0]]).toEqual([
      422,
      expect.objectContaining({ path: 'roles', message: '管理与审计应由不同的人担任' }),
    ]);
    const auditor = await added({ roles: ['auditor'] });
    expect(first(await admin('PATCH', `/users/${auditor.id}`, { roles: ['administrator', 'auditor'] }))).toBe('roles');
  });

  it('an administrator cannot grant roles outside their own area', async () => {
    expect((await admin('POST', '/users', account({ region: '340000' }))).body.code).toBe('OUT_OF_REACH');
    const user = await added();
    expect((await admin('PATCH', `/users/${user.id}`, { region: '340202' })).body).toMatchObject({
      code: 'OUT_OF_REACH',
      errors: [{ path: 'region' }],
    });
  });

  it('places directly under the province do not belong to the city whose code prefix they share', async () => {
    const anqing = await api.as(['administrator'], { region: '340800' });
    await Users.create({
      _id: 'susong',
      account: 'susong',
      passwordHash: 'x',
      name: '宿松',
      roles: ['official'],
      region: '340826',
      parties: [],
      language: 'zh',
      active: true,
      createdAt: new Date(),
    });
    const { body } = await anqing('GET', '/users');
    expect(body.rows.map(({ id }: { id: string }) => id)).toEqual([anqing.id]);
    expect((await anqing('GET', '/users?region=340826')).body.code).toBe('OUT_OF_REACH');
    const province = await api.as(['administrator'], { region: '340000' });
    expect((await province('GET', '/users?region=340826')).body.rows).toHaveLength(1);
  });

  it('an account cannot be named like another user’s id, and does not receive that user’s tasks', async () => {
    const mediator = await api.as(['mediator'], hefei);
    expect((await admin('POST', '/users', account({ account: mediator.id }))).body.code).toBe('EXISTS');
    const { number, task } = await someCase('340111', 2);
    await Users.create({
      _id: 'somebody-else',
      account: mediator.id + 'x',
      passwordHash: 'x',
      name: '别人',
      roles: ['official'],
      region: '340202',
      parties: [],
      language: 'zh',
      active: true,
      createdAt: new Date(),
    });
    await Tasks.updateOne({ case: number }, { $set: { assignee: mediator.id, groups: [] } });
    expect((await mediator('GET', `/tasks/${task}`)).body).toMatchObject({ assignee: { id: mediator.id } });
  });

  it('a mediator cannot be linked to an account that is already linked or belongs to another area', async () => {
    await Organisations.create({
      _id: 'org',
      name: { zh: '中心', en: 'Centre' },
      kind: 'township-centre',
      region: '340111',
      city: '340100',
      industries: [],
      causes: [],
      active: true,
    });
    const one = await added({ roles: ['mediator'] });
    const mediator = { name: '调解员', organisation: 'org', region: '340111', user: one.id };
    expect((await admin('POST', '/mediators', mediator)).status).toBe(201);
    expect(first(await admin('POST', '/mediators', { ...mediator, name: '另一位' }))).toBe('user');
    const elsewhere = await api.as(['mediator'], { region: '340202' });
    expect((await admin('POST', '/mediators', { ...mediator, user: elsewhere.id })).body.code).toBe('OUT_OF_REACH');
  });
});

describe('somebody’s earlier part in a case', () => {
  it('keeps its mediator from arbitrating it, and a part-time arbitrator from cases of their own firm', async () => {
    const both = await api.as(['mediator', 'arbitrator'], hefei);
    const other = await api.as(['arbitrator'], hefei);
    const { number, task } = await someCase('340111', 3);
    await Tasks.create({
      ...(await Tasks.findOne({ case: number }).lean())!,
      _id: `${number}/9`,
      key: 9,
      status: 'completed',
      closedBy: both.id,
      groups: ['mediator'],
    });
    await Tasks.updateOne({ _id: `${number}/2` }, { $set: { groups: ['arbitrator'], stage: 'arbitration' } });
    const claim = (who: Caller) => who('POST', `/tasks/${task}/claim`, {});
    expect((await claim(both)).body).toMatchObject({
      code: 'EXCLUDED',
      detail: expect.stringContaining('劳动争议调解仲裁法第33条'),
    });
    const given = await other('POST', `/tasks/${task}/delegate`, { to: both.id });
    expect(given.body.code).toBe('EXCLUDED');
    expect((await claim(other)).status).toBe(200);
    await other('POST', `/tasks/${task}/release`, {});

    await Users.updateOne({ _id: other.id }, { $set: { firm: '某某律师事务所' } });
    await Cases.updateOne(
      { _id: number },
      { $set: { 'data.employer': { agent: { name: '钱某', organisation: '某某律师事务所' } } } },
    );
    expect((await claim(other)).body).toMatchObject({
      code: 'EXCLUDED',
      detail: expect.stringContaining('第24条第3款'),
    });
  });
});

describe('previously stored tasks', () => {
  it('assigned by account or mediator become the user’s, unknown assignees give tasks back to their groups, and a second run changes nothing', async () => {
    const user = await api.as(['mediator'], hefei);
    await Users.updateOne({ _id: user.id }, { $set: { account: 'li.wei' } });
    await Mediators.create({
      _id: 'mediator-7',
      name: '李',
      organisation: 'org',
      region: '340111',
      fullTime: true,
      languages: [],
      skills: [],
      conflicts: [],
      user: user.id,
      active: true,
    });
    const [one, two, three] = [await someCase('340111', 4), await someCase('340111', 5), await someCase('340111', 6)];
    await Tasks.updateOne({ case: one.number }, { $set: { assignee: 'li.wei' } });
    await Tasks.updateOne({ case: two.number }, { $set: { users: ['mediator-7', user.id] } });
    await Tasks.updateOne({ case: three.number }, { $set: { assignee: 'nobody', users: ['nobody'] } });
    for (let start = 0; start < 2; start++) await migrateStored(new Date());
    const of = (number: string) => Tasks.findOne({ case: number }).lean();
    expect((await of(one.number))!.assignee).toBe(user.id);
    expect((await of(two.number))!.users).toEqual([user.id]);
    expect(await of(three.number)).toMatchObject({ users: [], notGiven: [{ name: 'nobody', why: 'unknown' }] });
    expect((await of(three.number))!.assignee ?? undefined).toBeUndefined();
  });
});
