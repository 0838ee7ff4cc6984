import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disputeFunctions } from '../domain/feel';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import { methodTraits, serviceMethods } from '../domain/service/methods';
import { endingWithdrawal, withdrawalBar } from '../domain/weight';
import { checkForm, type Form } from '../engine/form';

/** A Monday. */
const now = '2026-05-11T09:00:00+08:00';
const functions = disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] });

function problems(id: string, data: Record<string, unknown>, shown: Record<string, unknown> = {}) {
  const form = JSON.parse(readFileSync(join(__dirname, `forms/${id}.form`), 'utf8')) as Form;
  return checkForm(form.components, data, { ...functions, ...shown }, now).problems.map(({ path, code }) => [
    path,
    code,
  ]);
}
const basis = functions['terms basis']!({
  applicant: 'worker',
  claims: [{ cause: 'wages', amount: 300 }, { cause: 'severance' }],
} as never);

it.each([
  ['mediation-session', 'agree'],
  ['negotiation-meeting', 'agree'],
  ['tribunal-mediation', 'agreed'],
  ['award', 'award'],
  ['judgment', 'judgment'],
  ['appeal-decision', 'change'],
])('%s accepts terms that are consistent', (id, decision) => {
  const found = (obligation: object, unanswered: object[] = [{ claim: 2, result: 'given-up' }]) =>
    problems(
      id,
      {
        decision,
        obligations: [
          {
            obligor: 'employer',
            obligee: 'worker',
            claim: 1,
            ...('due' in obligation || 'instalments' in obligation ? {} : { within: 30 }),
            ...obligation,
          },
        ],
        unanswered,
      },
      { basis },
    ).filter(([path]) => /^(obligations|unanswered)/.test(path!));
  const part = (amount: number, due: string) => ({ amount, due });
  const [june, july] = ['2026-06-01', '2026-07-01'];
  expect(found({ amount: 300, within: 30 })).toEqual([]);
  expect(found({ amount: 300, instalments: [part(100, june), part(200, july)] })).toEqual([]);
  expect(found({ amount: 300, instalments: [part(100, june), part(100, july)] })).toEqual([
    ['obligations.0.instalments', 'CONTRADICTION'],
  ]);
  expect(found({ amount: 301 })).toEqual([['obligations.0.reason', 'CONTRADICTION']]);
  expect(found({ amount: 301, reason: '含迟延补偿' })).toEqual([]);
  expect(found({ amount: 300, due: '2026-05-10' })).toEqual([['obligations.0.due', 'CONTRADICTION']]);
  expect(found({ amount: 300 }, [])).toEqual([['unanswered', 'CONTRADICTION']]);
  expect(found({ amount: 300, claim: 3 })).toContainEqual(['obligations.0.claim', 'NOT_AN_OPTION']);
});

it('wants three arbitrators named where a panel of three is formed (Law art. 31)', () => {
  const named = (...[presiding, members, thirdMember]: string[]) =>
    problems('tribunal', { panel: true, presiding, members, thirdMember }, { panelNeeded: false, collective: false });
  expect(named('甲')).toEqual([
    ['members', 'REQUIRED'],
    ['thirdMember', 'REQUIRED'],
  ]);
  expect(named('甲', '乙')).toEqual([['thirdMember', 'REQUIRED']]);
  expect([named('甲', '乙', '丙'), named('甲', '乙、丙')]).toEqual([[], []]);
});

it('says by which article a day of service that has not come is refused', () => {
  const form = JSON.parse(readFileSync(join(__dirname, 'forms/service.form'), 'utf8')) as Form;
  const shown = { about: { paper: 'award', by: 'commission', recipient: 'employer', madeOn: '2026-05-08' } };
  const given = (day: string) =>
    checkForm(
      form.components,
      { delivery: 'delivered', method: 'in-person', receivedBy: '本人', day },
      { ...functions, ...shown },
      now,
    ).problems.map(({ zh }) => zh);
  expect(given('2026-05-12')).toEqual([expect.stringContaining('第20')]);
  expect(given('2026-05-07')).toEqual([expect.stringContaining('第20')]);
});

