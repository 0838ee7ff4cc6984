import { getDayDetail } from 'chinese-days';
import { bindCalendar, calendarSchema, calendarYearSchema, shippedCalendar, withYear } from './calendar';
import { addTo, daysBetween } from './dates';

const calendar = bindCalendar(shippedCalendar);
const year = shippedCalendar.years['2026']!;

test('the shipped calendar is valid', () => {
  expect(calendarSchema.safeParse(shippedCalendar).error?.issues).toBeUndefined();
});

test.each(['2023', '2024', '2025', '2026'])('every day of %s agrees with chinese-days', (name) => {
  const first = `${name}-01-01`;
  const days = Array.from({ length: daysBetween(first, `${name}-12-31`) + 1 }, (_, at) => addTo(first, at, 'day'));
  const differing = days.filter((day) => calendar.isWorkingDay(day) !== getDayDetail(day).work);
  expect(differing).toEqual([]);
});

test.each([
  [
    '2026-09-25',
    { working: false, why: 'statutory', name: { zh: '中秋节', en: 'Mid-Autumn Festival' }, announced: true },
  ],
  ['2026-02-20', { working: false, why: 'break', name: { zh: '春节', en: 'Spring Festival' }, announced: true }],
  ['2026-02-14', { working: true, why: 'makeup', announced: true }],
  ['2026-05-16', { working: false, why: 'weekend', announced: true }],
  ['2026-05-15', { working: true, why: 'weekday', announced: true }],
  ['2027-10-01', { working: false, why: 'statutory', name: { zh: '国庆节', en: 'National Day' }, announced: false }],
  ['2030-01-02', { working: true, why: 'weekday', announced: false }],
])('%s', (day, kind) => expect(calendar.kindOf(day)).toEqual(kind));

test('accepts a new notice, including one that reaches into the preceding December', () => {
  const notice = {
    ...shippedCalendar.years['2027']!,
    confidence: 'sure' as const,
    notice: '国办发明电〔2026〕1号',
    holidays: [{ zh: '元旦', en: "New Year's Day", from: '2026-12-31', to: '2027-01-02', statutory: ['2027-01-01'] }],
    offDays: ['2026-12-31', '2027-01-01', '2027-01-02'],
    statutoryDayCount: 1,
  };
  const next = withYear(shippedCalendar, 2027, calendarYearSchema.parse(notice), '2026-12-01');
  expect(calendarSchema.safeParse(next).success).toBe(true);
  expect(bindCalendar(next).kindOf('2026-12-31')).toMatchObject({ working: false, why: 'break' });
  expect(bindCalendar(next).version).toBe('2026-12-01');
  expect(shippedCalendar.years['2027']!.confidence).toBe('statutory-only');
});

test.each([
  ['a day off outside any break', { ...year, offDays: [...year.offDays, '2026-03-03'] }],
  ['a make-up working day on a weekday', { ...year, makeupWorkdays: ['2026-03-03'] }],
  ['a make-up working day that is off', { ...year, makeupWorkdays: ['2026-05-02'] }],
  ['a statutory day outside its break', { ...year, holidays: [{ ...year.holidays[0]!, statutory: ['2026-03-03'] }] }],
  ['a break that ends before it begins', { ...year, holidays: [{ ...year.holidays[0]!, to: '2025-12-31' }] }],
  ['a wrong count of statutory days', { ...year, statutoryDayCount: 11 }],
  ['a sure year without its notice', { ...year, notice: null }],
  ['a day that does not exist', { ...year, makeupWorkdays: ['2026-02-30'] }],
  ['an unknown field', { ...year, holiday: [] }],
])('refuses %s', (_, data) => expect(calendarYearSchema.safeParse(data).success).toBe(false));

test('refuses a year with days of another year', () => {
  expect(calendarSchema.safeParse({ ...shippedCalendar, years: { 2028: year } }).success).toBe(false);
});
