import { startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { publishSource } from '../tests/support/publishSource';
import { someCase } from '../tests/support/someCase';
import { bpmn, end, flows, start, user } from '../tests/workflows/bpmn';
import { Incidents } from '../models';

jest.setTimeout(60_000);

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as(['administrator'], { region: '340000' });
}, 120_000);
afterAll(() => api?.stop());

interface Row {
  case: string;
  elementName: object;
  message: object;
  definition: string;
  newer?: string;
}
const rowOf = async (number: string) =>
  (await admin<{ rows: Row[] }>('GET', `/incidents?status=open&case=${number}`)).body.rows[0]!;

test('a retry filtered by case retries only the open incidents of that case', async () => {
  const [one] = [await someCase('340111', 1), await someCase('340111', 2)];
  await Incidents.create({
    ...(await Incidents.findById(`${one.number}/3/1`).lean()),
    _id: `${one.number}/3/2`,
    code: 'NOT_A_DATE',
  });
  const retried = async (filter: object) =>
    (await admin('POST', '/incidents/retry', { ...filter, reason: 'again' })).body.total;
  expect(await retried({ case: one.number })).toBe(2);
  expect(await retried({ case: one.number, code: 'NOT_A_DATE' })).toBe(1);
  expect(await retried({ process: 'p' })).toBe(3);
});

test('an incident in an older version shows the newer version', async () => {
  const { number } = await someCase('340111', 3);
  const before = await rowOf(number);
  expect(before).not.toHaveProperty('newer');
  const newer = await publishSource(
    'process',
    'p',
    bpmn(['p', start() + user('accept') + user('sign') + end() + flows('s', 'accept', 'sign', 'e')]),
  );
  expect(await rowOf(number)).toMatchObject({ definition: before.definition, newer });
});

test('the element of an incident is named in both languages', async () => {
  const { number } = await someCase('340111', 4);
  expect((await rowOf(number)).elementName).toEqual({ zh: 'accept', en: 'accept' });
  await Incidents.updateOne({ case: number }, { elementName: '审查', elementNameEn: 'Examine' });
  expect((await rowOf(number)).elementName).toEqual({ zh: '审查', en: 'Examine' });
});

test('an incident says why in both languages apart, also one that was stored with both in one', async () => {
  const { number } = await someCase('340111', 5);
  const both = { zh: '时间超出范围。', en: 'The time is out of range.' };
  await Incidents.updateOne({ case: number }, { $set: both, $unset: { message: '' } });
  expect((await rowOf(number)).message).toEqual(both);
  await Incidents.updateOne(
    { case: number },
    { $set: { message: `${both.zh} / ${both.en}` }, $unset: { zh: '', en: '' } },
  );
  expect((await rowOf(number)).message).toEqual(both);
});

test('an incident of a start event that is not armed can be solved only by publishing', async () => {
  const { number, incident } = await someCase('340111', 6);
  await Incidents.updateOne({ case: number }, { code: 'START_NOT_ARMED' });
  expect(await rowOf(number)).toMatchObject({ ways: [], remedy: { zh: expect.stringContaining('发布新版本') } });
  const refused = { status: 409, body: { code: 'NO_INCIDENT' } };
  for (const way of ['retry', 'resolve'])
    expect(await admin('POST', `/incidents/${incident}/${way}`, { reason: 'because' })).toMatchObject(refused);
  expect(await admin('POST', `/incidents/${incident}/mend`, { way: 'close', reason: 'because' })).toMatchObject(
    refused,
  );
  expect((await admin('POST', '/incidents/retry', { case: number, reason: 'again' })).body.total).toBe(0);
});

test('an incident of an instance as a whole says how it can be repaired, and is neither retried nor repaired in another way', async () => {
  const { number, incident } = await someCase('340111', 8);
  const mend = (way: string) => admin('POST', `/incidents/${incident}/mend`, { way, reason: 'because' });
  expect(await mend('close')).toMatchObject({ status: 422, body: { errors: [{ path: 'way' }] } });
  await Incidents.updateOne({ case: number }, { code: 'WORKFLOW_ENDED' });
  expect(await rowOf(number)).toMatchObject({ ways: ['reset', 'rebuild', 'close'] });
  expect((await admin('POST', '/incidents/retry', { case: number, reason: 'again' })).body.total).toBe(0);
  expect((await mend('skip')).status).toBe(422);
  // Temporal is not running here, so repeating may help later.
  expect(await mend('close')).toMatchObject({ status: 503, body: { code: 'AWAY' } });
  await Incidents.updateOne({ case: number }, { status: 'resolved', how: 'retried' });
  expect((await mend('close')).status).toBe(503);
  const county = await api.as(['administrator'], { region: '340222' });
  expect((await county('POST', `/incidents/${incident}/mend`, { way: 'close', reason: 'because' })).status).toBe(403);
});
