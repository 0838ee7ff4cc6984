import { Instances } from '../models';
import { publishSource } from '../tests/support/publishSource';
import { startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { bpmn, end, flows, start } from '../tests/workflows/bpmn';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as(['administrator'], { region: '340000' });
}, 120_000);
afterAll(() => api?.stop());

const source = (id: string) => bpmn(['p', start() + end(id) + flows('s', id)]);
const drafted = async (text: string): Promise<string> =>
  (await admin('POST', '/definitions', { kind: 'process', fileName: 'p.bpmn', source: text })).body.id;
const publish = (id: string) => admin('POST', `/definitions/${id}/publish`, { note: 'n' });

test('what runs is counted once, under the last version with that content, and adds up to what the list says', async () => {
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

test('a version that changes nothing is not published; one that brings back what was before is', async () => {
  await publishSource('process', 'p', source('g'));
  const { status, body } = await publish(await drafted(source('g')));
  expect([status, body.code]).toEqual([409, 'UNCHANGED']);
  const back = await publish(await drafted(source('e')));
  expect([back.status, back.body.status]).toEqual([200, 'published']);
});
