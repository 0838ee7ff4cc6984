import { Instances } from '../models';
import { publishSource } from '../tests/support/publishSource';
import { startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { bpmn, end, flows, start } from '../tests/workflows/bpmn';

// Files are checked in threads, which take a while to start.
jest.setTimeout(60_000);

let api: TestApi;
let admin: Caller;
let other: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as(['administrator'], { region: '340000' });
  other = await api.as(['administrator'], { region: '340000' });
}, 120_000);
afterAll(() => api?.stop());

const source = (id: string) => bpmn(['p', start() + end(id) + flows('s', id)]);
const drafted = async (text: string): Promise<string> =>
  (await admin('POST', '/definitions', { kind: 'process', fileName: 'p.bpmn', source: text })).body.id;
const propose = (id: string) => admin('POST', `/definitions/${id}/publish`, { note: 'n' });
const approve = (by: Caller, id: string) => by('POST', `/proposals/${id}/approve`, {});

test('running instances are counted once, under the last version with the same content, and add up to the total in the list', async () => {
  const [first, second] = [
    await publishSource('process', 'p', source('e')),
    await publishSource('process', 'p', source('f')),
  ];
  await publishSource('process', 'p', source('e'));
  const at = new Date();
  for (const [index, definition] of [first, first, second].entries())
    await Instances.create({
      _id: `i${index}`,
      case: 'c',
      process: 'p',
      definition,
      bundle: 'b',
      region: '340111',
      city: '340100',
      status: 'active',
      startedAt: at,
      sequence: 1,
      active: {},
      incidents: 0,
      updatedAt: at,
    });
  await drafted(source('e'));
  const { rows } = (await admin('GET', '/definitions/process/p/versions')).body;
  expect(
    rows.map(({ version, running, sameAs }: { version: number; running: number; sameAs?: number }) => [
      version,
      running,
      sameAs,
    ]),
  ).toEqual([
    [4, 0, undefined],
    [3, 2, undefined],
    [2, 1, undefined],
    [1, 0, 3],
  ]);
  expect((await admin('GET', '/definitions?kind=process')).body.rows).toMatchObject([
    { key: 'p', version: 4, running: 3 },
  ]);
});

test('a version without changes is not published; one that restores earlier content is', async () => {
  await publishSource('process', 'p', source('g'));
  const { status, body } = await propose(await drafted(source('g')));
  expect([status, body.code]).toEqual([409, 'UNCHANGED']);
  const id = await drafted(source('e'));
  const { body: back } = await propose(id);
  expect((await approve(other, back.id)).body).toMatchObject({ status: 'approved' });
  expect((await admin('GET', `/definitions/${id}`)).body.status).toBe('published');
});

