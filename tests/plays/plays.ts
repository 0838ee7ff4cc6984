import fc from 'fast-check';
import type { CaseInput } from '../../domain/case';
import { equalParts, toFen, toYuan } from '../../domain/money';
import type { Choice } from './RandomPlay';

const employer = { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode: '913401110000000198' };
const person = { label: '厨师 张某', identityNumber: '340111199001010002', keyGroups: [] };

const claims = [
  [{ cause: 'wages', amount: 8600, facts: '两个月工资未付' }],
  [
    { cause: 'wages', amount: 18600, facts: '工资未付' },
    { cause: 'severance', amount: 52000, facts: '解除未付经济补偿' },
  ],
];

/** What is filed: every way in, both sides, one worker or many, claims with a final award, with two, or with none. */
export const filing = fc
  .record({
    region: fc.constant('340111'),
    entryStage: fc.constantFrom('negotiation', 'mediation', 'arbitration', 'litigation'),
    applicant: fc.constantFrom('worker', 'employer'),
    employment: fc.constantFrom('labour', 'labour', 'labour', 'public-institution', 'civil-servant'),
    workers: fc.constantFrom(1, 3, 12).map((count) => ({ ...person, count })),
    employer: fc.constant(employer),
    claims: fc.constantFrom(...claims),
    wageIou: fc.boolean(),
  })
  .map(listed) as fc.Arbitrary<CaseInput>;

/** Three workers are listed with their parts of each claim, so that each may agree, withdraw or sue for himself. */
function listed<F extends { workers: { count: number }; claims: { amount: number }[] }>(filed: F): F {
  if (filed.workers.count !== 3) return filed;
  const parts = filed.claims.map(({ amount }) => equalParts(toFen(amount), 3).map(toYuan));
  const members = ['张某', '王某', '李某'].map((name, index) => ({
    name,
    claims: parts.map((each, claim) => ({ claim: claim + 1, amount: each[index]! })),
  }));
  return { ...filed, workers: { ...filed.workers, members } };
}

/** When every case is filed. */
export const filedAt = '2026-05-11T01:00:00Z';

/** Random things to do in a case (`RandomPlay`). */
export const choices: fc.Arbitrary<Choice[]> = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), {
  minLength: 3,
  maxLength: 60,
});
