import fc from 'fast-check';
import { addTo } from '../limits/dates';
import { toFen } from '../money';
import { parameterSchema, type Parameter } from '../parameters';
import { shippedParameters } from '../shippedParameters';
import { basisOf, calculate, calculations, type Entered } from '.';
import worked from './worked-claims.json';

const today = '2026-03-01';
const row = (name: string, region: string, from: string, to: string, value: number): Parameter => ({
  name,
  region,
  from,
  to,
  value,
  source: { title: '试验用' },
});
const parameters: Parameter[] = [
  row('averageWage.city', '340100', '2024-01-01', '2024-12-31', 119_182),
  row('averageWage.city', '340100', '2025-01-01', '2025-12-31', 120_000),
  row('minimumWage.monthly', '340100', '2024-01-01', '2025-06-30', 2000),
  row('minimumWage.monthly', '340100', '2025-07-01', '2025-12-31', 2200),
  row('heatAllowance.daily', '340000', '2025-01-01', '2025-12-31', 15),
];
const calculation = (code: string) => calculations.find((each) => each.code === code)!;
const outcome = (code: string, entered: Entered, known: Parameter[] = parameters) =>
  calculate(calculation(code), entered, known, today);

/** The result, which has to be one. */
function result(code: string, entered: Entered, known?: Parameter[]) {
  const found = outcome(code, entered, known);
  if (!('result' in found)) throw new Error(JSON.stringify(found));
  return found.result;
}

/** The keys of the fields that are refused; empty if there is a result. */
function refused(code: string, entered: Entered, known?: Parameter[]): string[] {
  const found = outcome(code, entered, known);
  return 'refusals' in found ? found.refusals.map(({ key }) => key) : [];
}

/** Worked by hand, from the articles alone. */
test.each(worked as { claim: string; law: string; entered: Entered; yuan: string }[])(
  '$claim $law: $yuan',
  ({ claim, entered, yuan }) => {
    const { fen, steps, hints } = result(claim, entered);
    expect(fen).toBe(toFen(yuan));
    for (const { zh, en } of [...steps, ...hints]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object/);
      expect(en.length).toBeGreaterThan(5);
    }
  },
);

