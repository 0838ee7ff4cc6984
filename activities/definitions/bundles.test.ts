import { createHash } from 'node:crypto';
import { Bundles as Stored, changeStatus, connect, Definitions, disconnect, prepare } from '../../models';
import { testMongo, type TestMongo } from '../../tests/support/servers';
import { bpmn, end, flows, start, user } from '../../tests/workflows/bpmn';
import { Bundles } from './bundles';

jest.setTimeout(60_000);

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await testMongo();
  await connect(mongo.uri);
  await prepare();
  const model = (id: string) => bpmn([id, start() + user('a') + end() + flows('s', 'a', 'e')]);
  for (const [key, source] of [['broken', '<not-bpmn/>'], ['one', model('one')], ['two', model('two')]] as const) {
    await Definitions.create({ _id: `process:${key}:1`, kind: 'process', key, keys: [key], version: 1, status: 'draft', hash: createHash('sha256').update(source).digest('hex'), source: Buffer.from(source), fileName: `${key}.bpmn`, createdAt: new Date() });
    await changeStatus(`process:${key}:1`, 'draft', 'published', 'test', new Date());
  }
});
afterAll(async () => {
  await disconnect();
  await mongo.drop();
});

const made = async () => (await Stored.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
const nameOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 64)).toString();

it('makes ready what is published, leaves out what cannot run, and stops when told', async () => {
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
