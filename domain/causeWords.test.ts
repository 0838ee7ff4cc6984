import { causes, type Cause } from './causes';
import { isMeant } from './causeWords';

const found = (typed: string): Cause[] => causes.codes.filter((code) => isMeant(code, typed, causes.name(code, 'zh')));

test.each<[string, Cause]>([
  ['工资', 'wages'],
  ['劳动报酬', 'wages'],
  ['欠薪', 'wages'],
  ['加班费', 'overtime'],
  ['辞退', 'severance'],
  ['2n', 'unlawful-termination'],
  ['没签合同', 'double-wages'],
  ['年假', 'annual-leave'],
  ['社保', 'social-insurance'],
  ['工伤', 'injury'],
  ['wages', 'wages'],
])('%s finds %s', (typed, cause) => {
  expect(found(typed)).toContain(cause);
});

test('an empty search shows all, nonsense none', () => {
  expect(found('')).toEqual(causes.codes);
  expect(found('qqq')).toEqual([]);
});
