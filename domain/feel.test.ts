import Decimal from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { compileFeel } from '../engine/feel';
import samples from './case.samples.json';
import { disputeFunctions } from './feel';
import { bindCalendar, shippedCalendar } from './limits/calendar';
import { shippedRules } from './limits/rules';

const parameters = [
  { name: 'minimumWage.monthly', region: '340300', from: '2026-01-01', value: 2000, source: { title: '通知' } },
];
const functions = disputeFunctions({
  calendar: bindCalendar(shippedCalendar, 'cal'),
  rules: shippedRules,
  rulesVersion: 'rules',
  parameters,
});
const call = (name: string, ...args: unknown[]) =>
  (functions[name] as (...args: unknown[]) => Record<string, unknown>)(...args);

/** Evaluates a FEEL expression with the domain functions and these variables. */
function feel(text: string, variables: Record<string, unknown> = {}) {
  const scope: Record<string, unknown> = { ...functions, ...variables };
  return compileFeel(text).evaluate({
    get: (name) => scope[name],
    has: (name) => name in scope,
    now: '2026-05-11T09:00:00+08:00',
  });
}

describe('in FEEL', () => {
  test.each([
    ['deadline("mediation-period", acceptedOn).due', '2026-05-28T00:00:00+08:00'],
    [
      'deadline("arbitration-award", acceptedOn, {stops: stays, extensions: [{on: "2026-06-20", by: "仲裁院负责人"}]}).dueDate',
      '2026-07-21',
    ],
    ['reminder("mediation-period", acceptedOn, 5).due', '2026-05-22T08:00:00+08:00'],
    ['escalation("mediation-acceptance", "2026-05-11", 2).due', '2026-05-19T00:00:00+08:00'],
    ['agreed date("negotiation-performance", "2026-05-18", 30).dueDate', '2026-06-17'],
    ['add working days("2026-09-30", 5)', '2026-10-13'],
    ['working days("2026-09-30", "2026-10-13")', 5],
    ['is working day("2026-10-10")', true],
    ['parameter("minimumWage.monthly", "340304", "2026-05-11")', 2000],
    ['parameter("minimumWage.monthly", "340100", "2026-05-11") = null', true],
    ['limitation(case, "2026-05-11").looksExpired', true],
    ['if threshold("collective-workers") <= 12 then region parent("340826") else null', '340000'],
  ])('%s', (text, value) => {
    expect(
      feel(text, {
        acceptedOn: '2026-05-12T10:00:00+08:00',
        stays: [{ from: '2026-05-20', to: '2026-05-30' }],
        case: samples[11],
      }),
    ).toEqual(value);
  });

  test.each(Object.keys(functions))('%s is a name that FEEL can read', (name) => {
    // If a name contains a FEEL keyword, it is put between backticks.
    const written = / (in|of) /.test(name) ? `\`${name}\`` : name;
    expect(compileFeel(`${written}(x)`).reads).toContain(name);
  });

  test('accept FEEL dates', () => {
    expect(feel('deadline("mediation-period", date("2026-05-12")).dueDate')).toBe('2026-05-27');
    expect(feel('deadline("mediation-period", date and time("2026-05-12T10:00:00+08:00")).dueDate')).toBe('2026-05-27');
  });
});

