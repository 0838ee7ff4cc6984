import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disputeFunctions } from '../domain/feel';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import { checkForm, type Form } from '../engine/form';

/** A Monday. */
const now = '2026-05-11T09:00:00+08:00';
const functions = disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] });

function problems(id: string, data: Record<string, unknown>, shown: Record<string, unknown> = {}) {
  const form = JSON.parse(readFileSync(join(__dirname, `forms/${id}.form`), 'utf8')) as Form;
  return checkForm(form.components, data, { ...functions, ...shown }, now).problems.map(({ path, code }) => [
    path,
    code,
  ]);
}
const agreed = (id: string) => ({
  decision: id === 'tribunal-mediation' ? 'agreed' : 'agree',
  terms: '支付工资',
  amount: 300,
  performWithinDays: 30,
});
const payment = (number: number, amount: number) => ({ number, due: '2026-06-01', amount });

it.each(['mediation-session', 'negotiation-meeting', 'tribunal-mediation'])(
  '%s accepts instalments that add up',
  (id) => {
    const found = (payments: unknown[], more = {}) =>
      problems(id, { ...agreed(id), payments, ...more }).filter(([path]) => path === 'payments');
    expect(found([])).toEqual([]);
    expect(found([payment(1, 100), payment(2, 200)], { instalments: 2 })).toEqual([]);
    expect(found([payment(1, 100), payment(2, 100)])).toEqual([['payments', 'CONTRADICTION']]);
    expect(found([payment(1, 100), payment(2, 200)], { instalments: 3 })).toEqual([['payments', 'CONTRADICTION']]);
  },
);

it.each([
  ['award', 'servedOnWorker', { decision: 'award' }],
  ['award', 'servedOnEmployer', { decision: 'award' }],
  ['judgment', 'servedOnWorker', {}],
  ['judgment', 'servedOnEmployer', {}],
  ['payment-order-issue', 'servedOn', { decision: 'issue' }],
  ['service', 'on', {}],
  ['set-aside-ruling', 'servedOn', {}],
  ['file-transfer', 'on', {}],
  ['judges', 'on', {}],
])('%s refuses a future day as %s', (id, key, more) => {
  const found = (day: string) => problems(id, { ...more, [key]: day }).filter(([path]) => path === key);
  expect([found('2026-05-11'), found('2026-05-12')]).toEqual([[], [[key, 'CONTRADICTION']]]);
});

it('schedules hearings on future working days', () => {
  const found = (hearingOn: string, shown = {}) =>
    problems('hearing-schedule', { decision: 'hearing', hearingOn }, shown);
  expect(found('2026-05-29')).toEqual([]);
  expect(found('2026-05-30')).toEqual([['hearingOn', 'CONTRADICTION']]);
  expect(found('2026-05-29', { daysOff: ['2026-05-29'] })).toEqual([['hearingOn', 'CONTRADICTION']]);
  expect(found('2026-05-08')).toEqual([['hearingOn', 'PASSED_DATE']]);
});

it('refuses an award before the day of the hearing', () => {
  const found = (hearing: unknown) => problems('award', { decision: 'award', content: '支付工资' }, { hearing });
  expect([found({ on: '2026-05-11' }), found(null), found({ on: '2026-05-12' })]).toEqual([
    [],
    [],
    [['decision', 'CONTRADICTION']],
  ]);
});

it('refuses a suit without claims', () => {
  expect(problems('suit', { decision: 'suit', claims: '　' })).toEqual([['claims', 'REQUIRED']]);
  expect(problems('suit', { decision: 'suit', claims: '支付工资' })).toEqual([]);
});