describe('four eyes', () => {
  const statusOf = async (id: string) => (await admin('GET', `/definitions/${id}`)).body.status;

  test('a proposal takes effect once, when another administrator of the province approves it', async () => {
    const id = await drafted(source('h'));
    const { status, body: proposal } = await propose(id);
    expect([status, proposal.status, await statusOf(id)]).toEqual([202, 'open', 'draft']);
    expect((await approve(admin, proposal.id)).body.code).toBe('OWN_PROPOSAL');
    const county = await api.as(['administrator'], { region: '340111' });
    expect((await county('POST', `/definitions/${id}/publish`, { note: 'n' })).body.code).toBe('FORBIDDEN');
    expect((await approve(county, proposal.id)).body.code).toBe('OUT_OF_REACH');
    expect((await county('GET', '/proposals')).body.rows).toEqual([]);
    expect((await other('GET', '/proposals')).body.rows).toMatchObject([{ id: proposal.id, subject: id, mine: false }]);
    expect([(await approve(other, proposal.id)).status, await statusOf(id)]).toEqual([200, 'published']);
    expect([(await approve(other, proposal.id)).status, (await admin('GET', '/proposals')).body.rows]).toEqual([
      200,
      [],
    ]);

    const { body: retiring } = await admin('POST', `/definitions/${id}/retire`, { reason: 'r' });
    expect(await statusOf(id)).toBe('published');
    await approve(other, retiring.id);
    expect(await statusOf(id)).toBe('retired');
  });

  test('a draft changed since it was proposed cannot be approved; a declined or withdrawn proposal is closed', async () => {
    const id = await drafted(source('i'));
    const { body: proposal } = await propose(id);
    const { hash } = (await admin('GET', `/definitions/${id}`)).body;
    await admin('PUT', `/definitions/${id}/source`, { source: source('j'), hash });
    expect((await approve(other, proposal.id)).body.code).toBe('CHANGED_MEANWHILE');
    const { body: back } = await admin('POST', `/proposals/${proposal.id}/decline`, { reason: 'r' });
    expect(back).toMatchObject({ status: 'declined', reason: 'r' });
    expect([(await approve(other, proposal.id)).body.code, await statusOf(id)]).toEqual(['CHANGED_MEANWHILE', 'draft']);
  });

  test('an area sets its own parameters where the law lets them vary by area, and cannot change others', async () => {
    const county = await api.as(['administrator'], { region: '340111' });
    const row = (name: string, region: string, value = 2100) => ({
      name,
      region,
      from: '2026-01-01',
      value,
      source: { title: '文件' },
    });
    const shipped = (await admin('GET', '/parameters')).body.parameters.length;
    const put = async (by: Caller, change: (rows: unknown[]) => unknown[]) => {
      const { body } = await admin('GET', '/parameters');
      return by('PUT', '/parameters', { parameters: change(body.parameters), note: 'n' });
    };
    const { body: first } = await put(admin, (rows) => [...rows, row('minimumWage.monthly', '340000', 1800)]);
    await approve(other, first.id);
    for (const wrong of [row('minimumWage.monthly', '340202'), row('averageWage.annual', '340111')])
      expect((await put(county, (rows) => [...rows, wrong])).body.code).toBe('OUT_OF_REACH');
    expect((await put(county, () => [])).body.code).toBe('OUT_OF_REACH');
    const { status, body: own } = await put(county, (rows) => [...rows, row('minimumWage.monthly', '340111')]);
    expect([status, own.region]).toEqual([202, '340111']);
    expect((await county('GET', '/proposals')).body.rows).toMatchObject([{ id: own.id, mine: true }]);
    // Changes that somebody makes for another place in the meantime are no obstacle.
    const { body: second } = await put(admin, (rows) => [...rows, row('minimumWage.monthly', '340202', 1900)]);
    await approve(other, second.id);
    expect((await approve(other, own.id)).body).toMatchObject({ status: 'approved', update: expect.any(String) });
    expect((await admin('GET', '/parameters')).body.parameters).toHaveLength(shipped + 3);
    // Anybody calculates with them, without an account; and sees of them only what the calculator needs.
    const { status: open, body: shown } = await api.anyone('GET', '/calculator/parameters');
    const names = shown.parameters.map(({ name }: { name: string }) => name);
    expect([open, [...new Set(names)].sort()]).toEqual([200, ['averageWage.city', 'minimumWage.monthly']]);
    expect((await put(admin, (rows) => rows)).body.code).toBe('UNCHANGED');
  });
});

test('a draft of a form that is no form stops nobody: its own findings say so, and other files are checked', async () => {
  const form = (text: string) => ({ kind: 'form', fileName: 'f.form', source: text });
  const field = { id: 'field', type: 'default', components: [{ type: 'number', key: 'daysOff' }] };
  await admin('POST', '/definitions', form(JSON.stringify(field)));
  const good = JSON.stringify({ id: 'good', type: 'default', components: [] });
  for (const text of [
    '{"id":"bad1","components":5}',
    '{"id":"bad2","components":[null,5,{"components":7,"key":{"a":1}}]}',
    `{"id":"bad3","components":[{"values":[${'0,'.repeat(200_000)}0]}]}`,
    `{"id":"bad4","components":${'[{"components":'.repeat(3000)}[]${'}]'.repeat(3000)}}`,
    '{',
    'null',
  ]) {
    const drafted = await admin('POST', '/definitions', form(text));
    expect([text.slice(0, 20), [201, 422].includes(drafted.status)]).toEqual([text.slice(0, 20), true]);
    expect((await admin('POST', '/definitions/check', form(good))).body).toEqual({ findings: [], publishable: true });
  }
  expect((await admin('GET', '/definitions/names')).body.variables).toContain('daysOff');
});
