import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { bindCalendar, shippedCalendar } from '../limits/calendar';
import { shippedRules } from '../limits/rules';
import { disputeFunctions } from '../feel';

/** Freezes everything reachable from a module's exports, as the worker does with modules shared by workflows. */
function deepFreeze(value: unknown, seen = new Set<unknown>()): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  for (const name of Reflect.ownKeys(value)) {
    const { value: held } = Object.getOwnPropertyDescriptor(value, name) ?? {};
    deepFreeze(held, seen);
  }
  if (!ArrayBuffer.isView(value)) Object.freeze(value);
}

it('works in a workflow, where shared modules are frozen before they are first used', () => {
  const modules = readdirSync(__dirname).filter((name) => /^[a-zA-Z]+\.ts$/.test(name));
  for (const name of modules)
    // oxlint-disable-next-line typescript/no-require-imports -- a module as loaded, not as a type
    for (const exported of Object.values(require(join(__dirname, name)) as object)) deepFreeze(exported);
  for (const pattern of Object.values(z.core.regexes)) deepFreeze(pattern);

  const call = disputeFunctions({
    calendar: bindCalendar(shippedCalendar),
    rules: shippedRules,
    parameters: [],
  }) as Record<string, (...args: unknown[]) => unknown>;
  const attempt = { method: 'left', on: '2026-05-15', result: 'refused' };
  const entry = { id: '1', paper: 'award', recipient: 'worker', by: 'commission', attempts: [attempt] };
  const served = call['service served']!(entry) as { servedOn: string };
  expect(served.servedOn).toBe('2026-05-20');
  const wanted = { paper: 'award', recipient: 'worker', day: '2026-05-18', why: 'x', on: '2026-05-25' };
  expect(call['service day']!([served], 'award', 'worker')).toBe('2026-05-20');
  expect(call['service correction']!([served], wanted)).toMatchObject({ entry: { servedOn: '2026-05-18' } });
  expect(call['service faults']!({ method: 'left', day: '2026-05-16' }, { paper: 'award' }, '2026-05-15')).toHaveLength(
    1,
  );
  expect(call['service attempts']!(entry)).toHaveLength(1);
});
