import { termsFunctions } from './functions';
import * as z from 'zod';
import { disputeFunctions } from '../feel';
import { bindCalendar, shippedCalendar } from '../limits/calendar';
import { shippedRules } from '../limits/rules';
import { lastDue, obligationsDue } from './due';
import { termsFaults, type FaultOptions } from './faults';
import { readTerms, termsSchema, totalOf, type Terms } from './terms';
import { claimByClaim, termsOf, usualTerms } from './usual';
import { termsInWords } from './words';

const claims = [{ cause: 'wages', amount: 8600 }, { cause: 'severance', amount: '1400.50' }, { cause: 'relationship' }];
const owes = { obligor: 'employer', obligee: 'worker' };
const returns = { obligor: 'worker', obligee: 'employer', act: '退还电脑' };
const found = (terms: object, options?: FaultOptions, of: object[] = claims) =>
  termsFaults(terms, of, '2026-05-11', options).map(({ path }) => path);
const terms = (given: object) => readTerms(given).data!;

describe('terms as a whole', () => {
  it('may have one sum for everything claimed, or answer each claim on its own', () => {
    expect(found({ obligations: [{ ...owes, amount: 10_000.5 }] }, {}, claims.slice(0, 2))).toEqual([]);
    expect(found(claimByClaim(claims, 'worker'))).toEqual([]);
    expect(found({ ...usualTerms(claims, 'worker'), notes: null })).toEqual([]);
  });
  it('must say what became of every claim, unless only a part is decided', () => {
    const part = { obligations: [{ ...owes, amount: 8600, claim: 1 }, returns] };
    expect(found(part)).toEqual(['unanswered', 'unanswered']);
    expect(found(part, { partial: true })).toEqual([]);
    const rest = [2, 3].map((claim) => ({ claim, result: 'given-up' }));
    expect(found({ ...part, unanswered: rest })).toEqual([]);
    expect(found({ ...part, unanswered: [...rest, { claim: 1, result: 'rejected' }] })).toEqual(['unanswered.2.claim']);
    expect(found({ obligations: [], unanswered: [] })).toEqual(['unanswered', 'unanswered', 'unanswered']);
    expect(found({ obligations: [returns] }, { applicant: 'employer' }, [{ amount: 5 }])).toEqual([]);
    expect(found({ obligations: [{ ...owes, amount: 5 }] }, { applicant: 'employer' }, [{ amount: 5 }])).toEqual([
      'unanswered',
    ]);
  });
  it('may be on some of the claims: each says which it answers, and something is left (Rules33 art. 73)', () => {
    const some = claimByClaim(claims, 'worker').obligations;
    const first = { ...owes, amount: 8600, claim: 1 };
    expect(found({ obligations: [first, returns] }, { part: some })).toEqual([]);
    expect(found({ obligations: [{ ...owes, amount: 8600 }] }, { part: some })).toEqual([
      'obligations.0.claim',
      'obligations',
    ]);
    const rest = [2, 3].map((claim) => ({ claim, result: 'given-up' }));
    expect(found({ obligations: [first], unanswered: rest }, { part: some })).toEqual(['decision']);
    expect(found({ obligations: [first], unanswered: rest.slice(1) }, { part: some, answered: [2] })).toEqual([
      'decision',
    ]);
    const each = (...whom: number[]) => whom.map((who) => ({ ...owes, obligee: `worker:${who}`, amount: 1, claim: 1 }));
    expect([
      found({ obligations: each(1) }, { part: each(1, 2) }),
      found({ obligations: each(1, 2) }, { part: each(1, 2) }),
    ]).toEqual([['obligations'], []]);
  });
  it('leave out none of the workers whose case they end', () => {
    const parties = ['employer', 'worker', 'worker:1', 'worker:2'].map((value) => ({ value, label: `${value}某` }));
    const whole = (obligee: string) => ({ obligations: [{ ...owes, obligee, amount: 10_000.5 }] });
    const two = claims.slice(0, 2);
    expect(found(whole('worker'), { parties }, two)).toEqual([]);
    expect(termsFaults(whole('worker:1'), two, '2026-05-11', { parties })).toMatchObject([
      { path: 'obligations', zh: expect.stringMatching(/worker:2某.*第41条/), en: expect.stringContaining('worker:2') },
    ]);
  });
  it('decide each claim for each worker who makes it, by an amount or by a result of his own (Rules33 art. 49, 53)', () => {
    const to = (obligee: string) => ({ ...owes, obligee, amount: 4300, claim: 1 });
    const options = {
      partial: true,
      claimants: [['worker:1', 'worker:2'], [], []],
      names: [{ value: 'worker:2', label: '钱某' }],
    };
    const rejected = (who?: string) => ({ claim: 1, ...(who && { who }), result: 'rejected', reason: '证据不足' });
    expect(found({ obligations: [to('worker:1')] }, options)).toEqual(['obligations']);
    expect(termsFaults({ obligations: [to('worker:1')] }, claims, '2026-05-11', options)[0]).toMatchObject({
      zh: expect.stringContaining('请求1没有写到钱某'),
    });
    expect(found({ obligations: [to('worker:1')], unanswered: [rejected('worker:2')] }, options)).toEqual([]);
    expect(found({ obligations: [to('worker:1'), to('worker:2')] }, options)).toEqual([]);
    expect(found({ unanswered: [rejected('worker:2')] }, options)).toEqual(['obligations']);
    // For all of them at once, and twice for one.
    expect(found({ unanswered: [rejected()] }, options)).toEqual([]);
    expect(
      found({ obligations: [to('worker:1')], unanswered: [rejected('worker:1'), rejected('worker:2')] }, options),
    ).toEqual(['unanswered.0.claim']);
  });
  it('need a reason if more is owed than was claimed', () => {
    const more = { ...owes, amount: 8600.01, claim: 1 };
    const rest = { unanswered: [2, 3].map((claim) => ({ claim, result: 'given-up' })) };
    expect(found({ obligations: [more], ...rest })).toEqual(['obligations.0.reason']);
    expect(found({ obligations: [{ ...more, reason: '含迟延补偿' }], ...rest })).toEqual([]);
    const two = [
      { ...more, amount: 8000 },
      { ...more, amount: 700 },
    ];
    expect(found({ obligations: two, ...rest })).toEqual(['obligations.0.reason', 'obligations.1.reason']);
    expect(found({ obligations: [{ ...owes, amount: 10_001 }] }, {}, claims.slice(0, 2))).toEqual([
      'obligations.0.reason',
    ]);
  });
  it('may have instalments that add up, in order, not before the document', () => {
    const one = (instalments: object[], amount: number | null = 300) =>
      found({ obligations: [{ ...owes, amount, act: '支付', instalments }] }, {}, [{ cause: 'wages' }]);
    const part = (amount: number, due?: string) => ({ amount, due });
    expect(one([part(100.1, '2026-05-11'), part(199.9, '2026-06-11')])).toEqual([]);
    expect(one([part(100), part(200)])).toEqual([]);
    expect(one([part(100), part(100)])).toEqual(['obligations.0.instalments']);
    expect(one([part(300)], null)).toEqual(['obligations.0.instalments']);
    expect(one([part(100, '2026-05-10'), part(200, '2026-06-11')])).toEqual(['obligations.0.instalments.0.due']);
    expect(one([part(100, '2026-06-10'), part(200, '2026-06-01')])).toEqual(['obligations.0.instalments.1.due']);
  });
  it('are between the two sides, have a subject, and use one kind of time', () => {
    const one = (obligation: object) => found({ obligations: [obligation] }, {}, [{ cause: 'wages' }]);
    expect(one({ ...owes, obligee: 'employer', amount: 1 })).toEqual(['obligations.0.obligee']);
    expect(one({ obligor: 'worker:2', obligee: 'worker', amount: 1 })).toContain('obligations.0.obligee');
    expect(one(owes)).toEqual(['obligations.0.amount']);
    expect(one({ ...owes, amount: 1, due: '2026-06-01', within: 10 })).toEqual(['obligations.0.within']);
    expect(one({ ...owes, amount: 1, due: '2026-05-10' })).toEqual(['obligations.0.due']);
    expect(one({ ...owes, amount: 1, claim: 9 })).toContain('obligations.0.claim');
    expect(one({ ...owes, amount: 1.005 })).toEqual(['obligations.0.amount']);
    expect(one({ ...owes, obligor: 'mediator', amount: 1 })).toEqual(['obligations.0.obligor']);
    expect(found({ obligations: Array.from({ length: 201 }, () => returns) })).toEqual(['obligations']);
  });
});

