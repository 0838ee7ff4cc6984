import { bindCalendar, shippedCalendar } from './calendar';
import { derive, type Basis } from './derive';
import { limitOf, shippedRules } from './rules';
import worked from './worked-dates.json';

const calendar = bindCalendar(shippedCalendar);
const limit = (id: string) => limitOf(shippedRules, id)!;
const due = (id: string, trigger: string, more: Partial<Basis> = {}) =>
  derive({ limit: limit(id), trigger, calendar, ...more });

describe('the 22 worked dates', () => {
  test.each(worked.map((each) => [each.limit, each.event, each] as const))(
    '%s from %s',
    (id, event, { natural, due: dueDate, provisional }) => {
      expect(due(id, event)).toMatchObject({ natural, dueDate, provisional, stopped: false });
    },
  );
});

describe('the derivation', () => {
  test('keeps everything that the date depends on', () => {
    expect(derive({ limit: limit('mediation-period'), trigger: '2026-09-10', calendar, rules: 'r1' })).toEqual({
      limit: 'mediation-period',
      title: { zh: '调解期限', en: 'Conclude the mediation' },
      kind: 'duty',
      sources: limit('mediation-period').source,
      event: 'mediation.accepted',
      trigger: '2026-09-10',
      from: '2026-09-10',
      direction: 'after',
      amount: 15,
      unit: 'day',
      natural: '2026-09-25',
      dueDate: '2026-09-28',
      due: '2026-09-29T00:00:00+08:00',
      skipped: [
        {
          from: '2026-09-25',
          to: '2026-09-25',
          days: 1,
          when: 'end',
          why: 'statutory',
          name: { zh: '中秋节', en: 'Mid-Autumn Festival' },
        },
        {
          from: '2026-09-26',
          to: '2026-09-27',
          days: 2,
          when: 'end',
          why: 'break',
          name: { zh: '中秋节', en: 'Mid-Autumn Festival' },
        },
      ],
      stops: [],
      restarts: [],
      extensions: [],
      calendar: '2026-11-23',
      rules: 'r1',
      provisional: false,
      stopped: false,
    });
  });

  test('is plain JSON', () => {
    const derivation = due('arbitration-award', '2026-05-15', {
      stops: [{ from: '2026-05-20', to: '2026-06-01' }],
      extensions: [{ reason: '案情复杂' }],
    });
    expect(JSON.parse(JSON.stringify(derivation))).toEqual(derivation);
  });

  test('says which rest days were skipped in counting', () => {
    expect(due('arbitration-acceptance', '2026-09-30').skipped).toEqual([
      {
        from: '2026-10-01',
        to: '2026-10-03',
        days: 3,
        when: 'counting',
        why: 'statutory',
        name: { zh: '国庆节', en: 'National Day' },
      },
      {
        from: '2026-10-04',
        to: '2026-10-07',
        days: 4,
        when: 'counting',
        why: 'break',
        name: { zh: '国庆节', en: 'National Day' },
      },
      { from: '2026-10-11', to: '2026-10-11', days: 1, when: 'counting', why: 'weekend' },
    ]);
  });
});

describe('a clock that was stopped', () => {
  test('leaves out the days from the stay up to the day before it resumes', () => {
    // 45 days from 2026-05-15 end on 2026-06-29; the stay lasts 55 days.
    expect(due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-31', to: '2026-07-25' }] })).toMatchObject(
      { natural: '2026-08-23', dueDate: '2026-08-24', stops: [{ from: '2026-05-31', to: '2026-07-25', days: 55 }] },
    );
  });

  test('has no date while stopped, and an empty stay changes nothing', () => {
    expect(due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-31' }] })).toMatchObject({
      natural: null,
      dueDate: null,
      due: null,
      stopped: true,
      provisional: false,
    });
    expect(due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-31', to: '2026-05-31' }] }).dueDate).toBe(
      '2026-06-29',
    );
  });

  test('keeps its date if it was stopped only after the limit had ended', () => {
    expect(due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-06-30' }] })).toMatchObject({
      dueDate: '2026-06-29',
      stopped: false,
      stops: [{ days: 0 }],
    });
  });

  test('ends on the day it resumes if it was stopped on the last day', () => {
    expect(due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-06-29', to: '2026-07-06' }] }).dueDate).toBe(
      '2026-07-06',
    );
  });

  test('ends after the stay if it was stopped while the last day was moving', () => {
    // Day 15 is Sunday 2026-10-04, due on 10-08.
    expect(
      due('suit-non-final-award', '2026-09-19', { stops: [{ from: '2026-10-06', to: '2026-10-20' }] }),
    ).toMatchObject({ natural: '2026-10-04', dueDate: '2026-10-20' });
    expect(due('suit-non-final-award', '2026-09-19', { stops: [{ from: '2026-10-06' }] })).toMatchObject({
      dueDate: null,
      stopped: true,
    });
  });

  test('counts overlapping intervals once', () => {
    const once = due('arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-31', to: '2026-07-25' }] });
    const twice = due('arbitration-award', '2026-05-15', {
      stops: [
        { from: '2026-06-10', to: '2026-07-25' },
        { from: '2026-05-31', to: '2026-06-20' },
      ],
    });
    expect(twice.dueDate).toBe(once.dueDate);
  });

  test('counts working days around the stay', () => {
    // Working days: 05-12, then 05-18 (the stay covers 05-13 to 05-17), 05-19, 05-20, 05-21.
    expect(
      due('arbitration-acceptance', '2026-05-11', { stops: [{ from: '2026-05-13', to: '2026-05-18' }] }).dueDate,
    ).toBe('2026-05-21');
    expect(due('arbitration-acceptance', '2026-05-11', { stops: [{ from: '2026-05-13' }] }).stopped).toBe(true);
  });
});