const place = '340111';
const leaving = { ground: 'mutual', started: '2020-01-01', ended: '2025-12-31', wage: '8000', place };
test.each<[string, string, Entered, string[]]>([
  ['nothing', 'unpaid-wages', {}, ['wage', 'months']],
  ['a negative wage', 'unpaid-wages', { wage: '-1', months: '1' }, ['wage']],
  ['words for a number', 'unpaid-wages', { wage: '五千', months: '1' }, ['wage']],
  ['a third decimal', 'unpaid-wages', { wage: '5000.001', months: '1' }, ['wage']],
  ['half a month', 'unpaid-wages', { wage: '5000', months: '1.5' }, ['months']],
  ['an absurd wage', 'unpaid-wages', { wage: '99999999999', months: '1' }, ['wage']],
  ['an exponent', 'unpaid-wages', { wage: '1e9', months: '1' }, ['wage']],
  ['no time at all', 'unpaid-wages', { wage: '5000', months: '0' }, ['months']],
  ['more paid than was due', 'unpaid-wages', { wage: '5000', months: '1', paid: '5000' }, ['paid']],
  ['irregular hours', 'overtime', { system: 'irregular', wage: '5000', workdays: '9' }, ['system']],
  ['no hours', 'overtime', { system: 'standard', wage: '5000' }, ['workdays']],
  ['an unknown system', 'overtime', { system: 'x', wage: '5000', workdays: '1' }, ['system']],
  [
    'a contract within the month',
    'double-wages',
    { kind: 'none', started: '2025-01-01', until: '2025-01-31', how: 'signed', wage: '5000' },
    ['until'],
  ],
  [
    'a contract before the work',
    'double-wages',
    { kind: 'none', started: '2025-01-01', until: '2024-12-31', how: 'signed', wage: '5000' },
    ['until'],
  ],
  [
    'more days than there were',
    'double-wages',
    { kind: 'none', started: '2025-01-10', until: '2025-03-12', how: 'left', wage: '5000', days: '9' },
    ['days'],
  ],
  ['work before the Law', 'double-wages', { kind: 'none', started: '2007-01-01', wage: '5000' }, ['started']],
  ['leaving before starting', 'severance', { ...leaving, ended: '2019-12-31' }, ['ended']],
  ['leaving in the future', 'severance', { ...leaving, ended: '2026-03-02' }, ['ended']],
  ['no such day', 'severance', { ...leaving, started: '2020-02-30' }, ['started']],
  ['leaving before 2008', 'severance', { ...leaving, started: '2001-01-01', ended: '2007-12-31' }, ['ended']],
  ['the average of a year for that of a month', 'severance', { ...leaving, average: '119182' }, ['average']],
  ['an own resignation', 'severance', { ...leaving, ground: 'resigned' }, ['ground']],
  ['misconduct', 'severance', { ...leaving, ground: 'misconduct' }, ['ground']],
  ['a place elsewhere', 'severance', { ...leaving, place: '110101' }, ['place']],
  ['damages and the job', 'unlawful-termination', { ...leaving, wish: 'back' }, ['wish']],
  ['thirty days of notice', 'notice-pay', { ground: 'unfit', days: '30', ended: '2025-10-31', wage: '5000' }, ['days']],
  [
    'notice pay for misconduct',
    'notice-pay',
    { ground: 'other', days: '0', ended: '2025-10-31', wage: '5000' },
    ['ground'],
  ],
  [
    'leave in the first year',
    'annual-leave',
    { year: '2024', service: '0.9', taken: '0', wage: '5000', why: 'employer' },
    ['service'],
  ],
  ['leave given up', 'annual-leave', { year: '2024', service: '3', taken: '0', wage: '5000', why: 'own' }, ['why']],
  [
    'leave all taken',
    'annual-leave',
    { year: '2024', service: '3', taken: '5', wage: '5000', why: 'employer' },
    ['taken'],
  ],
  [
    'leave of a year under way',
    'annual-leave',
    { year: '2026', service: '3', taken: '0', wage: '5000', why: 'employer' },
    ['to'],
  ],
  [
    'leaving in another year',
    'annual-leave',
    { year: '2024', service: '3', taken: '0', wage: '5000', why: 'employer', to: '2025-01-01' },
    ['to'],
  ],
  [
    'an unknown minimum wage',
    'minimum-wage',
    { place, from: '2019-01-01', to: '2019-02-01', paid: '100' },
    ['standard'],
  ],
  ['a wage above the minimum', 'minimum-wage', { place, from: '2025-01-01', to: '2025-12-31', paid: '2200' }, ['paid']],
  ['months the wrong way round', 'minimum-wage', { place, from: '2025-05-01', to: '2025-04-30', paid: '100' }, ['to']],
  ['an unknown rate for heat', 'heat-allowance', { place, day: '2023-08-01', days: '10' }, ['standard']],
])('refuses %s', (_, code, entered, keys) => {
  expect(refused(code, entered)).toEqual(keys);
});

test('says what rests on a figure that is not certain', () => {
  const high = { ...leaving, wage: '40000', ended: '2026-02-28' };
  expect(result('severance', { ...high, ended: '2025-12-31' }).provisional).toEqual([]);
  // The average of the year before has not been entered yet: the last one, and says so.
  expect(result('severance', high)).toMatchObject({
    fen: 30_000_00 * 6.5,
    provisional: [{ zh: expect.stringContaining('2026年适用的数还没有录入') }],
  });
  // There is none: no cap, and says so; with the figure entered by hand there is no doubt.
  expect(result('severance', high, [])).toMatchObject({
    fen: 40_000_00 * 6.5,
    provisional: [{ zh: expect.stringContaining('没有检查三倍封顶') }],
  });
  expect(result('severance', { ...high, average: '10000' }, [])).toMatchObject({
    fen: 30_000_00 * 6.5,
    provisional: [],
  });
  // What ships is provisional, and says so where it decides.
  expect(result('severance', { ...high, ended: '2024-12-31' }, shippedParameters).provisional).toHaveLength(1);
  expect(result('severance', { ...leaving, ended: '2024-12-31' }, shippedParameters).provisional).toEqual([]);
  for (const each of shippedParameters) expect(parameterSchema.safeParse(each).success).toBe(true);
});

