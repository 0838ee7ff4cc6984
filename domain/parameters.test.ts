import { parameterAt } from './parameterAt';
import { parameterSchema, type Parameter } from './parameters';

const wage = (region: string, from: string, value: number, to?: string): Parameter => ({
  name: 'minimumWage.monthly',
  region,
  from,
  ...(to && { to }),
  value,
  source: { title: '关于调整最低工资标准的通知' },
});
const parameters = [
  wage('340000', '2023-03-01', 1600, '2026-06-30'),
  wage('340000', '2026-07-01', 1800),
  wage('340100', '2023-03-01', 2060),
  wage('340100', '2026-03-01', 2300),
  wage('340826', '2023-03-01', 1500, '2025-12-31'),
];
const at = (region: string, day: string) => parameterAt(parameters, 'minimumWage.monthly', region, day)?.value;

test('returns the value of the nearest place that has one on that day', () => {
  expect(at('340111', '2026-02-28')).toBe(2060);
  expect(at('340111', '2026-03-01')).toBe(2300);
  expect(at('340202', '2026-06-30')).toBe(1600);
  expect(at('340202', '2026-07-01')).toBe(1800);
  expect(at('340826', '2025-12-31')).toBe(1500);
  expect(at('340826', '2026-01-01')).toBe(1600);
});

test('returns nothing without a value', () => {
  expect(at('340111', '2020-01-01')).toBeUndefined();
  expect(parameterAt(parameters, 'averageWage.annual', '340111', '2026-01-01')).toBeUndefined();
  expect(at('320100', '2026-01-01')).toBeUndefined();
});

test.each([
  ['no source', { source: undefined }],
  ['an end before its start', { to: '2020-01-01' }],
  ['a negative value', { value: -1 }],
  ['an unknown place', { region: '349999' }],
  ['an unknown field', { values: 1 }],
  ['a name with blanks', { name: 'minimum wage' }],
])('refuses one with %s', (_, change) =>
  expect(parameterSchema.safeParse({ ...parameters[1], ...change }).success).toBe(false),
);

test('accepts what an administrator enters', () => {
  expect(parameterSchema.parse(parameters[0])).toEqual(parameters[0]);
});
