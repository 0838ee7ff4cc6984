import { consentFaults, electionFaults, rosterOptions } from './representation';

const people = (...names: string[]) => names.map((name) => ({ name }));
const twelve = { count: 12, label: '木工 赵某等12人' };
const paths = (faults: { path: string }[]) => faults.map(({ path }) => path);

it('takes three to five of ten or more workers as representatives', () => {
  expect(electionFaults(people('赵', '钱', '孙'), twelve)).toEqual([]);
  expect(electionFaults(people('赵', '钱', '孙', '李', '周'), twelve)).toEqual([]);
  expect(electionFaults(people('赵', '钱'), twelve)[0]!.zh).toContain('办案规则第63条');
  expect(paths(electionFaults(people('赵', '钱', '孙', '李', '周', '吴'), twelve))).toEqual(['representatives']);
  expect(paths(electionFaults([], twelve))).toEqual(['representatives']);
});

it('refuses an election by fewer than ten, but for a collective contract', () => {
  expect(electionFaults(people('赵', '钱', '孙'), { count: 9 })[0]!.zh).toContain('调解仲裁法第7条');
  expect(electionFaults(people('赵', '钱', '孙'), { count: 9 }, true)).toEqual([]);
});

it('refuses a name twice, and one that is not on a complete roster', () => {
  expect(paths(electionFaults(people('赵', '赵', '孙'), twelve))).toEqual(['representatives.1.name']);
  const members = people('赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈');
  expect(paths(electionFaults(people('赵', '钱', '卫'), { count: 10, members }))).toEqual(['representatives.2.name']);
  expect(electionFaults(people('赵', '钱', '卫'), { count: 11, members })).toEqual([]);
});

it('binds nobody who did not consent', () => {
  const workers = { ...twelve, members: people('赵', '钱') };
  expect(consentFaults([], { act: 'withdraw' }, workers)).toEqual([]);
  expect(consentFaults(null, { act: 'settle', obligees: ['worker'] }, workers)).toEqual([]);
  expect(consentFaults(['worker:2'], { act: 'settle', obligees: ['worker'] }, workers)[0]!.zh).toMatch(
    /^钱没有同意.*办案规则第63条/,
  );
  expect(consentFaults(['worker:2'], { act: 'settle', obligees: ['worker:1'] }, workers)).toEqual([]);
  expect(paths(consentFaults(['worker:1'], { act: 'settle', obligees: ['worker:1'] }, workers))).toEqual(['withheld']);
  for (const act of ['withdraw', 'change', 'admit'])
    expect(paths(consentFaults(['worker:1'], { act, obligees: [] }, workers))).toEqual(['withheld']);
});

it('offers the workers of the roster by name', () => {
  expect(rosterOptions({ members: people('赵', '钱') })).toEqual([
    { value: 'worker:1', label: '1 赵' },
    { value: 'worker:2', label: '2 钱' },
  ]);
  expect(rosterOptions({})).toEqual([]);
});