const agreed = terms({
  obligations: [
    {
      ...owes,
      amount: 900,
      instalments: [
        { amount: 400, due: '2026-08-01' },
        { amount: 500, due: '2026-06-01' },
      ],
    },
    { ...owes, obligee: 'worker:2', amount: 100, within: 30 },
    returns,
  ],
  unanswered: [{ claim: 3, result: 'given-up', reason: '已另行协商' }],
  notes: '双方互不追究',
});

it('lists what is due in order of day, with undated items last', () => {
  expect(
    obligationsDue(agreed, '2026-05-11').map(({ number, part, of, due, within }) => [number, part, of, due, within]),
  ).toEqual([
    [1, 2, 2, '2026-06-01', undefined],
    [2, 1, 1, '2026-06-10', 30],
    [1, 1, 2, '2026-08-01', undefined],
    [3, 1, 1, undefined, undefined],
  ]);
  expect(lastDue(agreed, '2026-05-11')).toBe('2026-08-01');
  expect(lastDue(terms({ obligations: [returns] }), '2026-05-11')).toBeUndefined();
});

it('adds up what is owed to a side, or to one of its people', () => {
  expect([undefined, 'worker', 'worker:2', 'employer'].map((who) => totalOf(agreed, who))).toEqual([
    100_000, 100_000, 10_000, 0,
  ]);
});

