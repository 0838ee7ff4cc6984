import { openDatabase, type TestDatabase } from '../tests/support/database';
import { Counters } from './index';
import { Writes } from './Writes';

jest.setTimeout(120_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('what is set, counted, pushed and unset on a document inserted in the same batch goes into the insert', async () => {
  const writes = new Writes();
  const document = { _id: 'one', map: { inner: { kept: 1, gone: 2 } }, list: ['a'] };
  writes.insert(Counters as never, document);
  const entries = Array.from({ length: 5_000 }, (_, n) => [`map.inner.n${n}`, n] as const);
  for (const [path, value] of entries) writes.set(Counters as never, 'one', { [path]: value });
  writes.unset(Counters as never, 'one', 'map.inner.gone');
  writes.inc(Counters as never, 'one', 'map.count', 2);
  writes.push(Counters as never, 'one', 'list', 'b');
  await writes.run();
  const stored = (await Counters.collection.findOne({ _id: 'one' as never }))!;
  expect(stored.list).toEqual(['a', 'b']);
  expect(stored.map.count).toBe(2);
  expect(stored.map.inner).toEqual({ kept: 1, ...Object.fromEntries(entries.map(([, n]) => [`n${n}`, n])) });
  // The caller's document is unchanged.
  expect(document).toEqual({ _id: 'one', map: { inner: { kept: 1, gone: 2 } }, list: ['a'] });
});
