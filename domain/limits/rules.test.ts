import { limitOf, rulesSchema, shippedRules } from './rules';
import { thresholdValue } from './thresholds';

test('the shipped rules are valid: 84 limits and 7 thresholds with unique ids', () => {
  expect(rulesSchema.safeParse(shippedRules).error?.issues).toBeUndefined();
  expect(new Set(shippedRules.limits.map(({ id }) => id)).size).toBe(84);
  expect(new Set(shippedRules.thresholds.map(({ id }) => id)).size).toBe(7);
});

test('three, five and ten days of the arbitration rules are working days, fifteen and forty-five calendar days (Rules33 art. 80)', () => {
  for (const { id, amount, unit, source } of shippedRules.limits.filter(({ stage }) => stage === 'arbitration')) {
    if (!source.some(({ law, article }) => law.startsWith('劳动人事争议仲裁办案规则') && article === '80')) continue;
    expect([id, unit]).toEqual([id, [3, 5, 10].includes(amount!) ? 'workingDay' : 'day']);
  }
});

test('finds rows by id', () => {
  expect(limitOf(shippedRules, 'arbitration-award')).toMatchObject({
    amount: 45,
    unit: 'day',
    extension: { amount: 15, once: true },
  });
  expect(limitOf(shippedRules, 'nothing')).toBeUndefined();
  expect(thresholdValue('collective-representatives')).toEqual([3, 5]);
  expect(() => thresholdValue('nothing')).toThrow(RangeError);
});

test.each([
  ['an unknown field', { days: 3 }],
  ['no article', { source: [] }],
  ['an unknown unit', { unit: 'week' }],
  ['half a day', { amount: 1.5 }],
])('refuses a limit with %s', (_, change) => {
  const limits = [{ ...shippedRules.limits[0], ...change }];
  expect(rulesSchema.safeParse({ ...shippedRules, limits }).success).toBe(false);
});
