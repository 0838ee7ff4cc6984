import ExcelJS from 'exceljs';
import { partyRoles, roles, type Role } from '../../domain/roles';
import { callerOf, startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { publishSource } from '../../tests/support/publishSource';
import { someCase } from '../../tests/support/someCase';
import { bpmn, end, flows, properties, start } from '../../tests/workflows/bpmn';
import {
  appendAudit,
  Appointments,
  BulkWorks,
  Cases,
  Definitions,
  derivedOf,
  Employers,
  Letters,
  Mediators,
  Notices,
  Organisations,
  Proposals,
  Rooms,
  Tasks,
  Users,
  type Appointment,
  type BulkWork,
  type Case,
  type Definition,
  type Proposal,
  type User,
} from '../../models';
import { cityOf } from '../../domain/regions';
import { operations, type Operation, type Permission } from '../contract';
import type { Target, Thing } from '../contract/operation';
import { rules } from './rules';

jest.setTimeout(60_000);

/** Deliberately a second copy of the policy: changing the policy means changing two places. */
const everyone = [...roles.codes];
const doers: Role[] = ['negotiator', 'mediator', 'supervisor', 'clerk', 'arbitrator', 'director', 'court'];
/** Roles that deal with the parties in person. */
const inCharge: Role[] = ['negotiator', 'mediator', 'clerk', 'arbitrator', 'court'];
const staff: Role[] = [...doers, 'official', 'administrator', 'auditor'];
/** Roles that see no dispute: processes ask them, and kinds of other matters may let them read those. */
const asked: Role[] = ['union', 'legal-aid', 'expert', 'inspector', 'adviser', 'finance', 'department'];
/** What a kind of matter may let its readers do, and whoever began one. */
const ofMatters: Permission[] = [
  'case.list',
  'case.read',
  'case.inside',
  'case.comment',
  'case.withdraw',
  'document.read',
  'document.write',
  'task.read',
];
/** Who works on cases or reads them; other roles get what is addressed to them, or nothing. */
const readers: Role[] = ['worker', 'employer', ...staff];
const allowed: Record<Exclude<Permission, 'public' | 'signature'>, Role[]> = {
  signedIn: everyone,
  'case.file': everyone,
  'case.list': readers,
  'case.read': readers,
  'case.change': doers,
  'case.withdraw': ['worker', 'employer', ...inCharge],
  'case.inside': staff,
  'case.comment': staff.filter((role) => role !== 'auditor'),
  'case.code': inCharge,
  'matter.list': everyone,
  'matter.begin': everyone,
  'task.list': ['worker', 'employer', ...asked, ...doers, 'official', 'administrator'],
  'task.read': [...readers, ...asked],
  'task.act': ['worker', 'employer', ...asked, ...doers, 'official', 'administrator'],
  'task.record': inCharge,
  'task.reassign': ['supervisor', 'director'],
  'task.delegate': [...doers, 'official', 'administrator'],
  'service.list': ['supervisor', 'clerk', 'arbitrator', 'director', 'court', 'auditor'],
  'letter.post': inCharge,
  'document.read': readers,
  'document.write': ['worker', 'employer', ...doers, 'official', 'administrator'],
  'message.send': ['court', 'administrator'],
  'definition.read': ['supervisor', 'administrator', 'auditor'],
  'definition.write': ['administrator'],
  'operation.read': ['supervisor', 'administrator', 'auditor'],
  'operation.repair': ['administrator'],
  'statistics.read': ['supervisor', 'director', 'official', 'administrator', 'auditor'],
  'reference.read': everyone,
  'reference.write': ['administrator'],
  'parameter.write': ['administrator'],
  'proposal.decide': ['administrator'],
  'people.read': staff,
  'people.write': ['administrator'],
  'employer.read': ['mediator', 'supervisor', 'official', 'administrator', 'auditor'],
  'employer.write': ['official', 'administrator'],
  'audit.read': ['administrator', 'auditor'],
};

/** Province-wide settings are reserved for administrators of the whole province. */
const provincial: Permission[] = ['definition.write', 'reference.write'];
const mayIn = (permission: Permission, role: Role, region: string): boolean =>
  permission in allowed &&
  allowed[permission as 'case.read'].includes(role) &&
  (region === '340000' || !provincial.includes(permission));

const area = '340100';
let api: TestApi;
let near: Place;
let far: Place;
const callers = new Map<Role, Caller>();

/** One thing of each kind, all in the same place. */
type Place = Record<Thing, string>;

async function placeAt(region: string, sequence: number, more: Partial<Case> = {}): Promise<Place> {
  const one = await someCase(region, sequence, more);
  const about = { region, name: `of ${one.number}` };
  await Tasks.updateOne({ case: one.number }, { $set: { groups: roles.codes } });
  await BulkWorks.create({ ...work, _id: `bulk-${region}`, region });
  await Notices.create({
    _id: `failed-${region}`,
    case: one.number,
    audience: [],
    title: { zh: '通知', en: 'Notice' },
    text: { zh: '通知', en: 'Notice' },
    region,
    city: cityOf(region),
    at,
    readBy: [],
    deliveries: [{ channel: 'text', status: 'failed', attempts: 1 }],
    failedAt: at,
  });
  await Definitions.create({ ...draft, _id: `form:${region}:1`, key: region, keys: [region] });
  await Users.create({ ...person, _id: `user-${region}`, account: `user-${region}`, ...about });
  await Proposals.create({ ...proposal, _id: `proposal-${region}`, region });
  await Organisations.create({ ...organisation, _id: `org-${region}`, region, city: cityOf(region) });
  await Mediators.create({ ...mediator, _id: `mediator-${region}`, organisation: `org-${region}`, ...about });
  await Letters.create({ ...letter, _id: `letter-${region}`, case: one.number, region, city: cityOf(region) });
  const matter = await matterAt(region, roles.codes);
  await appendAudit([{ chain: one.number, at: new Date(), by: 'x', action: 'comment', subject: one.number }]);
  await Rooms.create({ ...room, _id: `room-${region}`, organisation: `org-${region}`, region });
  await Employers.create({
    ...employer,
    _id: codes[region]!,
    codes: [codes[region]!],
    region,
    ...derivedOf({ name: employer.name, region }, [codes[region]!]),
  });
  await Appointments.create({
    ...appointment,
    _id: `${one.number}/2/x`,
    task: `${one.number}/2`,
    case: one.number,
    instance: one.number,
    region,
    city: cityOf(region),
    parties: more.parties ?? ['worker:w', 'employer:e'],
  });
  return {
    appointment: `${one.number}~2~x`,
    area: region,
    bulk: `bulk-${region}`,
    case: one.number,
    chain: one.number,
    definition: `form:${region}:1`,
    document: one.document,
    employer: codes[region]!,
    incident: one.incident,
    instance: one.number,
    letter: `letter-${region}`,
    matter,
    mediator: `mediator-${region}`,
    organisation: `org-${region}`,
    origin: matter,
    proposal: `proposal-${region}`,
    receiver: one.number,
    room: `room-${region}`,
    task: one.task,
    user: `user-${region}`,
  };
}

/** A matter other than a dispute, whose kind lets these roles see it. */
async function matterAt(region: string, readers: readonly Role[], more: Partial<Case> = {}): Promise<string> {
  const _id = `QJ-${region}-2026-${String(await Cases.countDocuments({ matter: 'leave' })).padStart(4, '0')}`;
  const { _id: _number, ...like } = (await Cases.findOne({ region }).lean<Case>())!;
  await Cases.create({ ...like, matter: 'leave', title: '请假', readers: [...readers], ...more, _id });
  return _id;
}

const at = new Date();
const work: Partial<BulkWork> = {
  kind: 'retry',
  status: 'done',
  by: 'x',
  reason: 'r',
  total: 0,
  done: 0,
  failed: 0,
  cursor: '',
  failures: [],
  startedAt: at,
  detail: {},
};
const draft: Partial<Definition> = {
  kind: 'form',
  version: 1,
  status: 'draft',
  hash: 'f'.repeat(64),
  source: Buffer.from('{}'),
  fileName: 'x.form',
  createdAt: at,
};
const person: Partial<User> = {
  passwordHash: 'none',
  roles: ['official'],
  parties: [],
  language: 'zh',
  active: true,
  createdAt: at,
};
const organisation = {
  name: { zh: '中心', en: 'Centre' },
  kind: 'township-centre',
  industries: [],
  causes: [],
  active: true,
};
const proposal: Partial<Proposal> = {
  kind: 'definition.publish',
  status: 'open',
  note: 'n',
  // Its subject does not exist, so it stays open whoever approves it.
  body: JSON.stringify({ note: 'n', all: [{ id: 'none', hash: 'none' }] }),
  by: 'x',
  at,
};
const room = {
  name: { zh: '一号庭', en: 'Room 1' },
  seats: 12,
  equipment: [],
  hours: { from: 480, to: 1080 },
  active: true,
};
/** The credit codes of the employers of the places. */
const codes: Record<string, string> = { '340111': '913401110000000198', '340202': '91340202000000003Q' };
const employer = {
  name: '华兴',
  suspect: false,
  distinct: [],
  changes: [],
  merged: [],
  version: 1,
  registeredAt: at,
  updatedAt: at,
};
const letter = {
  notice: 'n',
  addressee: 'employer',
  name: '合肥某公司',
  address: '合肥市某路1号',
  sender: '某委员会',
  title: { zh: '通知', en: 'Notice' },
  lines: [],
  status: 'waiting' as const,
  at,
};
const soon = new Date(at.getTime() + 3_600_000);
const appointment: Partial<Appointment> = {
  kind: 'hearing',
  status: 'fixed',
  key: 'x',
  day: soon.toISOString().slice(0, 10),
  start: soon,
  end: new Date(soon.getTime() + 3_600_000),
  people: [],
  compartment: 'open',
  by: 'x',
  at,
  keptUntil: soon,
};
const mediator = { fullTime: true, languages: [], skills: [], conflicts: [], active: true };

beforeAll(async () => {
  api = await startApi();
  const kind = { matter: 'QJ-{region}-{year}-{sequence}', matterRead: roles.codes.join(',') };
  await publishSource('process', 'leave', bpmn(['leave', properties(kind) + start() + end() + flows('s', 'e')]));
  await Definitions.updateOne({ key: 'leave' }, { $set: { matters: ['leave'] } });
  near = await placeAt('340111', 1);
  far = await placeAt('340202', 2, { parties: ['worker:other', 'employer:other'] });
  for (const role of roles.codes) callers.set(role, await asOne(role));
}, 120_000);
afterAll(() => api?.stop(), 60_000);

const asOne = (role: Role): Promise<Caller> =>
  api.as([role], {
    region: area,
    parties: role === 'worker' ? ['worker:w'] : role === 'employer' ? ['employer:e'] : [],
  });

const isThing = (kind: unknown): kind is Thing => typeof kind === 'string';
const targetOf = ({ target }: Operation) => target as Target;
const namedIn = (fields: object | undefined): [name: string, kind: Thing][] =>
  Object.entries(fields ?? {}).filter(([, kind]) => isThing(kind)) as [string, Thing][];

/** A party has no area to query. */
const namesArea = (operation: Operation): boolean =>
  namedIn(targetOf(operation).query).some(([, kind]) => kind === 'area');

/** Without the permission for disputes a role may have it for what a kind of matter lets it see: asked about each one. */
const isOfMatter = (operation: Operation, role: Role): boolean =>
  !partyRoles.includes(role) &&
  ofMatters.includes(operation.permission) &&
  namedIn(targetOf(operation).path).some(([, kind]) => kind === 'case' || kind === 'document');

/** The operation's path, with its parameters filled in from a place. */
const pathAt = (operation: Operation, place: Place): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const kind = (targetOf(operation).path as unknown as Record<string, unknown>)[name];
    return isThing(kind) ? place[kind] : 'x';
  });