it('wants an answer to each claim of a joined counter-claim in the award (Rules33 art. 36, 53)', () => {
  const countered = functions['terms basis']!({
    applicant: 'worker',
    claims: [{ cause: 'wages', amount: 300 }],
    counterclaims: [{ cause: 'compensation', amount: 50, by: 'employer' }],
  } as never);
  const paid = { obligor: 'employer', obligee: 'worker', claim: 1, amount: 300 };
  const damages = { obligor: 'worker', obligee: 'employer', claim: 2, amount: 50 };
  const given = (obligations: object[], decision = 'award') =>
    problems('award', { decision, facts: '事实', content: '理由', obligations, unanswered: [] }, { basis: countered });
  expect(given([paid, damages])).toEqual([]);
  expect(given([paid])).toEqual([['unanswered', 'CONTRADICTION']]);
  expect(given([paid], 'partial')).toEqual([]);
  // For another hearing nothing of it is asked.
  expect(problems('award', { decision: 'hearing' }, { basis: countered })).toEqual([]);
});

it('lets nobody withdraw after any kind of award, but for what a partial one has left (Rules33 art. 35)', () => {
  const [, makeAward] = /<bpmn:userTask id="makeAward"(.*?)<\/bpmn:userTask>/s.exec(
    readFileSync(join(__dirname, 'arbitration.bpmn'), 'utf8'),
  )!;
  const acts = [...makeAward!.matchAll(/name="act:(award[^"]*)"/g)].map(([, act]) => act!);
  expect(acts).toContain('award.partial');
  expect(acts.filter((act) => !endingWithdrawal({}).includes(act))).toEqual([]);
  expect(endingWithdrawal({ partlyAwarded: true })).not.toContain('award.partial');
  expect(endingWithdrawal({ partlyAwarded: true })).toContain('award.issue');
});

it('refuses an election of too few, and a consent from which somebody bound is missing', () => {
  const workers = { count: 12, members: ['赵', '钱', '孙', '李'].map((name) => ({ name })) };
  const shown = { workers, elected: [], roster: functions['roster options']!(workers as never), contract: false };
  const elected = (...names: string[]) =>
    problems('representation', { decision: 'elect', representatives: names.map((name) => ({ name })) }, shown);
  expect([elected('赵', '钱', '孙'), elected('赵', '钱'), elected('赵', '钱', '钱')]).toEqual([
    [],
    [['representatives', 'CONTRADICTION']],
    [['representatives.2.name', 'CONTRADICTION']],
  ]);
  const consent = (act: string, obligees: string[], ...withheld: string[]) =>
    problems(
      'representation-consent',
      { decision: 'consent', proof: ['1'], withheld: withheld.map((who) => ({ who })) },
      { ...shown, elected: workers.members, disposition: { act, obligees } },
    );
  expect(consent('settle', ['worker'])).toEqual([]);
  expect(consent('settle', ['worker'], 'worker:4')).toEqual([['withheld', 'CONTRADICTION']]);
  expect(consent('settle', ['worker:1'], 'worker:4')).toEqual([]);
  expect(consent('withdraw', [], 'worker:4')).toEqual([['withheld', 'CONTRADICTION']]);
});

it('accepts a partial award that leaves claims open', () => {
  const obligations = [{ obligor: 'employer', obligee: 'worker', amount: 300, claim: 1 }];
  const found = (decision: string) =>
    problems('award', { decision, facts: '拖欠工资', content: '事实清楚', obligations }, { basis }).map(
      ([path]) => path,
    );
  expect([found('partial'), found('award')]).toEqual([[], ['unanswered']]);
});

it('refuses a final award above the limit for final awards', () => {
  const obligations = [{ obligor: 'employer', obligee: 'worker', amount: 300 }];
  const found = (most: number | null) =>
    problems(
      'award',
      { decision: 'award', facts: '拖欠工资', content: '事实清楚', final: true, obligations },
      { basis, finality: { most } },
    );
  expect([found(300), found(null), found(299)]).toEqual([[], [], [['final', 'CONTRADICTION']]]);
});

it.each([
  ['service', 'day', { delivery: 'delivered' }],
  ['service', 'day', { delivery: 'returned' }],
  ['file-transfer', 'on', {}],
  ['judges', 'on', {}],
])('%s refuses a future day as %s', (id, key, more) => {
  const found = (day: string) => problems(id, { ...more, [key]: day }).filter(([path]) => path === key);
  expect([found('2026-05-11'), found('2026-05-12')]).toEqual([[], [[key, 'CONTRADICTION']]]);
});

