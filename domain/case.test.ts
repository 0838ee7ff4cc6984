import { caseFiledOn, caseSchema, isCollective, totalFen, type CaseInput } from './case';
import { problems } from './problems';
import samples from './case.samples.json';

const [first] = samples;
const base = (): CaseInput => {
  const { filed: _filed, ...rest } = structuredClone(first!);
  return rest as CaseInput;
};
const filedOn = caseFiledOn('2026-05-11');
const found = (input: unknown) => {
  const result = filedOn.safeParse(input);
  return result.success ? [] : problems(result.error, input).map(({ path, code }) => `${path.join('.')} ${code}`);
};
const problemsOf = (input: unknown) => problems(filedOn.safeParse(input).error!, input);

describe('the sample cases', () => {
  test.each(samples.map(({ title, filed, ...rest }) => [title, filed, { title, ...rest }] as const))(
    '%s',
    (_, filed, input) => {
      const parsed = caseFiledOn(filed).parse(input);
      expect(parsed).toMatchObject(input);
      expect(caseFiledOn(filed).parse(parsed)).toEqual(parsed);
    },
  );
});

describe('a case as filed', () => {
  test('gets its defaults and the court cause of each claim', () => {
    const parsed = filedOn.parse({
      ...base(),
      claims: [
        { cause: 'overtime', facts: '加班费' },
        { cause: 'double-wages', courtCause: 'relationship', facts: '二倍工资' },
      ],
    });
    expect(parsed).toMatchObject({
      applicant: 'worker',
      channel: 'online',
      employment: 'labour',
      claims: [{ courtCause: 'wages' }, { courtCause: 'relationship' }],
    });
  });

  test.each([
    ['civil-servant', '公务员法第95条'],
    ['by-reference', '公务员法第95条'],
    ['public-institution', '事业单位人事管理条例第38条'],
  ])('tells %s the route of review instead, for appraisals and sanctions', (employment, law) => {
    for (const cause of ['appraisal', 'sanction'])
      expect(problemsOf({ ...base(), employment, claims: [{ cause, facts: '不服' }] })).toEqual([
        expect.objectContaining({ path: ['claims', 0, 'cause'], zh: expect.stringContaining(law) }),
      ]);
    expect(found({ ...base(), employment, claims: [{ cause: 'personnel-contract', facts: '聘用合同' }] })).toEqual([]);
  });

  test('takes a union as applicant over a collective contract only', () => {
    const union = { ...base(), unionApplicant: '某公司工会委员会' };
    expect(found({ ...union, claims: [{ cause: 'collective-contract', facts: '履行集体合同' }] })).toEqual([]);
    expect(problemsOf({ ...union, claims: [{ cause: 'wages', facts: '工资' }] })).toEqual([
      expect.objectContaining({ path: ['unionApplicant'], zh: expect.stringContaining('办案规则第63条第2款') }),
    ]);
  });

  test('takes the parts of the workers of a roster, if they add up', () => {
    const roster = (...amounts: number[]) => ({
      ...base(),
      workers: {
        ...base().workers,
        count: 2,
        members: amounts.map((amount, index) => ({ name: `赵${index}`, claims: [{ claim: 1, amount }] })),
      },
      claims: [{ cause: 'wages', amount: 30, facts: '工资' }],
    });
    expect([found(roster(10, 20)), found(roster(10))]).toEqual([[], []]);
    expect(problemsOf(roster(10, 21)).map(({ path }) => path.join('.'))).toEqual(['claims.0.amount']);
    expect(problemsOf(roster(31)).map(({ path }) => path.join('.'))).toEqual(['claims.0.amount']);
    const wrong = roster(10, 20);
    wrong.workers.members[1]!.claims[0]!.claim = 2;
    expect(problemsOf(wrong).map(({ path }) => path.join('.'))).toContain('workers.members.1.claims.0.claim');
  });

  test('keeps money exact', () => {
    const parsed = filedOn.parse({
      ...base(),
      claims: [
        { cause: 'wages', amount: '0.10', facts: 'a' },
        { cause: 'wages', amount: 0.2, facts: 'b' },
        { cause: 'relationship', facts: 'c' },
      ],
    });
    expect(parsed.claims.map(({ amount }) => amount)).toEqual([0.1, 0.2, undefined]);
    expect(totalFen(parsed)).toBe(30);
  });

  test('accepts everything a case may contain', () => {
    const person = { name: '赵某', identityNumber: '340826199001010005' };
    expect(
      found({
        ...base(),
        region: '340826',
        performedIn: '320100',
        applicant: 'employer',
        channel: 'court',
        entryStage: 'mediation',
        employment: 'public-institution',
        workers: {
          ...base().workers,
          count: 12,
          languages: ['gan', 'csl'],
          phone: '13800138000',
          email: 'a@example.com',
          address: '宿松县',
          representatives: [person, { name: '乙' }, { name: '丙' }],
          members: [person],
          agent: { kind: 'legal-aid', name: '丁', phone: '0551-62345678' },
        },
        employer: { ...base().employer, region: '320100', legalRepresentative: '戊', ceased: true },
        furtherEmployers: [{ capacity: 'user-unit', name: '己公司', industry: 'E' }],
        claims: [
          {
            cause: 'wages',
            amount: '126000.00',
            facts: '工资',
            period: { from: '2025-01-01', to: '2025-12-31' },
            rightInfringedOn: '2026-01-15',
          },
        ],
        employmentStarted: '2024-01-01',
        employmentEnded: '2026-01-31',
        rightInfringedOn: '2026-01-10',
        interruptions: [{ on: '2026-02-01', kind: 'claim' }],
        suspensions: [{ from: '2026-03-01', to: '2026-03-10', reason: '疫情' }],
        courtReferral: {
          court: '宿松县人民法院',
          number: '（2026）皖0826诉前调1号',
          kind: 'before-filing',
          referredOn: '2026-05-10',
        },
        mediated: false,
        mediateFirst: true,
        wageIou: false,
        underInspection: false,
        legalAidWanted: true,
      }),
    ).toEqual([]);
  });

  test('is collective with ten workers, or if it concerns a collective contract', () => {
    const withWorkers = (count: number) => filedOn.parse({ ...base(), workers: { ...base().workers, count } });
    expect([9, 10].map((count) => isCollective(withWorkers(count)))).toEqual([false, true]);
    expect(isCollective(filedOn.parse({ ...base(), claims: [{ cause: 'collective-contract', facts: '履行' }] }))).toBe(
      true,
    );
  });

  test('identifies a worker by another document, and an employer without a licence by its owner', () => {
    const { identityNumber: _number, ...workers } = base().workers;
    const { creditCode: _code, ...employer } = base().employer;
    expect(
      found({
        ...base(),
        workers: { ...workers, identityDocument: { type: 'passport', number: 'E12345678' } },
        employer: { ...employer, ownerIdentityNumber: '340111199001010002' },
      }),
    ).toEqual([]);
    expect(found({ ...base(), workers, employer })).toEqual([
      'workers.identityNumber custom',
      'employer.creditCode custom',
    ]);
  });

  test('may have numbers in lower case', () => {
    const parsed = filedOn.parse({
      ...base(),
      workers: { ...base().workers, identityNumber: '34030419900101000x' },
      employer: { ...base().employer, creditCode: '91340304000000051r' },
    });
    expect([parsed.workers.identityNumber, parsed.employer.creditCode]).toEqual([
      '34030419900101000X',
      '91340304000000051R',
    ]);
  });
});