/**
 * Valid bodies and queries for the operations that reference things in them: invalid ones would be refused for another
 * reason.
 */
const samples: Record<string, object> = {
  addUser: {
    account: 'somebody',
    name: '某人',
    roles: ['official'],
    region: '340111',
    organisation: 'org-340111',
  },
  checkIdentity: { means: 'identity-card', code: 'ABCD-EFGH' },
  changeUser: { region: '340111', organisation: 'org-340111' },
  addOrganisation: { name: { zh: '新中心', en: 'New' }, kind: 'township-centre', region: '340111' },
  changeOrganisation: { name: { zh: '新中心', en: 'New' }, kind: 'township-centre', region: '340111' },
  addRoom: { organisation: 'org-340111', name: { zh: '二号庭', en: 'Room 2' }, seats: 8 },
  changeRoom: { organisation: 'org-340111', name: { zh: '二号庭', en: 'Room 2' }, seats: 8 },
  setUnavailable: { days: [] },
  doorList: { on: '2026-12-01' },
  addMediator: { name: '新人', organisation: 'org-340111', region: '340111', user: 'user-340111' },
  changeMediator: { name: '某人', organisation: 'org-340111', region: '340111', user: 'user-340111' },
  listEmployers: { region: '340111' },
  exportEmployers: { region: '340111' },
  addEmployer: { creditCode: '91340111000000002H', name: '新单位', region: '340111' },
  changeEmployer: { name: '华兴', region: '340111', version: 1 },
  mergeEmployers: { other: '913401110000000198', reason: '重复' },
  distinguishEmployers: { other: '913401110000000198', reason: '不同' },
  retryIncidents: { reason: '再试', case: 'AH-340111-2026-000001', ids: ['AH-340111-2026-000001~3~1'] },
  reassignTasks: { ids: ['AH-340111-2026-000001~2'], to: ['nobody'], reason: '病假' },
  reassignCandidates: { ids: ['AH-340111-2026-000001~2'] },
  sendMessage: { name: 'm', correlationKey: 'AH-340111-2026-000001' },
  readStatistics: { area: '340111', from: '2026-01', to: '2026-02' },
  exportStatistics: { area: '340111', from: '2026-01', to: '2026-02' },
  listAudit: { chain: 'AH-340111-2026-000001' },
  checkAudit: { chain: 'AH-340111-2026-000001' },
  listReads: { case: 'AH-340111-2026-000001' },
  listUsers: { region: '340111' },
  listMatters: {},
  beginMatter: { kind: 'none', values: {} },
  listCases: { region: '340111' },
  countCases: { region: '340111' },
  exportCases: { region: '340111' },
  listTasks: { region: '340111' },
  listServices: { region: '340111' },
  listLetters: { region: '340111' },
  printLetters: { ids: ['letter-340111'] },
};