const about = { paper: 'award', recipient: 'worker', by: 'commission', madeOn: '2026-05-06', workers: 1, attempts: [] };
const serving = (data: Record<string, unknown>, shown: Record<string, unknown> = {}) =>
  problems(
    'service',
    { delivery: 'delivered', day: '2026-05-11', method: 'in-person', receivedBy: '本人', ...data },
    {
      about: { ...about, ...shown },
    },
  );

it('serves no paper before it is made, and asks who signed and for proof', () => {
  expect(serving({})).toEqual([]);
  expect(serving({ day: '2026-05-05' })).toEqual([['day', 'CONTRADICTION']]);
  expect(serving({ day: undefined })).toEqual([['day', 'REQUIRED']]);
  expect(serving({ receivedBy: '' })).toEqual([['receivedBy', 'REQUIRED']]);
  for (const method of serviceMethods.codes)
    expect([method, serving({ method }, { paper: 'defence' }).some(([path]) => path === 'proof')]).toEqual([
      method,
      methodTraits(method).proof === true,
    ]);
});

it('serves awards electronically only if the commission has enabled it, with written consent', () => {
  const electronic = { method: 'electronic', address: 'a@b.cn', proof: ['p'] };
  const agreed = { ...electronic, addressConfirmation: ['c'] };
  expect(serving(agreed)).toEqual([['method', 'CONTRADICTION']]);
  expect(serving(agreed, { electronic: true })).toEqual([]);
  expect(serving(electronic, { electronic: true })).toEqual([['addressConfirmation', 'REQUIRED']]);
  expect(serving(agreed, { paper: 'hearing-notice' })).toEqual([]);
  expect(serving(agreed, { paper: 'judgment', by: 'court' })).toEqual([]);
});

it('leaves papers only if receipt is refused, or if a stopped enterprise has ten or more workers', () => {
  const left = { method: 'left', proof: ['p'], receivedBy: undefined };
  expect(serving({ ...left, ground: 'refused' })).toEqual([]);
  expect(serving({ ...left, ground: 'ceased' })).toEqual([['ground', 'CONTRADICTION']]);
  expect(serving({ ...left, ground: 'ceased' }, { ceased: true, workers: 9 })).toEqual([['ground', 'CONTRADICTION']]);
  expect(serving({ ...left, ground: 'ceased' }, { ceased: true, workers: 10 })).toEqual([]);
});

it('refuses a notice of hearing that would be served too late, with the article', () => {
  const latest = { limit: 'arbitration-hearing-notice', from: '2026-05-18' };
  const notice = { paper: 'hearing-notice', latest };
  expect(serving({}, notice)).toEqual([]);
  expect(serving({}, { ...notice, latest: { ...latest, from: '2026-05-15' } })).toEqual([['day', 'CONTRADICTION']]);
  // Left at the address, it counts as served three working days later.
  expect(serving({ method: 'left', ground: 'refused', proof: ['p'] }, notice)).toEqual([['day', 'CONTRADICTION']]);
});

it('refuses nothing in the browser because legal functions are missing there', () => {
  const found = (id: string, data: object, shown: object) => {
    const form = JSON.parse(readFileSync(join(__dirname, `forms/${id}.form`), 'utf8')) as Form;
    return checkForm(form.components, { ...data }, { ...shown }, now).problems;
  };
  const day = '2026-05-11';
  expect(found('service', { delivery: 'delivered', method: 'in-person', day, receivedBy: '本人' }, { about })).toEqual(
    [],
  );
  expect(
    found(
      'service-correction',
      { paper: 'award', on: 'worker', day, why: '回执', proof: ['p'] },
      { papers: [{ value: 'award', label: '裁决书' }], ledger: [], known: [] },
    ),
  ).toEqual([]);
});

it('schedules hearings on future working days', () => {
  const found = (hearingOn: string, shown = {}) =>
    problems('hearing-schedule', { decision: 'hearing', hearingOn }, shown);
  expect(found('2026-05-29')).toEqual([]);
  expect(found('2026-05-30')).toEqual([['hearingOn', 'CONTRADICTION']]);
  expect(found('2026-05-29', { daysOff: ['2026-05-29'] })).toEqual([['hearingOn', 'CONTRADICTION']]);
  expect(found('2026-05-08')).toEqual([['hearingOn', 'PASSED_DATE']]);
});

it('refuses an award before the day of the hearing', () => {
  const found = (hearing: unknown) =>
    problems('award', { decision: 'award', facts: '拖欠工资', content: '支付工资', obligations: [] }, { hearing });
  expect([found({ on: '2026-05-11' }), found(null), found({ on: '2026-05-12' })]).toEqual([
    [],
    [],
    [['decision', 'CONTRADICTION']],
  ]);
});

