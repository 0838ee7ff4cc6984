import { bindCalendar, shippedCalendar } from '../limits/calendar';
import { derive } from '../limits/derive';
import { limitOf, shippedRules } from '../limits/rules';
import { correct, correctionFaults } from './correct';
import { readLedger, servedEntry, type Entry } from './entry';
import { faultsOf } from './faults';
import { serviceMethods } from './methods';
import { dayOfService, noticesOf, served } from './served';

const calendar = bindCalendar(shippedCalendar);
const deadline = (limit: string, trigger: string) =>
  derive({ limit: limitOf(shippedRules, limit)!, trigger, calendar });
/** A Friday. */
const friday = '2026-05-15';

const entry = (more: Partial<Entry> = {}): Entry => ({
  id: 'i/employer',
  paper: 'award',
  recipient: 'employer',
  by: 'commission',
  madeOn: '2026-05-12',
  counts: ['suit-non-final-award'],
  attempts: [{ method: 'in-person', on: friday, result: 'received' }],
  ...more,
});

describe('the day of service', () => {
  it.each([
    // Left or posted up: three working days (Rules33 art. 20(2)); for a court that day itself (CPL 89).
    ['left', 'commission', '2026-05-20'],
    ['posted-up', 'commission', '2026-05-20'],
    ['left', 'court', friday],
    // Public notice: thirty days (CPL 95); the last one is a Sunday, so it moves.
    ['public-notice', 'commission', '2026-06-15'],
    ['public-notice', 'court', '2026-06-15'],
    ['in-person', 'commission', friday],
    ['post', 'commission', friday],
    ['electronic', 'court', friday],
    ['entrusted', 'court', friday],
  ] as const)('%s by the %s', (method, by, day) => {
    expect(dayOfService(method, friday, by, deadline)).toBe(day);
  });

  it('states its rule with the article, in both languages, for every method', () => {
    for (const method of serviceMethods.codes)
      for (const by of ['commission', 'court'] as const) {
        const { basis } = served(entry({ by, attempts: [{ method, on: friday, result: 'received' }] }), deadline);
        expect([method, basis.zh.length > 0, basis.en.length > 0, basis.source.length > 0]).toEqual([
          method,
          true,
          true,
          true,
        ]);
      }
  });

  it('excludes the days of a public notice from the time limit, but only until the recipient appeared', () => {
    const notice = { method: 'public-notice', on: friday, result: 'received' } as const;
    const came = { method: 'in-person', on: '2026-05-25', result: 'received' } as const;
    expect(noticesOf([entry({ attempts: [notice], servedOn: '2026-06-15' })])).toMatchObject([
      { from: friday, to: '2026-06-16' },
    ]);
    expect(noticesOf([entry({ attempts: [notice, came], servedOn: '2026-05-25' })])).toMatchObject([
      { from: friday, to: '2026-05-25' },
    ]);
    expect(noticesOf([entry({ servedOn: friday })])).toEqual([]);
  });
});

describe('a correction', () => {
  const ledger = [entry({ servedOn: friday }), entry({ id: 'i/worker', recipient: 'worker', servedOn: friday })];
  const wanted = { paper: 'award', recipient: 'employer', day: '2026-05-19', why: '回执', on: '2026-05-22' };

  it('changes only that entry, keeps the former day, and reports what it moves', () => {
    const found = correct(ledger, wanted, deadline)!;
    expect(found.ledger.map(({ servedOn }) => servedOn)).toEqual(['2026-05-19', friday]);
    expect(found.entry.corrected).toEqual([{ from: friday, to: '2026-05-19', why: '回执', on: '2026-05-22' }]);
    expect(found.moved).toMatchObject([{ limit: 'suit-non-final-award', from: '2026-06-01', to: '2026-06-03' }]);
    expect(found.told.text.zh).toContain('原至2026-06-01，现至2026-06-03');
    expect(found.told.text.en).toContain('until 2026-06-01 before, until 2026-06-03 now');
  });

  it('says which period had lapsed by the former day and has not by the new one', () => {
    const late = correct(ledger, { ...wanted, on: '2026-06-02' }, deadline)!;
    expect(late.told.text.zh).toContain('按新日期尚未届满');
    expect(correct(ledger, wanted, deadline)!.told.text.zh).not.toContain('尚未届满');
  });

  it('finds nothing if nothing was served', () => {
    expect(correct(ledger, { ...wanted, paper: 'defence' }, deadline)).toBeUndefined();
    expect(correct([entry()], wanted, deadline)).toBeUndefined();
  });

  it.each([
    ['2026-05-19', 0],
    // In the future, before the paper was made, and no change at all.
    ['2026-05-23', 1],
    ['2026-05-11', 1],
    [friday, 1],
  ])('to %s has %i faults', (day, faults) => {
    expect(correctionFaults(ledger, { paper: 'award', recipient: 'employer', day }, '2026-05-22')).toHaveLength(faults);
  });

  it('of a paper that was never served is refused', () => {
    expect(correctionFaults([], { paper: 'award', recipient: 'worker', day: friday }, friday)).toHaveLength(1);
  });
});

describe('a ledger', () => {
  it('skips anything that is not an entry', () => {
    const good = entry({ servedOn: friday });
    expect(readLedger([null, 1, 'x', {}, good, { ...good, attempts: 'none' }])).toHaveLength(1);
    expect(readLedger(null)).toEqual([]);
    // FEEL treats a list of one item as that item.
    expect(readLedger(good)).toHaveLength(1);
  });

  it('counts from the last effective service of a paper', () => {
    const again = entry({ id: 'j/employer', servedOn: '2026-05-20' });
    expect(servedEntry([entry({ servedOn: friday }), again, entry()], 'award', 'employer')?.id).toBe('j/employer');
  });
});

it('refuses with the article and what to do', () => {
  const about = { paper: 'award', by: 'commission', madeOn: '2026-05-12' };
  const [fault] = faultsOf({ method: 'electronic', day: friday }, about, friday, deadline);
  expect(fault).toMatchObject({ field: 'method' });
  expect(fault!.zh).toMatch(/请改用其他方式.*第59条/);
  expect(fault!.en).toMatch(/choose another method.*art\. 59/);
  // Unreadable input is ignored.
  expect(faultsOf('x', null, friday, deadline)).toEqual([]);
  expect(faultsOf({ day: 'never', method: 7 }, about, friday, deadline)).toEqual([]);
});
