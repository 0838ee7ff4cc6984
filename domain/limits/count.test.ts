import fc from 'fast-check';
import { bindCalendar, shippedCalendar } from './calendar';
import { countWorkingDays, countWorkingDaysBack, workingDaysBetween } from './count';
import { addTo, daysBetween, type Day } from './dates';
import { derive } from './derive';
import { limitOf, shippedRules, type Limit } from './rules';
import { daysStopped, merged, isStopped } from './stops';

const calendar = bindCalendar(shippedCalendar);
const day = fc.integer({ min: 0, max: 5 * 365 }).map((n) => addTo('2022-06-01', n, 'day'));
const stop = fc
  .record({ from: day, length: fc.integer({ min: 0, max: 120 }) })
  .map(({ from, length }) => ({ from, to: addTo(from, length, 'day') }));
const forward = fc.constantFrom(
  ...shippedRules.limits.filter(({ direction, amount }) => direction === 'after' && amount !== null),
);
const due = (limit: Limit, trigger: Day, stops: { from: Day; to?: Day }[] = []) =>
  derive({ limit, trigger, calendar, stops });
const check = <Values>(property: fc.IPropertyWithHooks<Values>) => fc.assert(property, { numRuns: 300 });

describe('counting', () => {
  test('never ends before the natural day or on a rest day', () => {
    check(
      fc.property(forward, day, (limit, trigger) => {
        const { natural, dueDate } = due(limit, trigger);
        expect(dueDate! >= natural!).toBe(true);
        expect(calendar.isWorkingDay(dueDate!)).toBe(true);
      }),
    );
  });

  test('is monotonic: a later trigger is never due earlier', () => {
    check(
      fc.property(forward, day, fc.integer({ min: 0, max: 40 }), (limit, trigger, more) => {
        expect(due(limit, trigger).dueDate! <= due(limit, addTo(trigger, more, 'day')).dueDate!).toBe(true);
      }),
    );
  });

  test('is monotonic: a longer length is never due earlier', () => {
    const limit = limitOf(shippedRules, 'mediation-performance')!;
    const length = fc.record({
      amount: fc.integer({ min: 0, max: 200 }),
      unit: fc.constantFrom('day' as const, 'workingDay' as const, 'month' as const),
    });
    check(
      fc.property(length, day, fc.integer({ min: 0, max: 30 }), ({ amount, unit }, trigger, more) => {
        const at = (n: number) => derive({ limit, trigger, calendar, amount: n, unit }).dueDate!;
        expect(at(amount) <= at(amount + more)).toBe(true);
      }),
    );
  });

  test('calendar days: the natural day is exactly that many days after the trigger', () => {
    const days = fc.constantFrom(
      ...shippedRules.limits.filter(
        ({ direction, unit, amount }) => direction === 'after' && unit === 'day' && amount !== null,
      ),
    );
    check(
      fc.property(days, day, (limit, trigger) =>
        expect(daysBetween(trigger, due(limit, trigger).natural!)).toBe(limit.amount),
      ),
    );
  });

  test('working days: the number of working days after the trigger up to the due day equals the limit', () => {
    const days = fc.constantFrom(...shippedRules.limits.filter(({ unit }) => unit === 'workingDay'));
    check(
      fc.property(days, day, (limit, trigger) => {
        const { natural, dueDate } = due(limit, trigger);
        expect(dueDate).toBe(natural);
        const counted =
          limit.direction === 'after'
            ? workingDaysBetween(trigger, dueDate!, calendar)
            : -workingDaysBetween(addTo(trigger, -1, 'day'), addTo(dueDate!, -1, 'day'), calendar);
        expect(counted).toBe(limit.amount);
      }),
    );
  });

  test('n working days after a day and n before the result return to it', () => {
    check(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const there = countWorkingDays(from, n, calendar, []).day!;
        const back = countWorkingDaysBack(there, n, calendar).day!;
        expect(back <= from || !calendar.isWorkingDay(from)).toBe(true);
        expect(workingDaysBetween(from, there, calendar)).toBe(n);
        expect(workingDaysBetween(there, from, calendar)).toBe(-n);
      }),
    );
  });
});

describe('a clock that was stopped', () => {
  const award = limitOf(shippedRules, 'arbitration-award')!;

  test('is never due earlier than one that ran, or while it is stopped', () => {
    check(
      fc.property(forward, day, fc.array(stop, { maxLength: 4 }), (limit, trigger, stops) => {
        const { dueDate } = due(limit, trigger, stops);
        expect(dueDate! >= due(limit, trigger).dueDate!).toBe(true);
        expect(isStopped(merged(stops), dueDate!)).toBe(false);
      }),
    );
  });

  test('counts exactly the days on which it ran', () => {
    check(
      fc.property(day, fc.array(stop, { maxLength: 4 }), (trigger, stops) => {
        const natural = due(award, trigger, stops).natural!;
        const stopped = merged(stops).reduce((sum, each) => sum + daysStopped(each, trigger, natural), 0);
        expect(daysBetween(trigger, natural) - stopped).toBe(45);
      }),
    );
  });

  test('ignores the order of the intervals and those that ended before the trigger', () => {
    check(
      fc.property(day, fc.array(stop, { maxLength: 4 }), (trigger, stops) => {
        const { dueDate } = due(award, trigger, stops);
        expect(due(award, trigger, [...stops].reverse()).dueDate).toBe(dueDate);
        expect(due(award, trigger, [...stops, { from: addTo(trigger, -50, 'day'), to: trigger }]).dueDate).toBe(
          dueDate,
        );
      }),
    );
  });

  test('has no date while stopped, and continues where it was', () => {
    check(
      fc.property(day, fc.integer({ min: 1, max: 45 }), fc.integer({ min: 1, max: 100 }), (trigger, after, length) => {
        const from = addTo(trigger, after, 'day');
        expect(due(award, trigger, [{ from }])).toMatchObject({ dueDate: null, due: null, stopped: true });
        expect(due(award, trigger, [{ from, to: addTo(from, length, 'day') }]).natural).toBe(
          addTo(trigger, 45 + length, 'day'),
        );
      }),
    );
  });
});

test('intervals are merged if they touch or overlap', () => {
  expect(
    merged([
      { from: '2026-03-10', to: '2026-03-12', reason: 'b' },
      { from: '2026-03-01', to: '2026-03-05', reason: 'a' },
      { from: '2026-03-05', to: '2026-03-07', reason: 'a' },
      { from: '2026-03-20', to: '2026-03-20' },
      { from: '2026-03-11', reason: 'c' },
      { from: '2026-04-01', to: '2026-04-02' },
    ]),
  ).toEqual([
    { from: '2026-03-01', to: '2026-03-07', reason: 'a' },
    { from: '2026-03-10', reason: 'b；c' },
  ]);
});