test('gives the basis as text that fits a claim', () => {
  const found = result('severance', leaving);
  expect(basisOf(calculation('severance'), found, 'zh')).toMatch(
    /^计算依据（经济补偿（N））：48000.00元\n1\. 应当支付经济补偿[^]*法律依据：劳动合同法第46条/,
  );
  expect(basisOf(calculation('severance'), found, 'en')).not.toMatch(/\p{Script=Han}{8}/u);
  for (const { claim, entered } of worked as { claim: string; entered: Entered }[])
    expect(basisOf(calculation(claim), result(claim, entered), 'en').length).toBeLessThan(3000);
});

test('never breaks, whatever is typed', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '0',
      '1',
      '23',
      '5000',
      '0.01',
      '2025-01-31',
      '2024-02-29',
      '1999-12-31',
      '340111',
      '340000',
      'none',
      'open-ended',
      'left',
      'signed',
      'standard',
      'mutual',
      'expired',
      'damages',
      'employer',
      '__proto__',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...calculations), fc.infiniteStream(text), (each, texts) => {
      const entered = Object.fromEntries(each.fields.map(({ key }) => [key, texts.next().value!]));
      const found = calculate(each, entered, parameters, today);
      if ('refusals' in found) return found.refusals.length > 0 && found.refusals.every(({ zh, en }) => zh && en);
      return Number.isSafeInteger(found.result.fen) && found.result.fen >= 0;
    }),
    { numRuns: 3000 },
  );
});

const cents = fc.integer({ min: 1, max: 20_000_000 });
const yuan = (fen: number) => (fen / 100).toFixed(2);

test('a higher wage never gives less, where the cap of twelve years is out of reach', () => {
  const wages = worked.filter(
    ({ claim, entered }) =>
      !['minimum-wage', 'heat-allowance'].includes(claim) &&
      !('paid' in entered) &&
      !/^(19|200)/.test((entered as Entered).started ?? ''),
  ) as { claim: string; entered: Entered }[];
  fc.assert(
    fc.property(fc.constantFrom(...wages), cents, cents, ({ claim, entered }, a, b) => {
      if (entered.started && entered.ended && entered.ended > addTo(entered.started, 12, 'year')) return true;
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
        (fen) => result(claim, { ...entered, wage: yuan(fen) }).fen,
      );
      return less! <= more!;
    }),
  );
});

test('leave in proportion never exceeds the entitlement, nor damages twice the capped severance', () => {
  const day = fc.integer({ min: 0, max: 365 });
  fc.assert(
    fc.property(day, day, fc.constantFrom(5, 12, 20), (a, b, service) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)].map((days) => addTo('2024-01-01', days, 'day'));
      const found = outcome('annual-leave', {
        year: '2024',
        service: String(service),
        from,
        to,
        taken: '0',
        wage: '2175',
        why: 'employer',
      });
      return 'refusals' in found || found.result.fen <= (service >= 20 ? 15 : service >= 10 ? 10 : 5) * 200_00;
    }),
  );
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 6000 }), (wage, days) => {
      const entered = { ...leaving, wish: 'damages', started: addTo('2025-12-31', -days, 'day'), wage: yuan(wage) };
      const [single, double] = [result('severance', entered).fen, result('unlawful-termination', entered).fen];
      // Each is rounded once, at its end.
      return Math.abs(double - 2 * single) <= 1 && double <= Math.max(2 * 30_000_00 * 17, 2 * 2200_00 * 17);
    }),
  );
});
