import { workerOutcome } from './outcomes';

const owes = (who: number, amount: number) => ({
  obligations: [{ obligor: 'employer', obligee: `worker:${who}`, amount }],
});
const course = {
  ends: [
    { workers: ['worker:1'], how: 'withdrawn', on: '2026-05-20' },
    { workers: ['worker:2'], how: 'settled-and-performed', on: '2026-05-25', terms: owes(2, 90) },
  ],
  effects: [
    { workers: ['worker:3'], outcome: 'judgment-in-force', effectiveOn: '2026-09-01', terms: owes(3, 80) },
    { workers: ['worker:4'], outcome: 'award-in-force', effectiveOn: '2026-07-10', terms: owes(4, 70) },
  ],
  outcome: 'judgment-in-force',
  closedOn: '2026-10-01',
};

it('tells each worker what came of the case for him, once', () => {
  expect([0, 1, 2, 3, 4].map((index) => workerOutcome(index, course))).toEqual([
    { outcome: 'withdrawn', on: '2026-05-20' },
    { outcome: 'settled-and-performed', on: '2026-05-25', amount: 90 },
    { outcome: 'judgment-in-force', on: '2026-09-01', amount: 80 },
    { outcome: 'award-in-force', on: '2026-07-10', amount: 70 },
    { outcome: 'judgment-in-force', on: '2026-10-01' },
  ]);
});

it('has no outcome yet while an agreement of his own is performed, but its day', () => {
  const ends = [{ workers: ['worker:1'], how: null, on: '2026-05-20', terms: owes(1, 50), open: true }];
  expect([0, 1].map((index) => workerOutcome(index, { ends }))).toEqual([{ on: '2026-05-20', amount: 50 }, {}]);
});

it('is open while the case goes on, and that of the case if it was one for all', () => {
  expect(workerOutcome(4, { ...course, outcome: undefined })).toEqual({});
  const agreed = { outcome: 'mediated-and-performed', closedOn: '2026-06-01', agreed: owes(1, 10) };
  expect([0, 1].map((index) => workerOutcome(index, agreed).amount)).toEqual([10, undefined]);
});
