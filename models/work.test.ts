import { openDatabase, type TestDatabase } from '../tests/support/database';
import { takeLease } from './index';

jest.setTimeout(60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const at = (seconds: number): Date => new Date(Date.UTC(2026, 4, 11, 2, 0, seconds));

it('gives a lease to one worker, which may renew it, and to another when it has expired', async () => {
  expect(await takeLease('duty', 'one', at(0), 10_000)).toBe(true);
  expect(await takeLease('duty', 'other', at(5), 10_000)).toBe(false);
  expect(await takeLease('duty', 'one', at(8), 10_000)).toBe(true);
  expect(await takeLease('duty', 'other', at(15), 10_000)).toBe(false);
  expect(await takeLease('duty', 'other', at(19), 10_000)).toBe(true);
  expect(await takeLease('duty', 'one', at(20), 10_000)).toBe(false);
});