describe('what is refused, and at which path', () => {
  const set = (path: string, value: unknown) => {
    const input = base() as Record<string, unknown>;
    const keys = path.split('.');
    const last = keys.pop()!;
    keys.reduce((at, key) => at[key] as Record<string, unknown>, input)[last] = value;
    return input;
  };

  test.each([
    ['region', '340112', 'region custom'],
    ['region', '320100', 'region custom'],
    ['region', 340111, 'region invalid_type'],
    ['entryStage', 'enforcement', 'entryStage invalid_value'],
    ['caseType', 'x', 'caseType unknown_field'],
    ['workers.salary', 1, 'workers.salary unknown_field'],
    ['employer.industry', 'U', 'employer.industry invalid_value'],
    ['employer.name', '  ', 'employer.name too_small'],
    ['employer.name', 'a\u0000b', 'employer.name custom'],
    ['employer.creditCode', '913401110000000199', 'employer.creditCode custom'],
    ['workers.identityNumber', '340111199001010003', 'workers.identityNumber custom'],
    ['workers.identityNumber', '340111199002300003', 'workers.identityNumber custom'],
    ['workers.count', 0, 'workers.count too_small'],
    ['workers.count', 1.5, 'workers.count invalid_type'],
    ['workers.count', '1', 'workers.count invalid_type'],
    ['workers.keyGroups', ['farmers'], 'workers.keyGroups.0 invalid_value'],
    ['workers.keyGroups', ['migrant', 'migrant'], 'workers.keyGroups.1 custom'],
    ['workers.phone', '12345', 'workers.phone custom'],
    ['workers.email', 'a@b', 'workers.email custom'],
    ['claims', [], 'claims too_small'],
    ['claims.0.cause', 'salary', 'claims.0.cause invalid_value'],
    ['claims.0.amount', 1.234, 'claims.0.amount custom'],
    ['claims.0.amount', -1, 'claims.0.amount custom'],
    ['claims.0.amount', '一万', 'claims.0.amount custom'],
    ['claims.0.amount', 1e12, 'claims.0.amount custom'],
    ['claims.0.amount', true, 'claims.0.amount invalid_union'],
    ['claims.0.facts', '', 'claims.0.facts too_small'],
    ['claims.0.period', { from: '2026-03-01', to: '2026-02-01' }, 'claims.0.period.to custom'],
    ['employmentEnded', '2026-02-30', 'employmentEnded custom'],
    ['employmentEnded', '2026-05-12', 'employmentEnded custom'],
    ['employmentEnded', '2026-5-1', 'employmentEnded custom'],
    ['rightInfringedOn', '2027-01-01', 'rightInfringedOn custom'],
    ['workers.identityNumber', '340111202701010000', 'workers.identityNumber custom'],
    ['courtReferral', { court: 'a', number: 'b', kind: 'before-filing' }, 'courtReferral custom'],
  ])('%s = %p', (path, value, problem) => expect(found(set(path, value))).toContain(problem));

  test.each([
    [2, 12],
    [6, 12],
    [3, 9],
  ])('%d representatives of %d workers', (elected, count) => {
    const representatives = Array.from({ length: elected }, (_, at) => ({ name: `代表${at}` }));
    expect(found({ ...base(), workers: { ...base().workers, count, representatives } })).toEqual([
      'workers.representatives custom',
    ]);
  });

  test('an end before its start, and an employment that has both ended and continues', () => {
    expect(
      found({ ...base(), employmentStarted: '2026-02-01', employmentEnded: '2026-01-01', employed: true }),
    ).toEqual(['employmentEnded custom', 'employed custom']);
  });

  test('all at once, single fields and combinations of fields', () => {
    const { identityNumber: _number, ...workers } = base().workers;
    expect(
      found({ ...base(), workers: { ...workers, count: 'two' }, employmentEnded: '2026-06-01', extra: 1 }).sort(),
    ).toEqual([
      'employmentEnded custom',
      'extra unknown_field',
      'workers.count invalid_type',
      'workers.identityNumber custom',
    ]);
  });

  test.each([
    null,
    undefined,
    [],
    'case',
    1,
    { workers: null, employer: [], claims: {} },
    { workers: { members: [null], representatives: [1] }, claims: [null], suspensions: [null], interruptions: 1 },
  ])('%p, without an error of our own', (input) => {
    expect(found(input).length).toBeGreaterThan(0);
  });

  test('in both languages, without repeating what was given', () => {
    const input = {
      ...base(),
      workers: { ...base().workers, identityNumber: '340111199001010003' },
      title: undefined,
      entryStage: undefined,
      note: '秘密',
    };
    expect(problemsOf(input)).toEqual(
      expect.arrayContaining([
        { path: ['entryStage'], code: 'missing', zh: '必须填写', en: 'This is required' },
        {
          path: ['note'],
          code: 'unknown_field',
          zh: '没有名为“note”的字段，请删除或改正字段名',
          en: 'There is no field “note” here; remove it or correct its name',
        },
        {
          path: ['workers', 'identityNumber'],
          code: 'custom',
          zh: '身份证号码校验位不对，请核对是否输错',
          en: 'The check digit of the identity number is wrong; look for a typing error',
        },
      ]),
    );
    expect(JSON.stringify(problemsOf(input))).not.toMatch(/340111199001010003|秘密/);
  });
});

test('without a day of filing, dates are only checked against each other', () => {
  expect(caseSchema.safeParse({ ...base(), employmentEnded: '2099-01-01' }).success).toBe(true);
  expect(caseSchema.safeParse({ ...base(), employmentEnded: '2099-02-30' }).success).toBe(false);
});
