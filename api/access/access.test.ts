import { roles, type Role } from '../../domain/roles';
import { callerOf, startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { someCase } from '../../tests/support/someCase';
import { operations, type Permission } from '../contract';
import { rules } from './rules';

/** Written down a second time, on purpose: a change of the policy is a change in two places. */
const everyone = [...roles.codes];
const doers: Role[] = ['negotiator', 'mediator', 'supervisor', 'arbitrator', 'court'];
const staff: Role[] = [...doers, 'official', 'administrator', 'auditor'];
const allowed: Record<Exclude<Permission, 'public' | 'signature'>, Role[]> = {
  signedIn: everyone,
  'case.file': everyone,
  'case.list': everyone,
  'case.read': everyone,
  'case.change': doers,
  'case.withdraw': ['worker', 'employer', 'mediator', 'arbitrator', 'administrator'],
  'case.inside': staff,
  'case.comment': staff.filter((role) => role !== 'auditor'),
  'case.code': ['negotiator', 'mediator', 'arbitrator', 'administrator'],
  'task.list': ['worker', 'employer', ...doers, 'official', 'administrator'],
  'task.read': everyone,
  'task.act': ['worker', 'employer', ...doers, 'official', 'administrator'],
  'task.delegate': [...doers, 'official', 'administrator'],
  'document.read': everyone,
  'document.write': ['worker', 'employer', ...doers, 'official', 'administrator'],
  'message.send': ['court', 'administrator'],
  'definition.read': staff,
  'definition.write': ['administrator'],
  'operation.read': ['supervisor', 'administrator', 'auditor'],
  'operation.repair': ['administrator'],
  'statistics.read': ['supervisor', 'official', 'administrator', 'auditor'],
  'reference.read': everyone,
  'reference.write': ['administrator'],
  'people.read': staff,
  'people.write': ['administrator'],
  'audit.read': ['administrator', 'auditor'],
};

let api: TestApi;
let near: Awaited<ReturnType<typeof someCase>>;
let far: Awaited<ReturnType<typeof someCase>>;
const callers = new Map<Role, Caller>();

beforeAll(async () => {
  api = await startApi();
  near = await someCase('340111', 1);
  far = await someCase('340202', 2, { parties: ['worker:other', 'employer:other'] });
  for (const role of roles.codes)
    callers.set(
      role,
      await api.as([role], { parties: role === 'worker' ? ['worker:w'] : role === 'employer' ? ['employer:e'] : [] }),
    );
}, 120_000);
afterAll(() => api?.stop());

const addressOf = (path: string, about: typeof near): string =>
  path
    .replace('{number}', about.number)
    .replace('/tasks/{id}', `/tasks/${about.task}`)
    .replace('/documents/{id}', `/documents/${about.document}`)
    .replace('/incidents/{id}', `/incidents/${about.incident}`)
    .replace('/instances/{id}', `/instances/${about.number}`)
    .replaceAll(/\{\w+\}/g, 'x');
/** Not asked here: it streams without end. */
const asked = operations.filter(({ id }) => id !== 'events' && id !== 'openapi');

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
    // Served before the router: the description, and what limits sign-ins.
    expect(found.filter((each) => !stated.includes(each)).sort()).toEqual([
      'get /api/openapi.json',
      'post /api/sessions',
    ]);
    for (const { id, permission } of operations) expect([id, rules[permission]]).toEqual([id, expect.anything()]);
  });

  it('nobody who is not signed in gets further than what is public', async () => {
    for (const { method, path, permission } of asked) {
      if (rules[permission] === 'public' || permission === 'signature') continue;
      const { status, body } = await api.anyone(
        method.toUpperCase(),
        addressOf(path, near),
        method === 'get' ? undefined : {},
      );
      expect([method, path, status, body.code]).toEqual([method, path, 401, 'NOT_SIGNED_IN']);
    }
  });

  it.each(roles.codes)(
    'a %s may do what the policy gives to that role, and nothing else',
    async (role) => {
      const call = callers.get(role)!;
      for (const { method, path, permission, id } of asked) {
        if (permission === 'public' || permission === 'signature' || id === 'signOut') continue;
        const { status, body } = await call(
          method.toUpperCase(),
          addressOf(path, near),
          method === 'get' ? undefined : {},
        );
        const refused = status === 403 && body.code === 'FORBIDDEN';
        if (!allowed[permission].includes(role))
          expect([method, path, status, body.code]).toEqual([method, path, 403, 'FORBIDDEN']);
        else expect([method, path, refused, status === 401]).toEqual([method, path, false, false]);
      }
    },
    60_000,
  );

  it.each(roles.codes)(
    'a %s of one area does not reach a case, a task, a paper or an instance of another',
    async (role) => {
      const call = callers.get(role)!;
      for (const { method, path, permission } of asked) {
        if (
          addressOf(path, near) === addressOf(path, far) ||
          typeof rules[permission] === 'string' ||
          !allowed[permission as 'case.read'].includes(role)
        )
          continue;
        const { status, body } = await call(
          method.toUpperCase(),
          addressOf(path, far),
          method === 'get' ? undefined : {},
        );
        expect([method, path, status, body.code]).toEqual([method, path, 403, 'OUT_OF_REACH']);
      }
    },
    60_000,
  );

  it('lists hold what is within reach and nothing else', async () => {
    for (const [role, call] of callers) {
      const { body } = await call('GET', '/cases');
      expect([role, body.rows.map(({ number }: { number: string }) => number)]).toEqual([role, [near.number]]);
    }
    const province = await api.as(['supervisor'], { region: '340000' });
    expect((await province('GET', '/cases')).body.rows).toHaveLength(2);
    expect((await callers.get('supervisor')!('GET', '/cases?region=340202')).body.code).toBe('OUT_OF_REACH');
  });

  it('a mediator reaches the cases of the own organisation and those that are nobody’s yet', async () => {
    const ours = await someCase('340111', 11, { organisation: 'org-a' });
    const theirs = await someCase('340111', 12, { organisation: 'org-b' });
    const mediator = await api.as(['mediator'], { organisation: 'org-a' });
    expect((await mediator('GET', `/cases/${ours.number}`)).status).toBe(200);
    expect((await mediator('GET', `/cases/${theirs.number}`)).body.code).toBe('OUT_OF_REACH');
    const { body } = await mediator('GET', '/cases');
    expect(body.rows.map(({ number }: { number: string }) => number).sort()).toEqual([near.number, ours.number].sort());
  });

  it('a party sees the own side’s tasks and not what those who work on the case know', async () => {
    const [worker, employer] = [callers.get('worker')!, callers.get('employer')!];
    expect((await worker('GET', `/tasks/${near.task}`)).status).toBe(200);
    expect((await employer('GET', `/tasks/${near.task}`)).body.code).toBe('OUT_OF_REACH');
    const { body } = await worker('GET', `/cases/${near.number}`);
    expect(body.facts).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('only for those who work on it');
  });

  it('only the applicant’s side may withdraw', async () => {
    const { status, body } = await callers.get('employer')!('POST', `/cases/${near.number}/withdraw`, {
      reason: '算了',
    });
    expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('what was said in confidence to reach an agreement is kept from those who decide later', async () => {
    const { StoredDocuments } = await import('../../models');
    await StoredDocuments.updateOne({ _id: near.document }, { $set: { confidential: true } });
    for (const [role, seen] of [
      ['mediator', true],
      ['worker', true],
      ['arbitrator', false],
      ['court', false],
    ] as const) {
      const { status } = await callers.get(role)!('GET', `/documents/${near.document}`);
      expect([role, status]).toEqual([role, seen ? 200 : 403]);
      const { body } = await callers.get(role)!('GET', `/cases/${near.number}/documents`);
      expect([role, body.rows.length]).toEqual([role, seen ? 1 : 0]);
    }
  });

  it('a cookie is taken from this site’s pages alone', async () => {
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

  it('a session ends by signing out, and when the account is closed', async () => {
    const one = await api.as(['mediator']);
    expect((await one('DELETE', '/sessions/current')).status).toBe(204);
    expect((await one('GET', '/sessions/current')).status).toBe(401);
    const two = await api.as(['mediator']);
    const admin = await api.as(['administrator']);
    expect((await admin('PATCH', `/users/${two.id}`, { active: false })).status).toBe(200);
    expect((await two('GET', '/sessions/current')).status).toBe(401);
    expect((await callerOf(api.url, 'x'.repeat(43))('GET', '/cases')).status).toBe(401);
  });
});

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