it('is worded in both languages', () => {
  const dispute = {
    claims,
    employer: { name: '甲公司' },
    workers: { label: '张某等', members: [{ name: '张某' }, { name: '李某' }] },
  };
  expect(termsInWords(agreed, dispute)).toEqual([
    '1、甲公司支付张某等款项人民币900.00元（玖佰元整），分2期：第1期2026年8月1日前400.00元；第2期2026年6月1日前500.00元。',
    '2、甲公司自生效之日起30日内支付李某款项人民币100.00元（壹佰元整）。',
    '3、张某等对甲公司履行：退还电脑。',
    '4、请求3（确认劳动关系）：不再主张。理由：已另行协商。',
    '5、其他约定：双方互不追究',
  ]);
  expect(termsInWords(agreed, {}, 'en')[1]).toBe(
    '2. the employer owes worker 2 of the list 100.00 yuan within 30 days of effect.',
  );
});

it('reads an agreement from before terms as owed by the respondent to the applicant', () => {
  const old = {
    draft: { terms: '支付工资', amount: 300, instalments: 2, performWithinDays: 10 },
    amount: 300,
    instalments: [1, 2].map((number) => ({ number, due: null, amount: null })),
  };
  expect(termsOf(old, { applicant: 'employer' })!.obligations).toEqual([
    {
      obligor: 'worker',
      obligee: 'employer',
      amount: 300,
      act: '支付工资',
      within: 10,
      instalments: [{ amount: 150 }, { amount: 150 }],
    },
  ]);
  const beforeSignature = { ...old.draft, payments: [{ amount: 100 }, { amount: 200, due: '2026-06-01' }] };
  expect(termsOf(beforeSignature, {})!.obligations).toMatchObject([
    { amount: 300, instalments: [{ amount: 100 }, { amount: 200, due: '2026-06-01' }] },
  ]);
  expect(termsOf({ draft: {} }, {})!.obligations).toMatchObject([{ act: '按协议履行' }]);
  expect(termsOf(null, {})).toBeNull();
});

it('gives FEEL null for invalid terms', () => {
  const functions = disputeFunctions({
    calendar: bindCalendar(shippedCalendar),
    rules: shippedRules,
    parameters: [],
  }) as Record<string, (...args: unknown[]) => unknown>;
  expect(functions['terms total']!('x')).toBeNull();
  expect(functions['obligee sides']!({ obligations: [returns] })).toEqual(['employer']);
  expect(functions['obligations due']!(null, '2026-05-11')).toEqual([]);
  expect(functions['terms basis']!({ claims, workers: { label: '张某' } })).toMatchObject({
    parties: [{ value: 'employer' }, { value: 'worker', label: '张某' }],
    claims: [{ value: 1, label: '请求1 劳动报酬', label_en: 'Claim 1 Wages' }, { value: 2 }, { value: 3 }],
    usual: { obligations: [{ obligor: 'employer', obligee: 'worker', amount: 10_000.5 }], unanswered: [] },
  });
});

