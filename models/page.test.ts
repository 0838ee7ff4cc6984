import { openDatabase, type TestDatabase } from '../tests/support/database';
import { Cases, Counters, rebuildTerms, Notices, readPage, terms, type Case, type Cursor, type Notice } from './index';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const now = Date.UTC(2026, 4, 11);
const bounds: [number, number] = [Date.UTC(2015, 0, 1), Date.UTC(9999, 11, 31)];
/** Most rows around now, several at one instant, some far away, one at each end. */
const instants = [
  ...Array.from({ length: 40 }, (_, index) => now + ((index * 37) % 41) * 3_600_000 - DAY),
  ...Array.from({ length: 7 }, () => now),
  now - 900 * DAY,
  now + 400 * DAY,
  ...bounds,
  bounds[1],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
  const text = { zh: '一', en: 'one' };
  await Notices.insertMany(
    instants.map((at, index) => ({
      _id: `n${String((index * 13) % 100).padStart(2, '0')}`,
      case: index % 3 ? 'a' : 'b',
      audience: [['x'], ['x', 'y'], ['y', 'z'], ['z']][index % 4]!,
      title: text,
      text,
      at: new Date(at),
      readBy: [],
      deliveries: [],
    })),
  );
});
afterAll(() => database.close());

async function readAll(
  filter: Record<string, unknown>,
  direction: 1 | -1,
  size: number,
  anchor?: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: Cursor | undefined, turn = 0; turn < 100; turn++) {
    const page = await readPage<Notice>(Notices, { filter, sort: 'at', direction, size, after, bounds, anchor });
    expect(page.rows.length).toBeLessThanOrEqual(size);
    ids.push(...page.rows.map(({ _id }) => _id));
    if (!page.next) return ids;
    after = page.next;
  }
  throw new Error('it does not end');
}

it.each<[1 | -1, number, number | undefined, Record<string, unknown>]>([
  [1, 1, now, {}],
  [1, 5, now, {}],
  [1, 50, now, { case: 'a' }],
  [1, 7, undefined, {}],
  [-1, 1, undefined, {}],
  [-1, 6, undefined, { case: 'b' }],
  [-1, 100, now, {}],
  [1, 3, now + 90_000 * DAY, {}],
  [-1, 4, undefined, { audience: { $in: ['x', 'y'] } }],
  [1, 4, now, { audience: { $in: ['x', 'z'] }, case: 'a' }],
  [-1, 2, undefined, { audience: { $all: ['y', 'x'] } }],
  [1, 2, now, { audience: 'z', readBy: { $ne: 'someone' } }],
  [-1, 3, undefined, { case: { $in: ['b', null] } }],
  [1, 3, undefined, { audience: 'nobody' }],
])(
  'returns every row once and in order: direction %d, %d per page, anchor %s, %j',
  async (direction, size, anchor, filter) => {
    const expected = (await Notices.find(filter, { at: 1 }).lean<Notice[]>())
      .sort((a, b) => direction * (a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1)))
      .map(({ _id }) => _id);
    expect(await readAll(filter, direction, size, anchor)).toEqual(expected);
  },
);

it.each<[1 | -1, number]>([
  [1, 1],
  [-1, 1],
  [1, 3],
  [-1, 3],
])('loses no row whose id another one begins with: direction %d, %d per page', async (direction, size) => {
  const ids = ['AH-1', 'AH-1/1', 'AH-1/12', 'AH-1/123', 'AH-1/2', 'AH-1/9'];
  const text = { zh: '一', en: 'one' };
  const at = new Date(now);
  const row = { case: 'c', audience: ['nested'], title: text, text, at, readBy: [], deliveries: [] };
  for (const _id of ids)
    await Notices.collection.replaceOne({ _id } as never, { ...row, _id } as never, { upsert: true });
  const expected = direction === 1 ? ids : [...ids].reverse();
  expect(await readAll({ audience: 'nested' }, direction, size)).toEqual(expected);
  await Notices.deleteMany({ audience: 'nested' });
});

it('finds the few rows that meet the condition of a partial index, and no others', async () => {
  const filed = (number: string, incidents: number, day: number) => ({
    _id: number,
    region: '340111',
    city: '340100',
    filedAt: new Date(now - day * DAY),
    terms: terms(number),
    status: 'open',
    incidents,
    updatedAt: new Date(now),
    due: new Date(now),
    keyGroups: [],
    causes: [],
    parties: [],
    breached: [],
    stages: [],
  });
  await Cases.insertMany([filed('a', 0, 1), filed('b', 2, 2), filed('c', 1, 900), filed('d', 1, 3)]);
  const page = await readPage<Case>(Cases, {
    filter: { incidents: { $gt: 0 }, region: '340111' },
    sort: 'filedAt',
    direction: -1,
    size: 2,
    bounds,
  });
  expect(page.rows.map(({ _id }) => _id)).toEqual(['b', 'd']);
  expect(
    (
      await readPage<Case>(Cases, {
        filter: { incidents: { $gt: 0 }, region: '340111' },
        sort: 'filedAt',
        direction: -1,
        size: 2,
        bounds,
        after: page.next,
      })
    ).rows.map(({ _id }) => _id),
  ).toEqual(['c']);
});

it('rebuilds search terms of names with a dot that have the old format, once', async () => {
  const filed = {
    region: '340111',
    city: '340100',
    filedAt: new Date(now),
    updatedAt: new Date(now),
    due: new Date(now),
  };
  const stored = [
    { _id: 'AH-340111-2026-000901', worker: '买买提•艾力', employer: '甲公司', terms: ['买买提•艾力'], ...filed },
    { _id: 'AH-340111-2026-000902', worker: '张三', employer: '乙公司', terms: ['kept'], ...filed },
  ];
  await Cases.collection.insertMany(stored as never);
  await Counters.deleteOne({ _id: 'terms-version' });
  expect(await rebuildTerms()).toBe(1);
  const termsIn = async (number: string) => (await Cases.findById(number).lean<Case>())!.terms;
  expect(await termsIn(stored[0]!._id)).toEqual(terms(stored[0]!._id, '买买提·艾力', '甲公司'));
  expect(await termsIn(stored[1]!._id)).toEqual(['kept']);
  expect(await rebuildTerms()).toBe(0);
});
