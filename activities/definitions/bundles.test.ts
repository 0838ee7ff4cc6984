import { Bundles as Stored } from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { publishSource } from '../../tests/support/publishSource';
import { bpmn, end, flows, start, user } from '../../tests/workflows/bpmn';
import { Bundles } from './bundles';

jest.setTimeout(60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
  const model = (id: string) => bpmn([id, start() + user('a') + end() + flows('s', 'a', 'e')]);
  for (const [key, source] of [
    ['broken', '<not-bpmn/>'],
    ['one', model('one')],
    ['two', model('two')],
  ] as const)
    await publishSource('process', key, source);
});
afterAll(() => database.close());

const made = async () => (await Stored.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
const nameOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 64)).toString();

it('prepares what is published, leaves out what cannot run, and stops on request', async () => {
  const bundles = new Bundles(() => new Date());
  await bundles.warm(() => false);
  expect(await made()).toEqual([]);
  await bundles.warm(() => true);
  const ready = await made();
  expect(ready).toHaveLength(2);
  expect(ready).toContain(nameOf(await bundles.load({ process: 'one' })));
  expect(ready).toContain(nameOf(await bundles.load({ process: 'two' })));
  expect(await made()).toHaveLength(2);
  await expect(bundles.load({ process: 'broken' })).rejects.toThrow();
});