describe('deadlines', () => {
  test('contain the derivation and the versions that the case pinned', () => {
    expect(call('deadline', 'mediation-period', '2026-05-12')).toMatchObject({
      limit: 'mediation-period',
      calendar: 'cal',
      rules: 'rules',
      trigger: '2026-05-12',
      due: '2026-05-28T00:00:00+08:00',
    });
  });

  test('accept the interval of a stay that has not ended, with null for its end', () => {
    expect(
      call('deadline', 'arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-20', to: null, article: '47' }] }),
    ).toMatchObject({ due: null, stopped: true });
    expect(call('reminder', 'arbitration-award', '2026-05-15', 5, { stops: [{ from: '2026-05-20' }] }).due).toBeNull();
    expect(
      call('escalation', 'arbitration-award', '2026-05-15', 5, {
        stops: { from: Temporal.PlainDate.from('2026-05-20') },
      }).due,
    ).toBeNull();
  });

  test('treat null options as absent', () => {
    expect(
      call('deadline', 'arbitration-award', '2026-05-15', {
        stops: null,
        extensions: null,
        restarts: null,
        amount: null,
      }).dueDate,
    ).toBe('2026-06-29');
    expect(call('deadline', 'arbitration-award', '2026-05-15', null).dueDate).toBe('2026-06-29');
  });

  test('start again from the last restart', () => {
    expect(
      call('deadline', 'arbitration-award', '2026-05-15', {
        restarts: [{ on: '2026-06-01T10:00:00+08:00', reason: '追加第三人', by: '仲裁庭' }],
      }),
    ).toMatchObject({
      from: '2026-06-01',
      dueDate: '2026-07-16',
      restarts: [{ on: '2026-06-01', reason: '追加第三人' }],
    });
  });

  test.each([
    [30, '2026-06-17'],
    ['30', '2026-06-17'],
    [new Decimal(30), '2026-06-17'],
    [{ amount: 2, unit: 'workingDay' }, '2026-05-20'],
    [{ until: '2026-06-01' }, '2026-06-01'],
    ['2026-06-01', '2026-06-01'],
    [Temporal.PlainDate.from('2026-06-01'), '2026-06-01'],
  ])('agreed as %p', (terms, dueDate) => {
    expect(call('agreed date', 'mediation-performance', '2026-05-18', terms).dueDate).toBe(dueDate);
  });

  test('escalate at the due instant if the number of working days after it is zero', () => {
    expect(call('escalation', 'mediation-period', '2026-05-12', 0)).toMatchObject({
      due: '2026-05-28T00:00:00+08:00',
      deadline: '2026-05-28T00:00:00+08:00',
      moment: 'escalate',
    });
  });

  test.each([
    ['an unknown limit', ['deadline', 'mediation', '2026-05-12'], 'UNKNOWN_LIMIT'],
    ['no trigger', ['deadline', 'mediation-period', null], 'NO_DATE'],
    ['a misspelled option', ['deadline', 'mediation-period', '2026-05-12', { stop: [] }], 'BAD_OPTION'],
    [
      'a stop without its start',
      ['deadline', 'mediation-period', '2026-05-12', { stops: [{ to: '2026-05-14' }] }],
      'BAD_OPTION',
    ],
    ['nothing agreed', ['agreed date', 'mediation-performance', '2026-05-18', null], 'AMOUNT_NEEDED'],
    ['a negative number of days before', ['reminder', 'mediation-period', '2026-05-12', -1], 'BAD_OPTION'],
    ['half a working day', ['escalation', 'mediation-period', '2026-05-12', 0.5], 'BAD_OPTION'],
  ] as [string, [string, ...unknown[]], string][])('refuse %s', (_, args, code) =>
    expect(() => call(...args)).toThrow(
      expect.objectContaining({ code, zh: expect.any(String), en: expect.any(String) }),
    ),
  );

  test('are explained from the stored derivation', () => {
    const kept = JSON.parse(JSON.stringify(call('deadline', 'mediation-period', '2026-05-12')));
    expect(call('explain', kept)).toContain('期限于2026-05-27 24时届满');
    expect(call('explain', kept, 'en')).toContain('It ends at 24:00 on 2026-05-27.');
  });
});

describe('the calendar and the law', () => {
  test('working days to both sides', () => {
    expect(call('add working days', '2026-10-13', -5)).toBe('2026-09-30');
    expect(call('add working days', '2026-10-13', 0)).toBe('2026-10-13');
    expect(() => call('add working days', '2026-10-13', 1e9)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    expect(call('end of day', '2026-05-11T09:00:00+08:00')).toBe('2026-05-12T00:00:00+08:00');
    expect(call('day of', '2026-05-11T16:00:00Z')).toBe('2026-05-12');
  });

  test('stopped intervals are merged', () => {
    expect(
      call('stopped intervals', [
        { from: '2026-05-20', to: '2026-05-25' },
        { from: '2026-05-24', to: null },
      ]),
    ).toEqual([{ from: '2026-05-20' }]);
    expect(call('stopped intervals', null)).toEqual([]);
  });

  test('parameters come with their source', () => {
    expect(call('parameter record', 'minimumWage.monthly', '340304', '2026-05-11')).toEqual(parameters[0]);
    expect(call('parameter record', 'minimumWage.monthly', '340304', '2025-05-11')).toBeNull();
  });

  test('rows, causes, places', () => {
    expect(call('limit row', 'mediation-period')).toMatchObject({ amount: 15 });
    expect(call('cause traits', 'overtime')).toMatchObject({ court: 'wages', finalUpToAmount: true });
    expect(call('cause traits', 'nothing')).toBeNull();
    expect([
      call('region level', '340100'),
      call('region level', 'x'),
      call('region within', '340111', '340100'),
    ]).toEqual(['city', null, true]);
    expect([
      call('is collective', samples[8]),
      call('is collective', null),
      call('limitation', null, '2026-05-11'),
      call('explain', null),
    ]).toEqual([true, null, null, null]);
  });
});
