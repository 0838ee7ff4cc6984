import { awardDivided, disputeOf, leftOut, suingOptions, workersInWords } from './parts';

const part = (amount: number) => [{ claim: 1, amount }];
const workers = {
  count: 3,
  label: '赵某等3人',
  members: [
    { name: '赵某', claims: part(10) },
    { name: '钱某', claims: part(20) },
    { name: '孙某', claims: part(30) },
  ],
};
const owes = (obligee: string, amount: number) => ({ obligor: 'employer', obligee, claim: 1, amount });
const award = {
  sequence: 1,
  amount: 60,
  terms: { obligations: [owes('worker:1', 10), owes('worker:2', 20), owes('worker:3', 30)] },
};

it('divides an award between the workers who sue and the others (解释(一) art. 17)', () => {
  const divided = awardDivided(award, ['worker:2'], workers)!;
  expect([divided.theirs.amount, divided.theirs.workers]).toEqual([20, ['worker:2']]);
  expect(divided.others).toMatchObject({ sequence: 1, amount: 40, workers: ['worker:1', 'worker:3'] });
  // A part can be divided again, among its own workers only.
  expect(awardDivided(divided.others, ['worker:2', 'worker:3'], workers)!.theirs.workers).toEqual(['worker:3']);
  expect(suingOptions(divided.others, workers).map(({ value }) => value)).toEqual(['worker:1', 'worker:3']);
});

it('stays whole if all sue, if it is for all together, or if not all are listed', () => {
  const all = ['worker:1', 'worker:2', 'worker:3'];
  expect([awardDivided(award, all, workers), awardDivided(award, null, workers)]).toEqual([null, null]);
  const together = { terms: { obligations: [owes('worker', 60)] } };
  expect(awardDivided(together, ['worker:1'], workers)).toBeNull();
  expect(suingOptions(award, { ...workers, count: 9 })).toEqual([]);
});

it('is a dispute of some of the workers, under their numbers, for their own parts', () => {
  const left = disputeOf({ claims: [{ amount: 60 }, { amount: null }], workers }, ['worker:1', 'worker:3']);
  expect(left).toMatchObject({
    claims: [{ amount: 40 }, { amount: null }],
    workers: { count: 2, label: '赵某、孙某' },
  });
  expect(left.workers.members.map((each) => 'apart' in each)).toEqual([false, true, false]);
  // A sum of which not every part is known stays.
  expect(disputeOf({ claims: [{ amount: 99 }], workers }, ['worker:1']).claims).toEqual([{ amount: 99 }]);
  expect(disputeOf({ workers }, null)).toEqual({ workers });
});

it('finds whom terms leave out', () => {
  expect(leftOut({ obligations: [owes('worker:2', 20)] }, workers)).toEqual(['worker:1', 'worker:3']);
  expect(leftOut({ obligations: [owes('worker', 20)] }, workers)).toEqual([]);
  expect(leftOut(null, workers)).toEqual([]);
  expect(workersInWords(workers, ['worker:1', 'worker:2', 'worker:3'])).toBe('赵某、钱某、孙某');
});