describe('a joined counter-claim (Rules33 art. 36, 53)', () => {
  const countered = {
    applicant: 'worker',
    claims: [{ cause: 'wages', amount: 100 }],
    counterclaims: [{ cause: 'compensation', amount: 50, by: 'employer' }],
    workers: { label: '张某' },
    employer: { name: '某公司' },
  } as const;
  const basis = termsFunctions()['terms basis'](countered as never)!;
  const faults = (obligations: object[], options = {}) =>
    termsFaults({ obligations, unanswered: [] }, basis.claims, '2026-05-11', { applicant: 'worker', ...options });
  const [paid, damages] = basis.each.obligations as Terms['obligations'];

  it('is numbered after the claims, and owed the other way round', () => {
    expect(basis.claims.map(({ value, label, label_en }) => [value, label, label_en])).toEqual([
      [1, '请求1 劳动报酬', 'Claim 1 Wages'],
      [2, expect.stringContaining('反申请的请求2'), expect.stringContaining('Counter-claim 2')],
    ]);
    expect(damages).toEqual({ obligor: 'worker', obligee: 'employer', claim: 2, amount: 50 });
    expect(basis.usual.obligations.map(({ obligor, amount }) => [obligor, amount])).toEqual([
      ['employer', 100],
      ['worker', 50],
    ]);
    expect(termsInWords({ obligations: [damages!], unanswered: [] }, countered as never)).toEqual([
      expect.stringContaining('张某支付某公司'),
    ]);
    expect(termsInWords({ obligations: [damages!], unanswered: [] }, countered as never)[0]).toContain(
      '答复反申请的请求2',
    );
  });
  it('has to be answered, by what is owed to who made it', () => {
    expect(faults([paid!, damages!])).toEqual([]);
    expect(faults([paid!])).toMatchObject([{ path: 'unanswered', zh: expect.stringContaining('反申请的请求2') }]);
    expect(faults([paid!, { ...damages, claim: undefined }])).toEqual([]);
    expect(faults([paid!, { ...damages, obligor: 'employer', obligee: 'worker' }])).toHaveLength(1);
    expect(faults([paid!], { partial: true })).toEqual([]);
    expect(faults([paid!, { ...damages, amount: 60 }])).toMatchObject([{ path: 'obligations.1.reason' }]);
  });
});

// zod writes into a pattern of its own when it checks it, and what workflows load is frozen.
it('is read without patterns of zod', () => {
  const schema = z.toJSONSchema(termsSchema, { io: 'input', unrepresentable: 'any' });
  expect(JSON.stringify(schema)).not.toContain('"pattern"');
});

it('answers each claim for each worker of the roster whose part is known', () => {
  const part = (amount: number) => ({ claims: [{ claim: 1, amount }] });
  const each = (members: object[], amount = 30) =>
    claimByClaim([{ cause: 'wages', amount }, { cause: 'relationship' }], 'worker', members);
  expect(each([part(10), part(20)])).toEqual({
    obligations: [
      { obligor: 'employer', obligee: 'worker:1', claim: 1, amount: 10 },
      { obligor: 'employer', obligee: 'worker:2', claim: 1, amount: 20 },
    ],
    unanswered: [{ claim: 2, result: 'confirmed' }],
  });
  const together = [{ obligor: 'employer', obligee: 'worker', claim: 1, amount: 31 }];
  expect(each([part(10), part(20)], 31).obligations).toEqual(together);
  const joined = { applicant: 'worker', claims: [{ cause: 'wages', amount: 31 }], workers: { members: null } };
  expect(termsFunctions()['terms basis'](joined as never)!.each.obligations).toEqual(together);
  expect(
    each(
      Array.from({ length: 201 }, () => part(1)),
      201,
    ).obligations,
  ).toHaveLength(1);
});
