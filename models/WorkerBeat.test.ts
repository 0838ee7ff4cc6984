import { openDatabase, type TestDatabase } from '../tests/support/database';
import { BEAT, beat, beats, endBeat } from './WorkerBeat';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
}, 60_000);
afterAll(() => database.close());

const now = new Date('2026-05-11T01:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const alive = async (at: Date) => [...(await beats(at)).keys()].sort();

it('shows a worker that was killed as gone within a minute, and one that stopped at once', async () => {
  await beat('killed', now);
  await beat('stopped', now);
  await beat('lives', now);
  await beat('lives', later(3 * BEAT));
  await endBeat('stopped');
  expect(await alive(later(BEAT))).toEqual(['killed', 'lives']);
  expect(await alive(later(4 * BEAT))).toEqual(['lives']);
  expect((await beats(later(4 * BEAT))).get('lives')).toEqual(later(3 * BEAT));
});