it('refuses an agreement that leaves out some of the workers, but not a settlement of some of them in arbitration', () => {
  const claims = [{ cause: 'wages', amount: 20 }];
  const members = ['赵某', '钱某'].map((name) => ({ name, claims: [{ claim: 1, amount: 10 }] }));
  const shared = functions['terms basis']!({ applicant: 'worker', claims, workers: { count: 2, members } } as never);
  const obligations = [{ obligor: 'employer', obligee: 'worker:1', claim: 1, amount: 10 }];
  const found = (form: string, decision: string, shown = {}) =>
    problems(form, { decision, obligations, unanswered: [] }, { basis: shared, ...shown }).filter(
      ([path]) => path === 'obligations',
    );
  expect(found('mediation-session', 'agree', { route: {} })).toEqual([['obligations', 'CONTRADICTION']]);
  expect(found('negotiation-meeting', 'agree')).toEqual([['obligations', 'CONTRADICTION']]);
  expect(found('tribunal-mediation', 'agreed')).toEqual([['obligations', 'CONTRADICTION']]);
  expect(found('negotiation-meeting', 'agree', { someMay: true })).toEqual([]);
});

it('refuses a suit without claims', () => {
  expect(problems('suit', { decision: 'suit', claims: '　' })).toEqual([['claims', 'REQUIRED']]);
  expect(problems('suit', { decision: 'suit', claims: '支付工资' })).toEqual([]);
});

it('lets nobody withdraw twice, or what is settled or decided', () => {
  expect(withdrawalBar({ arbitration: { acceptedOn: '2026-05-11' }, withdrawalAsked: false })).toBeUndefined();
  expect(withdrawalBar({ arbitration: { withdrawn: { on: '2026-05-20', how: 'withdrawn' } } })).toBe('WITHDRAWN');
  expect(withdrawalBar({ arbitration: { rest: 'withdrawn' } })).toBe('WITHDRAWN');
  expect(withdrawalBar({ withdrawalAsked: true })).toBe('WITHDRAWAL_ASKED');
  expect(withdrawalBar({ outcome: 'mediated-and-confirmed' })).toBe('CONCLUDED');
});

it.each(['mediation-session', 'negotiation-meeting'])('%s lets some of the workers agree where they may', (id) => {
  const parties = ['employer', 'worker', 'worker:1', 'worker:2'].map((value) => ({ value, label: value }));
  const given = { obligor: 'employer', obligee: 'worker:1', claim: 1, amount: 300, within: 0 };
  const agreed = (someMay: boolean) =>
    problems(
      id,
      { decision: 'agree', obligations: [given], unanswered: [{ claim: 2, result: 'given-up' }] },
      { basis: { ...(basis as object), parties }, someMay },
    ).filter(([path]) => /^obligations/.test(path!));
  expect(agreed(true)).toEqual([]);
  expect(agreed(false)).toEqual([['obligations', 'CONTRADICTION']]);
});

it('wants at least one claim left after a change of claims (Rules33 art. 44)', () => {
  const change = (newClaims: object[]) =>
    problems(
      'party-request',
      { kind: 'change', newClaims, reason: '变更' },
      { isApplicant: true, currentClaims: [], roster: [], people: [] },
    ).filter(([path]) => path === 'newClaims');
  expect(change([])).toEqual([['newClaims', 'CONTRADICTION']]);
  expect(change([{ cause: 'wages', amount: 10, facts: '未付' }])).toEqual([]);
});

it.each(['mediation-session', 'negotiation-meeting'])('%s asks by when each obligation is performed', (id) => {
  const found = (when: object) =>
    problems(
      id,
      {
        decision: 'agree',
        obligations: [{ obligor: 'employer', obligee: 'worker', claim: 1, amount: 300, ...when }],
        unanswered: [{ claim: 2, result: 'given-up' }],
      },
      { basis },
    );
  const parts = (due?: string) => [
    { amount: 100, due: '2026-06-01' },
    { amount: 200, ...(due && { due }) },
  ];
  expect([{ within: 0 }, { due: '2026-05-11' }, { instalments: parts('2026-07-01') }].map(found)).toEqual([[], [], []]);
  for (const when of [{}, { instalments: parts() }])
    expect(found(when)).toEqual([['obligations.0.due', 'CONTRADICTION']]);
});