/**
 * Calls an operation on a place; `more` overrides fields of its sample. A stream is closed as soon as it has started.
 */
async function ask(call: Caller, operation: Operation, place: Place, more: Record<string, unknown> = {}) {
  const { id, method } = operation;
  const fields = { ...samples[id], ...more };
  const query = method === 'get' ? `?${new URLSearchParams(fields as Record<string, string>).toString()}` : '';
  const path = pathAt(operation, place);
  if (operation.gives !== 'text/event-stream')
    return call(method.toUpperCase(), `${path}${query}`, method === 'get' ? undefined : fields);
  const end = new AbortController();
  const response = await fetch(`${api.url}/api${path}`, { headers: { ...auth(call) }, signal: end.signal });
  const body = response.ok ? {} : await response.json();
  end.abort();
  return { status: response.status, body, headers: response.headers };
}

const auth = ({ token }: Caller): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {});

/** All operations that require signing in; signing out comes last. */
const signedInOperations = operations
  .filter(({ permission }) => !['public', 'signature'].includes(permission))
  .sort((one, other) => Number(one.id === 'signOut') - Number(other.id === 'signOut'));

describe('access', () => {
  it('every route of the API is one of its operations, and every operation has a rule', async () => {
    const { createApp } = await import('../app');
    const found: string[] = [];
    walk(
      (
        createApp({ ...api.deps, metrics: new (await import('prom-client')).Registry() }) as unknown as {
          router: Layer['handle'];
        }
      ).router,
      '',
      found,
    );
    const stated = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    // Mounted before the router: the description, and the sign-in limits.
    expect(found.filter((each) => !stated.includes(each)).sort()).toEqual([
      'get /api/openapi.json',
      'post /api/sessions',
    ]);
    for (const { id, permission } of operations) expect([id, rules[permission]]).toEqual([id, expect.anything()]);
  });

  it('every operation that references something in its query or body has a sample here', () => {
    const naming = operations.filter(
      (operation) => namedIn(targetOf(operation).query).length || namedIn(targetOf(operation).body).length,
    );
    expect(naming.map(({ id }) => id).filter((id) => !(id in samples))).toEqual([]);
  });

  it('callers who are not signed in reach only what is public', async () => {
    for (const operation of signedInOperations.filter(({ permission }) => rules[permission] !== 'public')) {
      const { status, body } = await ask(api.anyone, operation, near);
      expect([operation.id, status, body.code]).toEqual([operation.id, 401, 'NOT_SIGNED_IN']);
    }
  }, 60_000);

  it.each(roles.codes)(
    'the role %s may do what the policy allows and nothing else',
    async (role) => {
      const call = await asOne(role);
      for (const operation of signedInOperations) {
        const { id, permission } = operation;
        const { status, body } = await ask(call, operation, near);
        if (!mayIn(permission, role, area))
          expect([id, status, body.code]).toEqual([
            id,
            403,
            isOfMatter(operation, role) ? 'OUT_OF_REACH' : 'FORBIDDEN',
          ]);
        else if (namesArea(operation) && partyRoles.includes(role))
          expect([id, body.code]).toEqual([id, 'OUT_OF_REACH']);
        else expect([id, status === 401, body.code]).toEqual([id, false, expect.not.stringMatching(REFUSED)]);
      }
    },
    60_000,
  );

  it.each(roles.codes)(
    'the role %s cannot reach another area by path, query or body',
    async (role) => {
      const call = callers.get(role)!;
      for (const operation of signedInOperations.filter(({ permission }) => mayIn(permission, role, area))) {
        const { path, query, body } = targetOf(operation);
        const refused = async (place: Place, more?: Record<string, unknown>) => {
          const answer = await ask(call, operation, place, more);
          expect([operation.id, more, answer.status, answer.body.code]).toEqual([
            operation.id,
            more,
            403,
            'OUT_OF_REACH',
          ]);
        };
        // Definitions are the same everywhere, so everyone with the permission may read them.
        if (namedIn(path).some(([, kind]) => kind !== 'definition')) await refused(far);
        for (const [name, kind] of [...namedIn(query), ...namedIn(body)])
          await refused(near, { [name]: name === 'ids' ? [far[kind]] : far[kind] });
      }
    },
    60_000,
  );

  it.each(roles.codes)(
    'the role %s finds in lists everything within reach and nothing else',
    async (role) => {
      const call = callers.get(role)!;
      for (const operation of signedInOperations.filter(({ permission }) => mayIn(permission, role, area))) {
        const target = targetOf(operation);
        if (!('list' in target)) continue;
        const of = target.list;
        const shown = operation.gives
          ? await sheet(call, operation.path)
          : JSON.stringify((await call('GET', operation.path)).body);
        expect([operation.id, shown.includes(far[of])]).toEqual([operation.id, false]);
        if (operation.gives || shown.includes('"rows"'))
          expect([operation.id, shown.includes(near[of])]).toEqual([operation.id, true]);
      }
    },
    60_000,
  );

  it.each(readers)(
    'the role %s receives events for everything within reach and nothing else',
    async (role) => {
      const call = callers.get(role)!;
      const end = new AbortController();
      const { body } = await fetch(`${api.url}/api/events`, { headers: auth(call), signal: end.signal });
      const stream = body!.pipeThrough(new TextDecoderStream()).getReader();
      await stream.read();
      for (const { case: number } of [far, near]) {
        await Tasks.updateOne({ case: number }, { $inc: { priority: 1 } });
        await Cases.updateOne({ _id: number }, { $set: { updatedAt: new Date() } });
      }
      let text = '';
      while (!/"type":"case"/.test(text)) text += (await stream.read()).value ?? '';
      end.abort();
      expect([text.includes(near.case), text.includes(far.case)]).toEqual([true, false]);
    },
    60_000,
  );

  it('a matter is seen by the roles that its kind names, where they are in charge, and by whoever began it', async () => {
    const call = await api.as(['inspector'], { region: area });
    const [ours, others, elsewhere] = [
      await matterAt('340111', ['inspector']),
      await matterAt('340111', ['director', 'auditor']),
      await matterAt('340202', ['inspector']),
    ];
    const own = await matterAt('340202', ['director'], { filedBy: call.id });
    const seen = async (who: Caller, number: string) => (await who('GET', `/cases/${number}`)).body.code ?? 'seen';
    expect(await Promise.all([ours, others, elsewhere, own].map((number) => seen(call, number)))).toEqual([
      'seen',
      'OUT_OF_REACH',
      'OUT_OF_REACH',
      'seen',
    ]);
    for (const role of ['mediator', 'supervisor', 'administrator'] as const)
      expect([role, await seen(callers.get(role)!, ours)]).toEqual([role, 'OUT_OF_REACH']);
    // What it is about names nobody whom its reader does not know from elsewhere.
    await Cases.updateOne({ _id: own }, { $set: { subjects: [`person:worker@${far.case}`, `person:${call.id}`] } });
    const { subjects } = (await call('GET', `/cases/${own}`)).body.matter;
    expect(subjects).toEqual([
      { kind: 'person', id: `worker@${far.case}` },
      { kind: 'person', id: call.id, name: expect.any(String) },
    ]);
    // What is written inside is not for whoever began it, and auditors write nothing.
    expect((await call('GET', `/cases/${own}/comments`)).body.code).toBe('OUT_OF_REACH');
    expect((await call('POST', `/cases/${ours}/comments`, { text: '备注' })).status).toBe(201);
    const auditor = callers.get('auditor')!;
    expect((await auditor('GET', `/cases/${others}/comments`)).status).toBe(200);
    expect((await auditor('POST', `/cases/${others}/comments`, { text: '备注' })).body.code).toBe('OUT_OF_REACH');
    // Disputes and other matters are lists of their own.
    const { body } = await callers.get('director')!('GET', '/cases?size=200');
    expect(body.rows.map(({ number }: { number: string }) => number.slice(0, 3))).not.toContain('QJ-');
  });

  it('province-wide settings can be changed by administrators of the province', async () => {
    const call = await api.as(['administrator'], { region: '340000' });
    for (const operation of signedInOperations.filter(({ permission }) => provincial.includes(permission))) {
      const { body } = await ask(call, operation, near);
      expect([operation.id, body.code]).toEqual([operation.id, expect.not.stringMatching(REFUSED)]);
    }
  }, 60_000);

  it('a mediator reaches the cases of their own organisation and unassigned cases', async () => {
    const ours = await someCase('340111', 11, { organisation: 'org-a' });
    const theirs = await someCase('340111', 12, { organisation: 'org-b' });
    const mediator = await api.as(['mediator'], { organisation: 'org-a' });
    expect((await mediator('GET', `/cases/${ours.number}`)).status).toBe(200);
    expect((await mediator('GET', `/cases/${theirs.number}`)).body.code).toBe('OUT_OF_REACH');
    const { body } = await mediator('GET', '/cases');
    expect(body.rows.map(({ number }: { number: string }) => number).sort()).toEqual([near.case, ours.number].sort());
  });

  it('a party sees the tasks of its own side but not what only staff know', async () => {
    await Tasks.updateOne({ case: near.case }, { $set: { groups: ['mediator', 'worker'] }, $unset: { assignee: '' } });
    const [worker, employer] = [callers.get('worker')!, callers.get('employer')!];
    expect((await worker('GET', `/tasks/${near.task}`)).status).toBe(200);
    expect((await employer('GET', `/tasks/${near.task}`)).body.code).toBe('OUT_OF_REACH');
    const { body } = await worker('GET', `/cases/${near.case}`);
    expect(body.facts).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('only for those who work on it');
  });

  it('only the applicant’s side may withdraw', async () => {
    const { status, body } = await callers.get('employer')!('POST', `/cases/${near.case}/withdraw`, {
      reason: '算了',
    });
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('a cookie is accepted only from pages of this site', async () => {
    const { headers } = await api.anyone('POST', '/sessions', {
      account: callers.get('mediator')!.id,
      password: 'password-1234',
    });
    const cookie = headers.get('set-cookie')!.split(';')[0]!;
    expect(headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i);
    const claim = (more: Record<string, string>) =>
      api.anyone('POST', `/tasks/${near.task}/claim`, {}, { cookie, ...more });
    expect((await claim({})).body.code).toBe('CROSS_SITE');
    expect((await claim({ origin: 'https://elsewhere.example', 'x-requested-with': 'heyi' })).body.code).toBe(
      'CROSS_SITE',
    );
    expect((await claim({ 'x-requested-with': 'heyi' })).status).toBe(200);
    expect((await claim({ origin: api.url })).status).toBe(200);
  });

  it('a session ends when its user signs out or the account is closed', async () => {
    const one = await api.as(['mediator']);
    expect((await one('DELETE', '/sessions/current')).status).toBe(200);
    expect((await one('GET', '/sessions/current')).status).toBe(401);
    const two = await api.as(['mediator']);
    const admin = await api.as(['administrator']);
    expect((await admin('PATCH', `/users/${two.id}`, { active: false })).status).toBe(200);
    expect((await two('GET', '/sessions/current')).status).toBe(401);
    expect((await callerOf(api.url, 'x'.repeat(43))('GET', '/cases')).status).toBe(401);
  });
});

const REFUSED = /^(FORBIDDEN|OUT_OF_REACH)$/;

/** The cell values of a downloaded workbook. */
async function sheet(call: Caller, path: string): Promise<string> {
  const response = await fetch(`${api.url}/api${path}`, { headers: auth(call) });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  return JSON.stringify(book.worksheets.map((each) => each.getSheetValues()));
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

function walk({ stack = [] }: Layer['handle'], prefix: string, found: string[]): void {
  for (const { route, handle } of stack) {
    if (route) for (const method of Object.keys(route.methods)) found.push(`${method} ${prefix}${route.path}`);
    else walk(handle, prefix, found);
  }
}
