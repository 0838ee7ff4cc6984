import { Organisations } from '../models';
import { someCase } from '../tests/support/someCase';
import { startApi, type TestApi } from '../tests/support/startApi';
import { partiesOf } from './partyKeys';
import { caseSchema } from '../domain/case';
import { similarCases } from './similar';
import type { Who } from './access/Who';

let api: TestApi;
const creditCode = '913401110000000198';
const filed = {
  region: '340111',
  entryStage: 'mediation',
  employer: { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode },
  workers: { count: 1, label: '厨师 张某', identityNumber: '340111199001010002' },
  claims: [
    { cause: 'wages', amount: 8600, facts: '工资未付', period: { from: '2026-02-01', to: '2026-04-30' } },
    { cause: 'severance', amount: 100, facts: '未付' },
  ],
};
const of = (claims: object[], more: object = {}) => ({ data: { ...filed, claims }, parties: keys(), ...more });
const keys = () => partiesOf(caseSchema.parse(filed), api.deps.keys);
const wages = (from: string, to: string) => ({ cause: 'wages', amount: 1, facts: 'x', period: { from, to } });

beforeAll(async () => {
  api = await startApi();
  await someCase(
    '340111',
    1,
    of(filed.claims, { status: 'closed', stage: 'arbitration', outcome: 'deemed-withdrawn' }),
  );
  await someCase('340111', 2, of([wages('2026-04-01', '2026-06-30')], { stage: 'arbitration' }));
  await someCase('340111', 3, of([wages('2026-05-01', '2026-06-30')]));
  await someCase('340111', 4, of(filed.claims, { parties: [keys()[0]!, 'employer:another'] }));
  await someCase('340202', 5, of(filed.claims, { status: 'closed', stage: 'arbitration', outcome: 'withdrawn' }));
}, 120_000);
afterAll(() => api?.stop(), 60_000);

it('shows who examines the cases of the same parties, cause and period, with what the law says of each', async () => {
  const arbitrator = await api.as(['arbitrator'], { region: '340111' });
  const { body } = await arbitrator('GET', '/cases/AH-340111-2026-000001/similar');
  expect(body.rows).toMatchObject([
    { number: 'AH-340111-2026-000002', bars: true, law: { zh: expect.stringContaining('第34条第2项') } },
  ]);
  // One more is another district's: that it exists matters here, what is in it does not.
  expect(body.elsewhere).toBe(1);
  const other = await api.as(['arbitrator'], { region: '340202' });
  expect((await other('GET', '/cases/AH-340202-2026-000005/similar')).body).toMatchObject({ rows: [], elsewhere: 2 });
  expect((await other('GET', '/cases/AH-340111-2026-000001/similar')).body.code).toBe('OUT_OF_REACH');
  const worker = await api.as(['worker'], { parties: [keys()[0]!] });
  expect((await worker('GET', '/cases/AH-340111-2026-000001/similar')).status).toBe(403);
});

it('tells a party who files of its own cases only, and a stranger of none', async () => {
  const asked = { parties: keys(), claims: caseSchema.parse(filed).claims };
  const numbers = async (who: Partial<Who> | undefined) =>
    (await similarCases(who as Who | undefined, asked)).rows.map(({ number }) => number);
  const party = (parties: string[], identified = true) => ({ roles: ['worker' as const], parties, identified });
  expect(await numbers(undefined)).toEqual([]);
  expect(await numbers(party([], false))).toEqual([]);
  expect(await numbers(party(['worker:somebody-else']))).toEqual([]);
  expect((await numbers(party([keys()[0]!]))).sort()).toEqual([
    'AH-340111-2026-000001',
    'AH-340111-2026-000002',
    'AH-340202-2026-000005',
  ]);
});

it('refuses an organisation that cannot mediate the case, at its field', async () => {
  const made = (_id: string, more: object) =>
    Organisations.create({
      _id,
      name: { zh: _id, en: _id },
      kind: 'enterprise-committee',
      region: '340111',
      city: '340100',
      industries: [],
      causes: [],
      active: true,
      ...more,
    });
  await made('own', { employer: creditCode });
  await made('foreign', { employer: '91340100MA2MWBHT2G' });
  await made('elsewhere', { kind: 'township-centre', region: '340202' });
  const file = async (wantedOrganisation: string) =>
    (
      await api.anyone(
        'POST',
        '/cases',
        { ...filed, wantedOrganisation },
        { 'idempotency-key': `file-${wantedOrganisation}` },
      )
    ).body;
  for (const wanted of ['foreign', 'elsewhere', 'nothing'])
    expect((await file(wanted)).errors).toMatchObject([
      { path: 'wantedOrganisation', message: expect.stringContaining('第16条') },
    ]);
  // The own committee is accepted: only the workflow server is missing here.
  expect((await file('own')).errors).toBeUndefined();
});
