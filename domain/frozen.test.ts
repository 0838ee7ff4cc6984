import { disputeFunctions } from './feel';
import { bindCalendar, shippedCalendar } from './limits/calendar';
import { shippedRules } from './limits/rules';
import * as day from './service/day';
import * as entry from './service/entry';
import * as fields from './fields';
import * as terms from './terms/terms';

const functions = disputeFunctions({
  calendar: bindCalendar(shippedCalendar),
  rules: shippedRules,
  parameters: [],
}) as Record<string, (...args: unknown[]) => unknown>;

/** As Temporal freezes what modules of workflow code export: what cannot be frozen is left. */
function deepFreeze(value: unknown, seen = new WeakSet<object>()): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  if (typeof value === 'object')
    for (const name of Reflect.ownKeys(value)) {
      const inner = (value as Record<PropertyKey, unknown>)[name];
      try {
        deepFreeze(inner, seen);
      } catch {
        // Left as it is.
      }
    }
  Object.freeze(value);
}

it('reads terms and services in a workflow, where everything loaded is frozen', () => {
  for (const exported of [terms, entry, day, fields]) Object.values(exported).forEach((each) => deepFreeze(each));
  const obligations = [
    { obligor: 'employer', obligee: 'worker:2', amount: '8.5', within: 10, instalments: [{ amount: 8.5, due: null }] },
  ];
  expect(functions['terms total']!({ obligations, unanswered: [{ claim: 1, result: 'given-up' }] })).toBe(8.5);
  expect(functions['terms total']!({ obligations: [{ obligor: 'x', obligee: 'y', amount: -1 }] })).toBeNull();
  expect(functions['terms of']!({ draft: { terms: '支付', amount: 3 } }, 'worker')).toMatchObject({
    obligations: [{ amount: 3 }],
  });
  const served = {
    id: 'a/worker',
    paper: 'award',
    recipient: 'worker',
    by: 'commission',
    servers: ['arbitrator'],
    madeOn: '2026-05-11',
    counts: [],
    until: null,
    attempts: [{ method: 'in-person', on: '2026-05-11', result: 'received' }],
    servedOn: null,
  };
  expect(functions['service attempts']!(served)).toBeTruthy();
});