describe('more time', () => {
  test('is counted from the trigger as one period together with the length', () => {
    expect(due('arbitration-award', '2026-05-15', { extensions: [{}] })).toMatchObject({
      amount: 45,
      natural: '2026-07-14',
      dueDate: '2026-07-14',
      extensions: [{ amount: 15, unit: 'day' }],
    });
    // Months: six plus six months from 31 August are twelve, so the end is 31 August, not the 28th.
    expect(due('litigation-trial-ordinary', '2025-08-31', { extensions: [{}] }).natural).toBe('2026-08-31');
  });

  test('counts both the stay and the extension', () => {
    expect(
      due('arbitration-award', '2026-05-15', {
        stops: [{ from: '2026-05-31', to: '2026-07-25' }],
        extensions: [{ on: '2026-08-18' }],
      }).natural,
    ).toBe('2026-09-07');
  });

  test('may be agreed without a cap if the law sets none, by an amount or to a date', () => {
    expect(due('mediation-period', '2026-05-12', { extensions: [{ amount: 30 }, { amount: 10 }] }).natural).toBe(
      '2026-07-06',
    );
    expect(due('mediation-period', '2026-05-12', { extensions: [{ until: '2026-06-30' }] }).dueDate).toBe('2026-06-30');
    expect(due('mediation-period', '2026-05-12', { extensions: [{ until: '2026-05-20' }] }).dueDate).toBe('2026-05-27');
  });

  test.each([
    ['one that the law does not provide', 'arbitration-acceptance', [{ amount: 1 }], 'NOT_EXTENDABLE'],
    ['more than the law allows', 'arbitration-award', [{ amount: 16 }], 'EXTENSION_TOO_LONG'],
    ['a second one if the law allows one', 'arbitration-award', [{ amount: 10 }, { amount: 5 }], 'EXTENSION_TOO_LONG'],
    ['a date if the law sets days', 'arbitration-award', [{ until: '2026-12-31' }], 'AMOUNT_NEEDED'],
    ['one of unknown length', 'mediation-period', [{}], 'AMOUNT_NEEDED'],
  ])('refuses %s', (_, id, extensions, code) => {
    expect(() => due(id, '2026-05-12', { extensions })).toThrow(expect.objectContaining({ code }));
  });
});

