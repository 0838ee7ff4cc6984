import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonicalJson';
import {
  appendAudit,
  appendSeal,
  AuditEntries,
  auditHash,
  AuditHeads,
  AuditReads,
  AuditSeals,
  dropRunning,
  recordView,
  READS,
  RunningSeals,
  sealRunning,
  sealUnkeyed,
  soundRunning,
  useAuditKeys,
  type AuditEntry,
  type AuditHead,
  type RunningSeal,
} from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { checkAll } from '../../bin/audit';
import { checkChains, checkSeals, newestSeal } from './check';

jest.setTimeout(120_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

const at = new Date('2026-05-11T02:00:00Z');
const deed = (chain: string, action = 'did') => ({ chain, at, by: 'somebody', action, detail: { amount: 1 } });
let count = 0;
const newChain = async (length: number): Promise<string> => {
  const chain = `chain-${(count += 1)}`;
  for (let n = 0; n < length; n++) await appendAudit([deed(chain)]);
  return chain;
};
const faultsOf = async (chain: string) => (await checkChains([chain])).faults;
const entriesOf = (chain: string) => AuditEntries.find({ chain }).sort({ n: 1 }).lean<AuditEntry[]>();

/** An entry as it was written before there were keys. */
function unkeyed(chain: string, n: number, previous: string): AuditEntry {
  const entry = { ...deed(chain), n, previous };
  return { ...entry, _id: `${chain}/${n}`, hash: auditHash(entry)! };
}

it('finds nothing wrong with entries written one by one and concurrently', async () => {
  const chain = await newChain(2);
  await Promise.all(Array.from({ length: 40 }, () => appendAudit([deed(chain), deed(`${chain}-other`)])));
  expect(await checkChains([chain, `${chain}-other`])).toEqual({ entries: 82, faults: [] });
});

it('writes concurrent entries in one batch, each of them once', async () => {
  const spied = jest.spyOn(AuditEntries.collection, 'insertMany');
  const chain = await newChain(0);
  await Promise.all(Array.from({ length: 100 }, () => appendAudit([deed(chain)])));
  expect(spied.mock.calls.length).toBeLessThan(10);
  expect((await entriesOf(chain)).map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  spied.mockRestore();
});

describe('the check finds', () => {
  it.each<[string, (chain: string) => Promise<unknown>]>([
    ['the newest entry deleted', (chain) => AuditEntries.deleteOne({ _id: `${chain}/3` })],
    ['the newest two deleted', (chain) => AuditEntries.deleteMany({ chain, n: { $gt: 1 } })],
    ['all entries deleted', (chain) => AuditEntries.deleteMany({ chain })],
    ['one in the middle deleted', (chain) => AuditEntries.deleteOne({ _id: `${chain}/2` })],
    [
      'the newest deleted together with the head',
      async (chain) => {
        await AuditEntries.deleteOne({ _id: `${chain}/3` });
        await AuditHeads.deleteOne({ _id: chain });
      },
    ],
    [
      'the head set back',
      async (chain) => {
        const second = (await AuditEntries.findById(`${chain}/2`).lean<AuditEntry>())!;
        await AuditEntries.deleteOne({ _id: `${chain}/3` });
        await AuditHeads.updateOne({ _id: chain }, { $set: { n: 2, hash: second.hash } });
      },
    ],
    ['a person replaced', (chain) => AuditEntries.updateOne({ _id: `${chain}/2` }, { $set: { by: 'another' } })],
    ['a detail changed', (chain) => AuditEntries.updateOne({ _id: `${chain}/2` }, { $set: { 'detail.amount': 2 } })],
    [
      'the chain rewritten with unkeyed hashes',
      async (chain) => {
        await AuditEntries.deleteMany({ chain });
        const first = { ...unkeyed(chain, 1, ''), by: 'another' };
        const rewritten = { ...first, hash: auditHash({ ...first, key: undefined })! };
        await AuditEntries.insertMany([rewritten, unkeyed(chain, 2, rewritten.hash), unkeyed(chain, 3, 'x')]);
      },
    ],
    [
      'the chain rewritten under another key',
      async (chain) => {
        const [, second] = await entriesOf(chain);
        const altered = { ...second!, by: 'another' };
        const forged = createHash('sha256')
          .update(canonicalJson(JSON.parse(JSON.stringify(altered))))
          .digest('hex');
        await AuditEntries.updateOne({ _id: second!._id }, { $set: { by: 'another', key: 'mine', hash: forged } });
      },
    ],
    [
      'an unkeyed entry appended after keyed ones',
      async (chain) => {
        const [, , third] = await entriesOf(chain);
        await AuditEntries.insertMany([unkeyed(chain, 4, third!.hash)]);
      },
    ],
  ])('%s', async (_what, change) => {
    const chain = await newChain(3);
    expect(await faultsOf(chain)).toEqual([]);
    await change(chain);
    expect(await faultsOf(chain)).not.toEqual([]);
  });

  it('the same in any chain, by the command line check', async () => {
    const chain = await newChain(2);
    // The seals, of days and of a running process, are chains of their own kinds and checked as such.
    await sealRunning(new Date());
    const faulty = async () => [...new Set((await checkAll()).faults.map((fault) => fault.chain))];
    const before = await faulty();
    expect(before).not.toContain('running');
    await AuditEntries.deleteMany({ chain });
    expect((await faulty()).filter((each) => !before.includes(each))).toEqual([chain]);
  });
});

it('accepts an entry that is a moment ahead of the head', async () => {
  const chain = await newChain(2);
  const before = (await AuditHeads.findById(chain).lean<AuditHead>())!;
  await appendAudit([deed(chain)]);
  await AuditHeads.replaceOne({ _id: chain }, before);
  expect(await faultsOf(chain)).toEqual([]);
});

describe('an old unkeyed chain', () => {
  it('is sealed into the keyed one, once', async () => {
    const first = unkeyed('former', 1, '');
    await AuditEntries.insertMany([first, unkeyed('former', 2, first.hash)]);
    expect(await faultsOf('former')).toHaveLength(1);
    expect(await sealUnkeyed(at)).toBeGreaterThan(0);
    expect(await sealUnkeyed(at)).toBe(0);
    expect(await faultsOf('former')).toEqual([]);
    expect((await entriesOf('former')).map(({ action }) => action)).toEqual(['did', 'did', 'audit.keyed']);
  });

  it('can no longer be rewritten', async () => {
    const [first, second] = [{ ...unkeyed('former', 1, ''), by: 'another' }, unkeyed('former', 2, '')];
    const forged = auditHash(first)!;
    await AuditEntries.updateOne({ _id: 'former/1' }, { $set: { by: 'another', hash: forged } });
    const next = { ...second, previous: forged };
    await AuditEntries.updateOne({ _id: 'former/2' }, { $set: { previous: forged, hash: auditHash(next)! } });
    expect((await faultsOf('former')).map(({ n }) => n)).toEqual([3]);
  });
});

it('continues under a new key, and verifies entries under the old one as long as it is given', async () => {
  const chain = await newChain(2);
  useAuditKeys([Buffer.alloc(32, 6), Buffer.alloc(32, 5)]);
  await appendAudit([deed(chain)]);
  expect(new Set((await entriesOf(chain)).map(({ key }) => key)).size).toBe(2);
  expect(await faultsOf(chain)).toEqual([]);
});

describe('seals', () => {
  it('form a chain with a head of its own, and can be noted elsewhere', async () => {
    const chain = await newChain(1);
    const [{ hash }] = (await entriesOf(chain)) as [AuditEntry];
    await appendSeal('2026-05-11', [{ chain, n: 1, hash }], at);
    await appendSeal('2026-05-12', [], at);
    expect(await appendSeal('2026-05-12', [], at)).toBeUndefined();
    const known = (await newestSeal())!;
    // Other tests have damaged other chains.
    expect(await checkSeals(async (all) => all.filter((each) => each === chain), known)).toEqual([]);
    await AuditSeals.deleteOne({ _id: '2026-05-12' });
    expect((await checkSeals(async (all) => [...all])).length).toBeGreaterThan(0);
    // Setting back the whole database sets back the head, too; a seal noted elsewhere remains.
    await AuditHeads.deleteOne({ _id: 'seals' });
    expect(await checkSeals(async (all) => [...all], known)).toContainEqual(
      expect.objectContaining({ en: expect.stringContaining('noted') }),
    );
  });
});

describe('running seals', () => {
  // Another test has damaged the chain of daily seals.
  const sealFaults = async (chain: string) =>
    (await checkSeals(async (all) => all.filter((each) => each === chain))).filter(({ chain: of }) => of !== 'seals');
  const headOf = (chain: string) => AuditHeads.findById(chain).lean<AuditHead>();
  /** Deletes the newest entry and puts back the head from before it, as somebody who has kept a copy can. */
  const cut = async (chain: string, before: AuditHead) => {
    await AuditEntries.deleteOne({ chain, n: before.n + 1 });
    await AuditHeads.replaceOne({ _id: chain }, before);
    expect(await faultsOf(chain)).toEqual([]);
  };

  it('an entry cut off with the former head put back is missed at once by its writer, and by others once sealed', async () => {
    const chain = await newChain(2);
    const before = (await headOf(chain))!;
    await appendAudit([deed(chain)]);
    expect(await sealFaults(chain)).toEqual([]);
    await cut(chain, before);
    expect(await sealFaults(chain)).toEqual([expect.objectContaining({ chain, n: 3 })]);
    expect(await sealRunning(at)).toEqual({});
    // What the writer remembers is now in the seal, for every process.
    expect(await sealFaults(chain)).toEqual([expect.objectContaining({ chain, n: 3 })]);
  });

  it('a chain deleted as a whole with its head is missed', async () => {
    const chain = await newChain(3);
    await sealRunning(at);
    await AuditEntries.deleteMany({ chain });
    await AuditHeads.deleteOne({ _id: chain });
    expect(await faultsOf(chain)).toEqual([]);
    expect(await sealFaults(chain)).toEqual([expect.objectContaining({ chain, n: 3 })]);
  });

  it('a seal that is deleted, too, is missed by the process that wrote it', async () => {
    const chain = await newChain(1);
    await sealRunning(at);
    const [before, head] = [await headOf('running'), (await headOf(chain))!];
    await appendAudit([deed(chain)]);
    await sealRunning(at);
    const newest = (await RunningSeals.find().sort({ n: -1 }).limit(1).lean<RunningSeal[]>())[0]!;
    await RunningSeals.deleteOne({ n: newest.n });
    await AuditHeads.replaceOne({ _id: 'running' }, before!);
    await cut(chain, head);
    expect(await sealRunning(at)).toEqual({ lost: newest.n });
    // It is reported once, and what comes after is sealed again.
    await appendAudit([deed(chain)]);
    expect(await sealRunning(at)).toEqual({});
  });

  it.each<[string, (seal: RunningSeal) => Promise<unknown>]>([
    ['changed', (seal) => RunningSeals.updateOne({ _id: seal._id }, { $set: { heads: [] } })],
    ['deleted from the middle', (seal) => RunningSeals.deleteOne({ _id: seal._id })],
  ])('a seal %s is found', async (_, change) => {
    const chain = await newChain(1);
    await sealRunning(at);
    const seal = (await RunningSeals.find().sort({ n: -1 }).limit(1).lean<RunningSeal[]>())[0]!;
    await appendAudit([deed(chain)]);
    await sealRunning(at);
    const faults = async () => (await sealFaults(chain)).filter(({ chain: of }) => of === 'running').length;
    const earlier = await faults();
    await change(seal);
    expect(await faults()).toBeGreaterThan(earlier);
    await RunningSeals.replaceOne({ _id: seal._id }, seal, { upsert: true });
  });

  it('are taken in by the seal of a day, unless something of them is missing', async () => {
    await RunningSeals.deleteMany({});
    await AuditHeads.deleteOne({ _id: 'running' });
    const chain = await newChain(1);
    await sealRunning(at);
    const later = new Date(at.getTime() + 1);
    const sound = (await soundRunning(later))!;
    expect(sound.n).toBeGreaterThan(0);
    await appendSeal('2026-05-20', [], at, sound);
    await dropRunning(sound.n);
    expect(await RunningSeals.countDocuments()).toBe(0);
    expect(await sealFaults(chain)).toEqual([]);
    await appendAudit([deed(chain)]);
    await sealRunning(at);
    expect((await soundRunning(later))!.n).toBe(sound.n + 1);
    await AuditEntries.deleteOne({ chain, n: 2 });
    expect((await soundRunning(later))!.n).toBe(sound.n);
    await AuditSeals.deleteOne({ _id: '2026-05-20' });
  });

  it('cost one write for everything since the last one, and none if nothing was written', async () => {
    const spied = jest.spyOn(RunningSeals.collection, 'insertOne');
    const chain = await newChain(5);
    await appendAudit([deed(`${chain}-other`)]);
    await Promise.all([sealRunning(at), sealRunning(at)]);
    await sealRunning(at);
    expect(spied.mock.calls.length).toBeLessThanOrEqual(3);
    spied.mockClear();
    await sealRunning(at);
    expect(spied).not.toHaveBeenCalled();
    spied.mockRestore();
  });
});

describe('the record of reads', () => {
  const look = (by: string, minutes = 0) => ({
    at: new Date(at.getTime() + minutes * 60_000),
    by,
    case: 'AH-340111-2026-000001',
    action: 'readCase',
  });

  it('takes few writes, and holds the same read within ten minutes once', async () => {
    const spied = jest.spyOn(AuditReads.collection, 'insertMany');
    await Promise.all(Array.from({ length: 300 }, (_, index) => recordView(look(`u${index % 100}`))));
    await recordView(look('u1', 9));
    expect(await AuditReads.countDocuments()).toBe(100);
    await recordView(look('u1', 11));
    expect(await AuditReads.countDocuments()).toBe(101);
    expect(spied.mock.calls.length).toBeLessThan(6);
    spied.mockRestore();
    expect(await faultsOf(READS)).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a read deleted', () => AuditReads.deleteOne({ by: 'u7' })],
    ['a read attributed to somebody else', () => AuditReads.updateOne({ by: 'u8' }, { $set: { by: 'u9' } })],
    [
      'a read invented',
      async () => {
        const one = await AuditReads.findOne({ by: 'u1' }).lean();
        await AuditReads.collection.insertOne({ ...one, _id: `${one!.batch}/999`, by: 'nobody' } as never);
      },
    ],
  ])('and the check finds %s', async (_what, change) => {
    await recordView(look(`fresh-${_what}`, 60));
    await change();
    expect((await faultsOf(READS)).length).toBeGreaterThan(0);
  });
});
