import { Temporal } from 'temporal-polyfill';
import { addTo, dayOfWeek, daysBetween, endOf, instantOn, isDay, NotADate, toDay } from './dates';

test.each([
  ['2026-05-11', '2026-05-11'],
  ['2026-05-11T09:00:00+08:00', '2026-05-11'],
  ['2026-05-11T16:00:00Z', '2026-05-12'],
  ['2026-05-11T15:59:59.999Z', '2026-05-11'],
  ['2026-05-11T20:00:00-05:00', '2026-05-12'],
  ['2026-05-11T23:30:00', '2026-05-11'],
  ['2026-05-11T23:30:00+08:00[Asia/Shanghai]', '2026-05-11'],
  ['2026-05-11T23:30:00@Asia/Shanghai', '2026-05-11'],
  [Temporal.PlainDate.from('2026-05-11'), '2026-05-11'],
  [Temporal.Instant.from('2026-05-11T16:00:00Z'), '2026-05-12'],
  [Temporal.ZonedDateTime.from('2026-05-11T23:30:00+08:00[+08:00]'), '2026-05-11'],
])('the day of %s in Shanghai is %s', (given, day) => expect(toDay(given)).toBe(day));

test.each([
  null,
  undefined,
  '',
  'tomorrow',
  '2026-02-30',
  '2026-13-01',
  '2026-2-3',
  '11/05/2026',
  20260511,
  '2026-05-11T25:00:00+08:00',
  '2026-02-30T09:00:00+08:00',
  '1899-12-31',
  '2200-01-01',
  '0026-05-11T00:00:00Z',
  {},
  [],
])('%p is not a date', (given) => expect(() => toDay(given)).toThrow(NotADate));

test('says in both languages what is not a date', () => {
  expect(() => toDay('明天')).toThrow(
    expect.objectContaining({
      zh: expect.stringContaining('“明天”不是日期'),
      en: expect.stringContaining('is not a date'),
    }),
  );
});

test('a day must exist in the calendar', () => {
  expect(['2024-02-29', '2026-02-28'].every(isDay)).toBe(true);
  expect(['2026-02-29', '2026-04-31', '2026-1-1', '2026-01-01T00:00:00Z', 20260101, null].some(isDay)).toBe(false);
});

test('months and years keep the day of the month, or take the last day of a shorter month (民法典 202)', () => {
  expect(addTo('2026-01-31', 1, 'month')).toBe('2026-02-28');
  expect(addTo('2024-02-29', 1, 'year')).toBe('2025-02-28');
  expect(addTo('2025-12-31', 2, 'month')).toBe('2026-02-28');
  expect(addTo('2026-03-31', -1, 'month')).toBe('2026-02-28');
});

test('a period ends at 24:00 of its last day', () => {
  expect(endOf('2026-12-31')).toBe('2027-01-01T00:00:00+08:00');
  expect(instantOn('2026-05-22', '08:00')).toBe('2026-05-22T08:00:00+08:00');
  expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  expect(dayOfWeek('2026-11-23')).toBe(1);
});
