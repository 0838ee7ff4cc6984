import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Role } from '../domain/roles';
import { keysOfAccount } from './partyKeys';
import { someCase } from '../tests/support/someCase';
import { firstSignIn, introductionOf } from '../tests/support/firstSignIn';
import { callerOf, startApi, type Caller, type TestApi } from '../tests/support/startApi';
import {
  AccessCodes,
  AuditEntries,
  Cases,
  Definitions,
  Mediators,
  migrateStored,
  Organisations,
  Proposals,
  PushSubscriptions,
  Tasks,
  Users,
} from '../models';

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
    const key = api.deps.keys.partyKey('worker', identityNumber);
    const { number } = await someCase('340202', 1, { parties: keysOfAccount([key], { name: '张某' }) });
    const made = account({ roles: ['worker'], identityNumber, name: '张某' });
    const { body: user } = await admin('POST', '/users', made);
    expect(user).toMatchObject({ bound: true });
    expect(user.identity).toBeUndefined();
    const person = await firstSignIn(api.url, made.account, user.issued.password);
    const read = () => person('GET', `/cases/${number}`);
    expect((await read()).body.code).toBe('OUT_OF_REACH');

    const check = (by: Caller, body: object) => by('POST', `/users/${user.id}/identity`, body);
    const right = { means: 'identity-card', identityNumber, name: '张某', code: await introductionOf(person) };
    expect((await check(admin, right)).body.code).toBe('NOT_INDEPENDENT');
    expect(first(await check(colleague, { ...right, identityNumber: '340111198001010017' }))).toBe('identityNumber');
    expect((await check(colleague, { ...right, means: 'hearsay' })).status).toBe(422);
    expect(first(await check(colleague, { ...right, code: 'ABCD-EFGH' }))).toBe('code');
    expect(first(await check(colleague, { ...right, name: '甲某' }))).toBe('name');
    expect((await check(colleague, right)).body.identity).toMatchObject({
      checkedBy: { id: colleague.id },
      means: 'identity-card',
    });
    expect((await read()).body.code).toBe('PASSWORD_MISSING');
    expect((await person('PUT', '/sessions/current/password', { newPassword: 'gH3_zWn8-tRpd' })).status).toBe(204);
    expect((await read()).status).toBe(200);
    // Whoever sets the password can sign in as this person, so the check has to be repeated.
    await admin('POST', `/users/${user.id}/password`, {});
    expect((await Users.findById(user.id).lean())!.identity).toBeUndefined();
    // Another number is another person, whose document nobody has checked yet.
    await colleague('PATCH', `/users/${user.id}`, { creditCode: '913401110000000198' });
    const company = { means: 'legal-representative', creditCode: '913401110000000198', code: 'ABCD-EFGH' };
    expect((await check(colleague, company)).body.code).toBe('NOT_INDEPENDENT');
    // The name of the employer is read off the licence, and counts with the code.
    const third = await api.as(['administrator']);
    expect(first(await check(third, company))).toBe('employer');
  });

  it('an identity check ends every way into the account but the session of the person who is present', async () => {
    const made = account({ roles: ['mediator'] });
    const { body: user } = await admin('POST', '/users', made);
    // Its creator takes the account first, and gives the person the second password.
    const puppeteer = await firstSignIn(api.url, made.account, user.issued.password, { password: 'tW4_hZs6-pQmc' });
    const signIn = (password: string) =>
      api.anyone('POST', '/sessions', { account: made.account, password, bearer: true });
    const person = callerOf(api.url, (await signIn('tW4_hZs6-pQmc')).body.token);
    const told = { person: `user:${user.id}`, content: 'c', at: new Date() };
    await PushSubscriptions.create({ _id: `browser-of-${user.id}`, ...told });
    const check = { means: 'identity-card', code: await introductionOf(person) };
    expect((await colleague('POST', `/users/${user.id}/identity`, check)).status).toBe(200);
    expect(await PushSubscriptions.countDocuments({ person: told.person })).toBe(0);
    expect((await puppeteer('GET', '/sessions/current')).status).toBe(401);
    expect((await signIn('tW4_hZs6-pQmc')).body.code).toBe('WRONG_CREDENTIALS');
    expect((await person('GET', '/cases')).body.code).toBe('PASSWORD_MISSING');
    expect((await person('PUT', '/sessions/current/password', { newPassword: 'rB9_vLk3-jXwt' })).status).toBe(204);
    expect((await person('GET', '/cases')).status).toBe(200);
    // The code was good once.
    expect(first(await colleague('POST', `/users/${user.id}/identity`, check))).toBe('code');
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

  it('anybody sees where a dispute of a place can be brought, and nothing else of the register', async () => {
    const province = await api.as(['administrator'], { region: '340000' });
    const region = '340207';
    const body = (more: object) => ({
      name: { zh: '某处', en: 'Somewhere' },
      kind: 'township-centre',
      region,
      ...more,
    });
    const desk = { address: '某路1号', phone: '13800001234', hours: '工作日 9:00–17:00' };
    const known = { host: 'township', foundedOn: '2024-03-01', staff: 4, reviewedOn: '2026-01-15' };
    for (const more of [
      { ...desk, mark: '某调', ...known },
      { kind: 'enterprise-committee', employer: '913401110000000198' },
      { active: false },
      { region: '340202' },
    ])
      expect((await province('POST', '/organisations', body(more))).body).toMatchObject({ id: expect.any(String) });
    const { body: kept } = await province('GET', `/organisations?region=${region}&kind=township-centre`);
    expect(kept.rows).toContainEqual(expect.objectContaining({ ...desk, ...known }));
    const wrong = await province('POST', '/organisations', body({ host: 'club', foundedOn: '2024-02-30', staff: -1 }));
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['foundedOn', 'host', 'staff']);
    const { body: answer } = await api.anyone('GET', `/places?region=${region}`);
    expect(answer.rows).toEqual([
      { id: expect.any(String), name: { zh: '某处', en: 'Somewhere' }, kind: 'township-centre', region, ...desk },
    ]);
    expect((await api.anyone('GET', `/places?region=340200&size=1`)).body.next).toBeDefined();
    expect((await api.anyone('GET', '/places?region=999999')).status).toBe(400);
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

  it('an account cannot be named like a role, or so that it is mistaken for another', async () => {
    const user = await added({ account: 'wang.lili' });
    expect(user.account).toBe('wang.lili');
    for (const name of ['mediator', 'Med1ator', 'ｃｏｕｒｔ', 'system', 'worker@AH-340111-2026-000001'])
      expect([name, first(await admin('POST', '/users', account({ account: name })))]).toEqual([name, 'account']);
    for (const name of ['wаng.lili', 'user:wang', 'wang\u202elili', 'ωang'])
      expect([name, first(await admin('POST', '/users', account({ account: name })))]).toEqual([name, 'account']);
    for (const name of ['WANG.LILI', 'ＷＡＮＧ．ｌｉｌｉ', 'wang-1i1i', 'vvanglili'])
      expect([name, first(await admin('POST', '/users', account({ account: name })))]).toEqual([name, 'account']);
    for (const name of ['wang.lili', 'ｗａｎｇ．ｌｉｌｉ'])
      expect((await admin('POST', '/users', account({ account: name }))).body.code).toBe('EXISTS');
    expect((await admin('POST', '/users', account({ account: '王丽丽' }))).status).toBe(201);
    // Accounts from before are recognised, too.
    await Users.updateOne({ _id: user.id }, { $unset: { likeness: '' } });
    await migrateStored(new Date());
    expect(first(await admin('POST', '/users', account({ account: 'wanglili' })))).toBe('account');
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
    // Whoever is the mediator leads the talks of that mediator's cases: nobody makes themselves one.
    const own = { ...mediator, name: '另一位', user: admin.id };
    expect((await admin('POST', '/mediators', own)).body.code).toBe('OWN_ACCOUNT');
    const { id } = (await admin('GET', '/mediators')).body.rows[0];
    expect((await admin('PUT', `/mediators/${id}`, own)).body.code).toBe('OWN_ACCOUNT');
    const elsewhere = await api.as(['mediator'], { region: '340202' });
    expect((await admin('POST', '/mediators', { ...mediator, user: elsewhere.id })).body.code).toBe('OUT_OF_REACH');
  });
});

describe('four eyes', () => {
  const made = async (by: Caller, more: object = {}): Promise<Caller> => {
    const body = account({ roles: ['administrator'], ...hefei, ...more });
    const { body: user } = await by('POST', '/users', body);
    return firstSignIn(api.url, body.account, user.issued.password);
  };
  const proposed = async (by: Caller): Promise<string> => {
    const _id = `proposal-${(accounts += 1)}`;
    await Proposals.create({
      _id,
      kind: 'parameters',
      region: '340100',
      status: 'open',
      note: '试',
      body: '[]',
      by: by.id,
      at: new Date(),
    });
    return _id;
  };
  const approval = async (by: Caller, proposal: string) =>
    (await by('POST', `/proposals/${proposal}/approve`)).body.code;
  const refused = async (by: Caller, of: Caller) => (await approval(by, await proposed(of))) === 'NOT_INDEPENDENT';
  const identify = async (by: Caller, person: Caller) =>
    by('POST', `/users/${person.id}/identity`, { means: 'identity-card', code: await introductionOf(person) });

  it('are not those of an account that one made, that it made, or that was made by the same person', async () => {
    const puppet = await made(admin);
    const second = await made(puppet);
    const sibling = await made(admin);
    for (const [by, of] of [
      [admin, puppet],
      [puppet, admin],
      [admin, second],
      [second, sibling],
    ] as const)
      expect(await refused(by, of)).toBe(true);
    expect(await refused(colleague, puppet)).toBe(false);
    expect(await refused(colleague, admin)).toBe(false);
    // The refusal says in whose hands it is and what to do.
    const { body } = await admin('POST', `/proposals/${await proposed(second)}/approve`, undefined, {
      'accept-language': 'en',
    });
    expect(body.detail).toMatch(/may be able to use both.*identified in person/);
    // A puppet neither identifies its siblings nor changes what its maker may do.
    expect((await identify(sibling, puppet)).body.code).toBe('NOT_INDEPENDENT');
    expect((await puppet('PATCH', `/users/${admin.id}`, { roles: ['official'] })).body.code).toBe('OWN_ACCOUNT');
    expect((await puppet('PATCH', `/users/${admin.id}`, { email: 'a@b.cn' })).status).toBe(200);
  });

  it('are independent once somebody independent has seen the person, until the sign-in is set again', async () => {
    const [one, two] = [await made(admin), await made(admin)];
    for (const person of [one, two]) {
      expect((await identify(colleague, person)).status).toBe(200);
      await person('PUT', '/sessions/current/password', { newPassword: 'rB9_vLk3-jXwt' });
    }
    for (const [by, of] of [
      [one, two],
      [one, admin],
      [one, colleague],
    ] as const)
      expect(await refused(by, of)).toBe(false);
    await colleague('DELETE', `/users/${one.id}/second-factor`);
    expect([await refused(two, one), await refused(colleague, one), await refused(admin, one)]).toEqual([
      false,
      true,
      // Nobody knows any more who uses it, and its creator made it.
      true,
    ]);
    const { body } = await admin('POST', `/users/${two.id}/password`, {});
    expect(body.password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(await refused(admin, two)).toBe(true);
  });

  it('are asked of auditors too: an account in the hands of an administrator audits nothing before somebody has seen the person', async () => {
    const audits = async (by: Caller) => (await by('GET', '/audit/check')).status;
    const auditor = await made(admin, { roles: ['auditor'] });
    const { body: session } = await auditor('GET', '/sessions/current');
    expect([session.roles, session.withheld, session.permissions.includes('audit.read')]).toEqual([
      [],
      ['auditor'],
      false,
    ]);
    expect(await audits(auditor)).toBe(403);
    // Nor is what the account lacks taken for a change of its rights, at which its streams would end again and again.
    const stream = await fetch(`${api.url}/api/events`, { headers: { authorization: `Bearer ${auditor.token}` } });
    await api.deps.streams.look();
    const read = stream.body!.getReader();
    expect((await read.read()).done).toBe(false);
    const ended = read.read().then(({ done }) => done);
    await api.deps.streams.look();
    expect(await Promise.race([ended, audits(auditor)])).toBe(403);
    await read.cancel();
    // Nor through a second account in between.
    expect(await audits(await made(await made(admin), { roles: ['auditor'] }))).toBe(403);
    expect((await identify(colleague, auditor)).status).toBe(200);
    await auditor('PUT', '/sessions/current/password', { newPassword: 'rB9_vLk3-jXwt' });
    expect((await auditor('GET', '/sessions/current')).body.withheld).toBeUndefined();
    expect(await audits(auditor)).toBe(200);
    // The other way round: whoever becomes an auditor does not go on administering by an account of their making.
    const maker = await api.as(['administrator'], hefei);
    const puppet = await made(maker);
    expect((await puppet('GET', '/users')).status).toBe(200);
    expect((await admin('PATCH', `/users/${maker.id}`, { roles: ['auditor'] })).status).toBe(200);
    expect((await puppet('GET', '/users')).status).toBe(403);
  });

  it('are asked of whoever has a role in cases: its maker does not mediate, decide or record by an account that nobody has seen', async () => {
    const rolesOf = async (by: Caller) => (await by('GET', '/sessions/current')).body.roles;
    for (const role of ['mediator', 'arbitrator', 'clerk', 'director', 'court', 'supervisor', 'official']) {
      const person = await made(admin, { roles: [role], ...hefei });
      expect([role, await rolesOf(person)]).toEqual([role, []]);
      expect([role, (await person('GET', '/tasks')).body.rows ?? []]).toEqual([role, []]);
    }
    const mediator = await made(admin, { roles: ['mediator'], ...hefei });
    const listed = async () =>
      (await admin('GET', `/users?text=${(await Users.findById(mediator.id).lean())!.account}`)).body.rows[0].unseen;
    expect([await listed(), (await identify(colleague, mediator)).status]).toEqual([true, 200]);
    await mediator('PUT', '/sessions/current/password', { newPassword: 'rB9_vLk3-jXwt' });
    expect([await listed(), await rolesOf(mediator)]).toEqual([undefined, ['mediator']]);
    // Whoever sets the sign-in again could be the one who uses it.
    const { body } = await colleague('POST', `/users/${mediator.id}/password`, {});
    const { account: name } = (await Users.findById(mediator.id).lean())!;
    expect([await listed(), await rolesOf(await firstSignIn(api.url, name, body.password))]).toEqual([true, []]);
    // A role given to such an account does not count either.
    await admin('PATCH', `/users/${mediator.id}`, { roles: ['mediator', 'court'] });
    expect(
      await rolesOf(
        await firstSignIn(api.url, name, (await admin('POST', `/users/${mediator.id}/password`, {})).body.password),
      ),
    ).toEqual([]);
  });

  it('are those of the two administrators with whom an installation begins, and of nobody set by either', async () => {
    const third = await api.as(['administrator'], hefei);
    expect(await refused(third, colleague)).toBe(false);
    await admin('POST', `/users/${third.id}/password`, {});
    const proposal = await proposed(third);
    expect([await approval(admin, proposal), await approval(colleague, proposal)]).toEqual([
      'NOT_INDEPENDENT',
      expect.not.stringMatching('NOT_INDEPENDENT'),
    ]);
  });
});

describe('a password made for somebody', () => {
  const signIn = (name: string, password: string) =>
    api.anyone('POST', '/sessions', { account: name, password, bearer: true });

  it('is good for choosing another one, and the user is told who made it and who used it first', async () => {
    const made = account({ roles: ['administrator'] });
    const { body: user } = await admin('POST', '/users', made);
    const { body: session } = await signIn(made.account, user.issued.password);
    expect(session).toMatchObject({ newPassword: true, permissions: [], issued: [{ by: { id: admin.id } }] });
    const begun = callerOf(api.url, session.token);
    for (const [method, path] of [
      ['GET', '/cases'],
      ['GET', '/sessions/current/security'],
      ['POST', '/sessions/current/introduction'],
      ['GET', '/sessions'],
    ] as const)
      expect((await begun(method, path)).body.code).toBe('PASSWORD_MISSING');
    const choose = (newPassword: string) => begun('PUT', '/sessions/current/password', { newPassword });
    expect(first(await choose(user.issued.password))).toBe('newPassword');
    expect(first(await choose('mediator2026'))).toBe('newPassword');
    expect((await choose('mF7_xQ2-kLpv')).status).toBe(204);
    expect((await begun('GET', '/cases')).status).toBe(200);
    expect((await signIn(made.account, user.issued.password)).status).toBe(401);
    const { body: next } = await signIn(made.account, 'mF7_xQ2-kLpv');
    expect(next.newPassword).toBeUndefined();
    expect(next.issued).toEqual([expect.objectContaining({ usedAt: expect.any(String), network: expect.any(String) })]);
    const { body: security } = await begun('GET', '/sessions/current/security');
    expect(security.issued).toHaveLength(1);
    const used = await AuditEntries.findOne({ action: 'session.begin', by: user.id, 'detail.temporary': true }).lean();
    expect(used).not.toBeNull();
  });

  it('expires, is not given to oneself, and is shown again to a repeated request only', async () => {
    const made = account({ roles: ['official'] });
    const key = { 'idempotency-key': `made-${made.account}` };
    const once = await admin('POST', '/users', made, key);
    expect((await admin('POST', '/users', made, key)).body).toEqual(once.body);
    const stored = await Users.findById(once.body.id).lean();
    expect(JSON.stringify(stored)).not.toContain(once.body.issued.password);
    await Users.updateOne({ _id: once.body.id }, { $set: { 'temporary.expiresAt': new Date(Date.now() - 1) } });
    expect((await signIn(made.account, once.body.issued.password)).body.code).toBe('PASSWORD_ENDED');
    expect((await signIn(made.account, 'wrong')).body.code).toBe('WRONG_CREDENTIALS');
    const { body } = await colleague('POST', `/users/${once.body.id}/password`, {});
    expect((await signIn(made.account, body.password)).body.newPassword).toBe(true);
    expect((await admin('POST', `/users/${admin.id}/password`, {})).status).toBe(422);
    expect((await admin('PATCH', `/users/${once.body.id}`, { password: 'mF7_xQ2-kLpv' })).status).toBe(422);
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

describe('a party', () => {
  it('does nothing as staff in its own case: no decision of any office, no choice of who makes it, no repair', async () => {
    const { number, task } = await someCase('340111', 38);
    const own = (role: Role) => api.as([role], { ...hefei, parties: ['employer:e'] });
    for (const role of ['negotiator', 'mediator', 'clerk', 'arbitrator', 'director', 'court', 'official'] as const) {
      await Tasks.updateOne({ _id: `${number}/2` }, { $set: { groups: [role] } });
      const [one, other] = [await own(role), await api.as([role], hefei)];
      for (const step of ['claim', 'complete'])
        expect([
          role,
          (await one('POST', `/tasks/${task}/${step}`, step === 'claim' ? {} : { values: {} })).body.code,
        ]).toEqual([role, 'EXCLUDED']);
      expect((await one('POST', `/tasks/${task}/delegate`, { to: other.id })).body.code).toBe('EXCLUDED');
    }
    const administrator = await own('administrator');
    const reason = { reason: 'r' };
    for (const [path, body] of [
      [`/instances/${number}/repair`, { type: 'cancel', ...reason }],
      [`/incidents/${number}~3~1/retry`, reason],
      ['/messages', { name: 'm', correlationKey: number, variables: {} }],
    ] as const)
      expect([path, (await administrator('POST', path, body)).body.code]).toEqual([path, 'EXCLUDED']);
    // Nor by an account that they made.
    const puppet = await api.as(['administrator'], hefei);
    await Users.updateOne({ _id: puppet.id }, { $set: { createdBy: administrator.id } });
    const cancel = { type: 'cancel', ...reason };
    expect((await puppet('POST', `/instances/${number}/repair`, cancel)).body.code).toBe('EXCLUDED');
    // Nor whoever began a matter other than a dispute, in that.
    const began = await api.as(['administrator'], hefei);
    const kind = { matter: 'leave', title: '请假', readers: ['administrator'], filedBy: began.id };
    const { number: leave } = await someCase('340111', 41, kind);
    expect((await began('POST', `/instances/${leave}/repair`, cancel)).body.code).toBe('EXCLUDED');
    expect((await colleague('POST', `/instances/${leave}/repair`, cancel)).body.code).not.toBe('EXCLUDED');
    const liaison = await own('court');
    const judgment = { name: 'court.judgment.issue', correlationKey: number, variables: {} };
    expect((await liaison('POST', '/messages', judgment)).body.code).toBe('EXCLUDED');
  });
});

describe('who may not decide', () => {
  it('keeps whoever asked for something from approving it', async () => {
    const [one, other] = [await api.as(['arbitrator', 'director'], hefei), await api.as(['director'], hefei)];
    const { number, task } = await someCase('340111', 34);
    await Tasks.updateOne(
      { _id: `${number}/2` },
      { $set: { groups: ['director'], properties: { notBy: 'askedBy' }, variables: { askedBy: one.id } } },
    );
    const claim = (who: Caller) => who('POST', `/tasks/${task}/claim`, {});
    expect((await claim(one)).body).toMatchObject({ code: 'EXCLUDED', detail: expect.stringContaining('自己提请') });
    expect((await claim(other)).status).toBe(200);
    expect((await other('POST', `/tasks/${task}/delegate`, { to: one.id })).body.code).toBe('EXCLUDED');
  });

  it('keeps anybody from signing for an arbitrator who has an account', async () => {
    const [one, other] = [await api.as(['arbitrator'], hefei), await api.as(['arbitrator'], hefei)];
    await Users.updateOne({ _id: one.id }, { $set: { name: '吴仲裁' } });
    const { number, task } = await someCase('340111', 36);
    const named = (signerName: string) =>
      Tasks.updateOne(
        { _id: `${number}/2` },
        { $set: { groups: ['arbitrator'], properties: { onlyBy: 'signerName' }, variables: { signerName } } },
      );
    const claim = (who: Caller) => who('POST', `/tasks/${task}/claim`, {});
    await named('吴仲裁');
    expect((await claim(other)).body).toMatchObject({ code: 'EXCLUDED', detail: expect.stringContaining('吴仲裁') });
    expect((await claim(one)).status).toBe(200);
    await one('POST', `/tasks/${task}/release`, {});
    // No account is made or renamed so that it could, and one that is there already comes after whom somebody has seen.
    const alike = account({ name: '吴 仲裁', roles: ['arbitrator'] });
    expect(first(await admin('POST', '/users', alike))).toBe('name');
    const { body: later } = await admin('POST', '/users', { ...alike, name: '吴仲裁二' });
    expect(first(await admin('PATCH', `/users/${later.id}`, { name: '吴仲裁' }))).toBe('name');
    const clerk = await added({ name: '吴仲裁', roles: ['clerk'] });
    expect(first(await admin('PATCH', `/users/${clerk.id}`, { roles: ['clerk', 'arbitrator'] }))).toBe('name');
    const puppet = await api.as(['arbitrator'], hefei);
    await Users.updateOne({ _id: puppet.id }, { $set: { name: '吴仲裁' } });
    const checked = { checkedBy: admin.id, checkedAt: new Date(), means: 'identity-card', present: true };
    await Users.updateOne({ _id: one.id }, { $set: { identity: checked } });
    expect((await claim(puppet)).body.code).toBe('EXCLUDED');
    expect((await claim(one)).status).toBe(200);
    await one('POST', `/tasks/${task}/release`, {});
    // Staff record the signature of somebody who has no account.
    await named('没有账号的人');
    expect((await claim(other)).status).toBe(200);
  });

  it('suspends who is challenged until it is decided, but for urgent measures, and keeps away who is recused', async () => {
    const [one, other] = [await api.as(['arbitrator', 'director'], hefei), await api.as(['arbitrator'], hefei)];
    await Users.updateOne({ _id: one.id }, { $set: { name: '周仲裁' } });
    const { number, task } = await someCase('340111', 35);
    const row = (await Tasks.findOne({ case: number }).lean())!;
    const deciding = { groups: ['director'], properties: { suspends: 'people' }, variables: { people: ['周仲裁'] } };
    await Tasks.create({ ...row, _id: `${number}/9`, key: 9, ...deciding });
    const set = (more: object) => Tasks.updateOne({ _id: row._id }, { $set: { groups: ['arbitrator'], ...more } });
    await set({});
    const claim = (who: Caller, id = task) => who('POST', `/tasks/${id}/claim`, {});
    expect((await claim(one)).body).toMatchObject({ code: 'EXCLUDED', detail: expect.stringContaining('第12条') });
    // Nor on the challenge itself.
    expect((await claim(one, `${number}~9`)).body.code).toBe('EXCLUDED');
    expect((await claim(other)).status).toBe(200);
    await other('POST', `/tasks/${task}/release`, {});
    await set({ properties: { urgent: 'true' } });
    expect((await claim(one)).status).toBe(200);
    await one('POST', `/tasks/${task}/release`, {});
    await set({ properties: {} });
    await Tasks.updateOne({ _id: `${number}/9` }, { $set: { status: 'completed', act: 'recusal.reject' } });
    expect((await claim(one)).status).toBe(200);
    await one('POST', `/tasks/${task}/release`, {});
    await Tasks.updateOne({ _id: `${number}/9` }, { $set: { act: 'recusal.grant' } });
    expect((await claim(one)).body).toMatchObject({ code: 'EXCLUDED', detail: expect.stringContaining('第33条') });
  });
});

describe('people entered in a case', () => {
  // Requests that are not refused go on to Temporal, which is absent here.
  jest.setTimeout(60_000);
  const firm = '甲律师事务所';
  const of = (name: string, of?: string) => ({
    name,
    capacity: 'agent',
    means: 'power-of-attorney',
    firm: of,
  });
  const filing = (entryStage: string, agent: object) => ({
    region: '340111',
    entryStage,
    workers: { count: 1, label: '张某', identityNumber: '340111199001010002', agent: { kind: 'agent', ...agent } },
    employer: { name: '合肥某公司', industry: 'H', creditCode: '913401110000000198' },
    claims: [{ cause: 'wages', amount: 18600, facts: '工资未付' }],
  });
  let arbitrator: Caller;
  let clerk: Caller;
  beforeAll(async () => {
    arbitrator = await api.as(['arbitrator'], hefei);
    await Users.updateOne({ _id: arbitrator.id }, { $set: { firm, name: '孙律师' } });
    clerk = await api.as(['arbitrator'], hefei);
  });
  const law24 = { code: 'EXCLUDED', detail: expect.stringContaining('第24条第3款') };

  it.each([
    ['a part-time arbitrator of the commission', { name: '孙律师' }, true],
    ['of whom it is known', { name: '孙律师', organisation: firm }, true],
    ['somebody of the same firm', { name: '李律师', organisation: firm }, true],
    ['somebody of the same name and another firm', { name: '孙律师', organisation: '乙律师事务所' }, false],
    ['somebody else', { name: '李律师' }, false],
  ])('as agent before the commission: %s', async (_, agent, refused) => {
    const { body } = await api.anyone('POST', '/cases', filing('arbitration', agent));
    if (refused) expect(body).toMatchObject(law24);
    else expect(body.code).not.toBe('EXCLUDED');
    // Before others than the commission it is no matter.
    expect((await api.anyone('POST', '/cases', filing('mediation', agent))).body.code).not.toBe('EXCLUDED');
    const far = { ...filing('arbitration', agent), region: '340202' };
    expect((await api.anyone('POST', '/cases', far)).body.code).not.toBe('EXCLUDED');
  });

  it('as an agent who comes for a code, or for whom something is put on record', async () => {
    const { number, task } = await someCase('340111', 20, { stage: 'arbitration' });
    await Tasks.updateOne({ case: number }, { $set: { groups: ['worker'], stage: 'arbitration' } });
    const codes = (agent: object) =>
      clerk('POST', `/cases/${number}/codes`, { side: 'worker', mandate: { powers: [] }, ...agent });
    expect((await codes(of('孙律师'))).body).toMatchObject(law24);
    expect((await codes(of('李律师', firm))).body).toMatchObject(law24);
    const english = await clerk(
      'POST',
      `/cases/${number}/codes`,
      { side: 'worker', ...of('孙律师') },
      { 'accept-language': 'en' },
    );
    expect(english.body.detail).toMatch(/art\. 24\(3\).*firm/);
    const named = (agent: object) => clerk('POST', `/tasks/${task}/complete`, { for: [{ side: 'worker', ...agent }] });
    expect((await named(of('孙律师'))).body).toMatchObject(law24);
    expect((await named(of('孙律师', '乙律师事务所'))).body.code).not.toBe('EXCLUDED');
    expect((await codes(of('孙律师', '乙律师事务所'))).status).toBe(201);
    expect((await codes({ ...of('孙律师'), capacity: 'party', mandate: undefined })).status).toBe(201);
    // Whoever came as agent does not arbitrate it.
    await Tasks.updateOne({ case: number }, { $set: { groups: ['arbitrator'] } });
    expect((await arbitrator('POST', `/tasks/${task}/claim`, {})).status).toBe(200);
    await arbitrator('POST', `/tasks/${task}/release`, {});
    await AccessCodes.updateOne({ case: number, 'holder.capacity': 'agent' }, { $set: { 'holder.firm': firm } });
    expect((await arbitrator('POST', `/tasks/${task}/claim`, {})).body).toMatchObject(law24);
    expect((await clerk('POST', `/tasks/${task}/claim`, {})).status).toBe(200);
  });

  it('as agent whoever mediated by a court’s invitation, and as mediator whoever was agent', async () => {
    const invited = { code: 'EXCLUDED', detail: expect.stringContaining('特邀调解的规定第16条') };
    const mediator = await api.as(['mediator'], hefei);
    await Users.updateOne({ _id: mediator.id }, { $set: { name: '周调解' } });
    const { number, task } = await someCase('340111', 21, { stage: 'litigation' });
    const court = await api.as(['court'], hefei);
    const codes = (name: string) =>
      court('POST', `/cases/${number}/codes`, { side: 'worker', mandate: { powers: [] }, ...of(name) });
    await Tasks.updateOne(
      { case: number },
      { $set: { status: 'completed', closedBy: mediator.id, groups: ['mediator'] } },
    );
    // Nobody invited the mediator: it is no case that a court referred.
    expect((await codes('周调解')).status).toBe(201);
    await Cases.updateOne({ _id: number }, { $set: { 'data.courtReferral': { court: '法院', number: '1' } } });
    expect((await codes('周调解')).body).toMatchObject(invited);
    expect((await codes('吴律师')).status).toBe(201);
    const other = await api.as(['mediator'], hefei);
    await Users.updateOne({ _id: other.id }, { $set: { name: '吴律师' } });
    await Tasks.updateOne({ case: number }, { $set: { status: 'open', groups: ['mediator'], compartment: 'open' } });
    expect((await other('POST', `/tasks/${task}/claim`, {})).body).toMatchObject(invited);
  });

  it('as arbitrator in the form of the tribunal: nobody who mediated it, nor an agent’s colleague', async () => {
    const mediator = await api.as(['mediator'], hefei);
    await Users.updateOne({ _id: mediator.id }, { $set: { name: '郑调解' } });
    const { number, task } = await someCase('340111', 22, { stage: 'arbitration' });
    await Tasks.create({
      ...(await Tasks.findOne({ case: number }).lean())!,
      _id: `${number}/9`,
      key: 9,
      status: 'completed',
      closedBy: mediator.id,
      groups: ['mediator'],
    });
    const source = await readFile('definitions/forms/tribunal.form');
    const formHash = createHash('sha256').update(source).digest('hex');
    await Definitions.create({
      _id: 'form:tribunal:1',
      key: 'tribunal',
      kind: 'form',
      version: 1,
      status: 'published',
      keys: ['tribunal'],
      hash: formHash,
      source,
      fileName: 'tribunal.form',
      createdAt: new Date(),
    });
    await Tasks.updateOne({ _id: `${number}/2` }, { $set: { groups: ['arbitrator'], stage: 'arbitration', formHash } });
    const form = (values: object) => clerk('POST', `/tasks/${task}/complete`, { values });
    const law33 = { code: 'EXCLUDED', detail: expect.stringContaining('第33条') };
    expect((await form({ presiding: '郑调解' })).body).toMatchObject(law33);
    expect((await form({ panel: true, presiding: '冯某', members: '王某、郑调解' })).body).toMatchObject(law33);
    expect((await form({ presiding: '冯某', recorder: '郑调解' })).body.code).not.toBe('EXCLUDED');
    await Cases.updateOne(
      { _id: number },
      { $set: { 'data.employer': { agent: { name: '李', organisation: firm } } } },
    );
    expect((await form({ presiding: '孙律师' })).body).toMatchObject(law24);
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
    const [one, two, three] = [
      await someCase('340111', 14),
      await someCase('340111', 15),
      await someCase('340111', 16),
    ];
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