describe('lengths', () => {
  test('as agreed: days, another unit, or a date, which moves off a rest day like any last day', () => {
    expect(due('negotiation-performance', '2026-05-18', { amount: 30 }).dueDate).toBe('2026-06-17');
    expect(due('negotiation-performance', '2026-05-18', { amount: 2, unit: 'month' })).toMatchObject({
      natural: '2026-07-18',
      dueDate: '2026-07-20',
    });
    expect(due('negotiation-performance', '2026-05-18', { until: '2026-10-02' })).toMatchObject({
      amount: null,
      agreedUntil: '2026-10-02',
      natural: '2026-10-02',
      dueDate: '2026-10-08',
    });
  });

  test('within the bound of the law', () => {
    expect(due('litigation-evidence-ordinary', '2026-05-11', { amount: 20 }).dueDate).toBe('2026-06-01');
    expect(due('litigation-evidence-simple', '2026-05-11', { amount: 7 }).dueDate).toBe('2026-05-18');
    expect(due('arbitration-defence', '2026-05-11', { amount: 5 }).dueDate).toBe('2026-05-18');
  });

  test.each([
    ['none agreed', 'negotiation-period', {}, 'AMOUNT_NEEDED'],
    ['below the floor', 'litigation-evidence-ordinary', { amount: 14 }, 'AMOUNT_REFUSED'],
    ['above the cap', 'litigation-evidence-simple', { amount: 16 }, 'AMOUNT_REFUSED'],
    ['different from what the law sets', 'arbitration-award', { amount: 60 }, 'AMOUNT_REFUSED'],
    ['a date for a statutory limit', 'arbitration-award', { until: '2026-09-01' }, 'AMOUNT_REFUSED'],
    ['another unit', 'arbitration-defence', { amount: 5, unit: 'day' as const }, 'AMOUNT_REFUSED'],
    ['not a whole number', 'negotiation-period', { amount: 1.5 }, 'AMOUNT_REFUSED'],
    ['negative', 'negotiation-period', { amount: -1 }, 'AMOUNT_REFUSED'],
    ['unreasonably long', 'negotiation-period', { amount: 51, unit: 'year' as const }, 'AMOUNT_REFUSED'],
  ])('refuses a length that is %s', (_, id, more, code) => {
    expect(() => due(id, '2026-05-12', more)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a restart', () => {
  test('counts the whole period again and ignores what was before', () => {
    expect(
      due('arbitration-award', '2026-05-15', {
        restarts: [{ on: '2026-06-01', reason: '追加第三人' }],
        extensions: [{ on: '2026-05-20' }],
      }),
    ).toMatchObject({ trigger: '2026-05-15', from: '2026-06-01', natural: '2026-07-16', extensions: [] });
  });

  test('of a limitation counts only while it runs', () => {
    const restarts = [{ on: '2026-02-01' }];
    expect(due('arbitration-limitation', '2025-03-11', { restarts }).natural).toBe('2027-02-01');
    expect(due('arbitration-limitation', '2025-01-20', { restarts })).toMatchObject({
      natural: '2026-01-20',
      restarts: [],
    });
  });

  test('before the trigger does not count', () => {
    expect(due('arbitration-award', '2026-05-15', { restarts: [{ on: '2026-05-01' }] }).restarts).toEqual([]);
  });
});

describe('a provisional date', () => {
  test('depends on a year without a notice, by its last day or by the days counted', () => {
    expect(due('arbitration-award', '2026-11-10')).toMatchObject({ dueDate: '2026-12-25', provisional: false });
    expect(due('arbitration-defence', '2026-12-28')).toMatchObject({ provisional: true });
    expect(due('arbitration-limitation', '2010-05-10')).toMatchObject({ dueDate: '2011-05-10', provisional: true });
  });

  test('is sure once the notice is loaded', () => {
    const loaded = bindCalendar(
      {
        ...shippedCalendar,
        years: {
          ...shippedCalendar.years,
          2027: { ...shippedCalendar.years['2027']!, confidence: 'sure', notice: '国办发明电〔2026〕1号' },
        },
      },
      'v2',
    );
    expect(derive({ limit: limit('arbitration-award'), trigger: '2026-11-23', calendar: loaded })).toMatchObject({
      provisional: false,
      calendar: 'v2',
    });
  });
});

/** Counted by hand from the law and the official notices for 2025 and 2026. */
describe('further dates', () => {
  test.each([
    [
      'mediation-acceptance',
      '2026-02-13',
      '2026-02-25',
      false,
      'the make-up Saturday counts, the Spring Festival does not',
    ],
    ['arbitration-tribunal', '2026-09-29', '2026-10-12', false, 'the make-up Saturday after National Day counts'],
    ['negotiation-response', '2026-09-28', '2026-10-08', false, 'calendar days that end in the National Day break'],
    ['judicial-confirmation-application', '2026-01-31', '2026-03-02', false, 'thirty days are not a month'],
    ['litigation-trial-simple', '2026-05-31', '2026-08-31', false, 'a month that has the day'],
    ['litigation-trial-small', '2026-07-31', '2026-09-30', false, 'a month that lacks the day'],
    ['litigation-trial-ordinary', '2026-08-31', '2027-03-01', true, 'the last day of February is a Sunday'],
    ['arbitration-limitation', '2026-01-01', '2027-01-04', true, 'New Year of a year without a notice'],
    ['enforcement-application', '2024-02-29', '2026-02-28', false, 'two years from a leap day, a make-up Saturday'],
    ['arbitration-hearing-notice', '2026-02-26', '2026-02-12', false, 'backwards over the Spring Festival'],
  ] as const)('%s from %s is due on %s (provisional: %s): %s', (id, event, dueDate, provisional, _why) => {
    expect(due(id, event)).toMatchObject({ dueDate, provisional });
  });
});
