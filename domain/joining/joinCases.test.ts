import { joinedCase, joiningFaults, joiningFunctions } from './joinCases';

const lead = {
  number: 'A1',
  region: '340111',
  claims: [{ cause: 'wages', amount: 8600.1, facts: '两个月工资未付' }],
  workers: { count: 1, label: '木工 赵某' },
};

it('goes on under one number, with the amounts of one cause added and each worker’s own kept', () => {
  const joined = joinedCase(lead, [
    {
      number: 'A2',
      label: '木工 钱某',
      count: 1,
      claims: [
        { cause: 'overtime', amount: 3 },
        { cause: 'wages', amount: 0.2 },
      ],
    },
    { label: '木工 孙某', count: 1, amount: 10 },
  ]);
  expect(joined).toMatchObject({ number: 'A1', region: '340111' });
  expect(joined.claims.map(({ cause, amount }) => [cause, amount])).toEqual([
    ['wages', 8610.3],
    ['overtime', 3],
  ]);
  expect(joined.workers).toMatchObject({ count: 3, label: '木工 赵某等3人' });
  expect(joined.workers.members).toEqual([
    { name: '木工 赵某', filing: 'A1', claims: [{ claim: 1, amount: 8600.1 }] },
    {
      name: '木工 钱某',
      filing: 'A2',
      claims: [
        { claim: 2, amount: 3 },
        { claim: 1, amount: 0.2 },
      ],
    },
    { name: '木工 孙某', claims: [{ claim: 1, amount: 10 }] },
  ]);
});

it('names nobody where not everybody is known, and leaves a sum unknown where an amount is', () => {
  const joined = joinedCase({ ...lead, workers: { count: 12, label: '木工 赵某等12人' } }, [
    { label: '钱某', count: 2 },
  ]);
  expect(joined.workers).toMatchObject({ count: 14, label: '木工 赵某等14人', members: undefined });
  expect(joined.claims[0]!.amount).toBeUndefined();
});

it('reads a row that names a case of the system from what was found', () => {
  const found = [{ number: 'A2', label: '钱某', count: 1, claims: [{ cause: 'wages', amount: 1 }] }];
  const joined = joiningFunctions()['joined case'](lead, [{ number: 'A2' }], found);
  expect(joined?.workers.members?.[1]).toEqual({ name: '钱某', filing: 'A2', claims: [{ claim: 1, amount: 1 }] });
});

it('asks for at least one filing, each once and named', () => {
  expect(joiningFaults([{ number: 'A2' }, { label: '钱某' }])).toEqual([]);
  expect(joiningFaults([]).map(({ path }) => path)).toEqual(['joining']);
  expect(joiningFaults([{ number: 'A2' }, { number: 'A2' }, { label: ' ' }]).map(({ path }) => path)).toEqual([
    'joining.1.number',
    'joining.2.label',
  ]);
});
