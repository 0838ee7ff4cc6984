import { openDatabase, type TestDatabase } from '../tests/support/database';
import { appendAudit, AuditEntries, auditHash, forgetHeads, type AuditEntry } from './index';

jest.setTimeout(120_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const deed = (chain: string) => ({ chain, at: new Date('2026-05-11T02:00:00Z'), by: 'somebody', action: 'looked' });

/** A chain written by another process, which this one does not know. */
async function written(chain: string, from: AuditEntry | undefined, count: number): Promise<AuditEntry> {
  const entries: AuditEntry[] = [];
  for (let n = (from?.n ?? 0) + 1, previous = from?.hash ?? ''; entries.length < count; n++) {
    const entry = { ...deed(chain), n, previous };
    entries.push({ ...entry, _id: `${chain}/${n}`, hash: auditHash(entry)! });
    previous = entries.at(-1)!.hash;
  }
  await AuditEntries.insertMany(entries);
  return entries.at(-1)!;
}

it.each([1, 99, 100, 101, 132, 133, 1500])('continues at the end of a chain of %d entries', async (count) => {
  const chain = `chain-${count}`;
  const end = await written(chain, undefined, count);
  await appendAudit([deed(chain)]);
  expect(await AuditEntries.findById(`${chain}/${count + 1}`).lean()).toMatchObject({
    n: count + 1,
    previous: end.hash,
  });
});

it('continues after entries that another process added meanwhile', async () => {
  await appendAudit([deed('shared')]);
  const first = (await AuditEntries.findById('shared/1').lean<AuditEntry>())!;
  const end = await written('shared', first, 3);
  await appendAudit([deed('shared'), deed('shared')]);
  expect((await AuditEntries.find({ chain: 'shared' }).sort({ n: 1 }).lean<AuditEntry[]>()).map(({ n }) => n)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect((await AuditEntries.findById('shared/5').lean())!.previous).toBe(end.hash);
  forgetHeads(['shared']);
  await appendAudit([deed('shared')]);
  expect(await AuditEntries.countDocuments({ chain: 'shared' })).toBe(7);
});
