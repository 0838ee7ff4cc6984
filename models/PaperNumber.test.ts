import { openDatabase, type TestDatabase } from '../tests/support/database';
import { drawNumber, PaperNumbers } from './PaperNumber';

jest.setTimeout(60_000);

let database: TestDatabase;
beforeAll(async () => (database = await openDatabase()));
afterAll(() => database.close());

it('gives each document the next number of its series, without gaps or doubles, however many draw at once', async () => {
  const jobs = Array.from({ length: 30 }, (_, n) => `job/${n}`);
  // Each is run twice, as a retry that overlaps with its first attempt.
  const drawn = await Promise.all([...jobs, ...jobs].map((job) => drawNumber('庐劳人仲裁字〔2026〕', job)));
  expect(drawn.slice(30)).toEqual(drawn.slice(0, 30));
  expect(new Set(drawn)).toEqual(new Set(jobs.map((_, n) => `庐劳人仲裁字〔2026〕${n + 1}号`)));
});

it('keeps the number of a document, also into the next year, and starts each series with 1', async () => {
  expect(await drawNumber('庐劳人仲裁字〔2027〕', 'next')).toBe('庐劳人仲裁字〔2027〕1号');
  expect(await drawNumber('庐劳人仲裁字〔2028〕', 'next')).toBe('庐劳人仲裁字〔2027〕1号');
  expect(await PaperNumbers.countDocuments({ document: 'next' })).toBe(1);
});
