import { caseSchema, type Case } from './case';
import { completionProblems, completionSchema, fieldsOf, patchOf } from './completion';

const code = '913401110000000198';
const sent = {
  region: '340111',
  entryStage: 'mediation',
  workers: { count: 1, label: '张某', identityNumber: '340111199001010002' },
  employer: { name: '某饭店', industry: 'H' },
  claims: [{ cause: 'wages', amount: 100, facts: '工资未付' }],
};
const filed = (employer: object = {}, more: object = {}): Case =>
  caseSchema.parse({
    ...sent,
    employer: { ...sent.employer, codeUnknown: true, phone: '0551-62345678', ...employer },
    ...more,
  });
const wrong = (given: object, of = filed()): string[] =>
  completionProblems(of, completionSchema.parse(given)).map(({ path }) => path.join('.'));

describe('filing without a credit code', () => {
  const problemsOf = (employer: object, more: object = {}) => {
    const read = caseSchema.safeParse({ ...sent, employer: { ...sent.employer, ...employer }, ...more });
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
  };

  it('needs an address or a telephone number by which staff can find the employer', () => {
    expect(problemsOf({})).toContain('employer.creditCode');
    expect(problemsOf({ codeUnknown: true })).toEqual(['employer.address']);
    expect(problemsOf({ codeUnknown: true, address: '合肥市某路1号' })).toEqual([]);
    expect(problemsOf({ codeUnknown: true, phone: '0551-62345678' })).toEqual([]);
  });

  it('is not open to the employer, who knows its own', () => {
    expect(problemsOf({ codeUnknown: true, phone: '0551-62345678' }, { applicant: 'employer' })).toContain(
      'employer.creditCode',
    );
  });
});

describe('completing the parties', () => {
  it('adds what was not known: a number with the registered name, and how the employer is reached', () => {
    const given = { employer: { creditCode: code, name: '合肥某餐饮管理有限公司', address: '合肥市某路1号' } };
    expect(wrong(given)).toEqual([]);
    expect(patchOf(given)).toEqual({ employer: given.employer });
    expect(fieldsOf(patchOf({ employer: { address: '某路' } }))).toEqual(['employer.address']);
  });

  it('changes nothing that was given, and nobody who is identified', () => {
    expect(wrong({})).toEqual(['']);
    expect(wrong({ employer: { phone: '0551-60000000' } })).toEqual(['employer.phone']);
    expect(wrong({ employer: { name: '另一家' } })).toEqual(['employer.name']);
    expect(wrong({ employer: { creditCode: code } }, filed({ creditCode: code, codeUnknown: undefined }))).toEqual([
      'employer.creditCode',
    ]);
    expect(wrong({ employer: { creditCode: code, ownerIdentityNumber: '340111199001010002' } })).toContain(
      'employer.ownerIdentityNumber',
    );
  });

  it('completes a roster, in which whoever is listed stays in place', () => {
    const [one, two] = [{ name: '张某' }, { name: '李某' }];
    const several = filed({}, { workers: { count: 2, label: '张某等2人', identityNumber: '340111199001010002' } });
    const listed = { ...several, workers: { ...several.workers, members: [one] } };
    expect(wrong({ members: [one, two] }, several)).toEqual([]);
    expect(wrong({ members: [one, two] }, listed)).toEqual([]);
    expect(wrong({ members: [two, one] }, listed)).toEqual(['members']);
    expect(wrong({ members: [one, two, { name: '王某' }] }, listed)).toEqual(['members']);
    expect(wrong({ members: [one] })).toEqual(['members']);
  });
});
