import { disputeFunctions } from '../../../../domain/feel';
import { bindCalendar, shippedCalendar } from '../../../../domain/limits/calendar';
import { shippedRules } from '../../../../domain/limits/rules';
import { compileFeel, type Warning } from '../../../../engine/feel';
import { builtIns } from '../../../../engine/feel/builtins';
import { builtInDocs, disputeDocs, syntaxDocs } from './feelDocs';

const functions = disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] });

test('every FEEL function is documented, and nothing else', () => {
  expect(Object.keys(builtInDocs).sort()).toEqual([...builtIns.keys()].sort());
  expect(Object.keys(disputeDocs).sort()).toEqual(Object.keys(functions).sort());
});

test.each(Object.entries({ ...builtInDocs, ...syntaxDocs }).filter(([name]) => !['is defined'].includes(name)))(
  'the example of “%s” evaluates to a value',
  (_name, { example }) => {
    expect(
      compileFeel(example).evaluate({ get: () => undefined, has: () => false, now: '2026-05-11T09:00:00+08:00' }),
    ).not.toBeNull();
  },
);

test.each(Object.entries(disputeDocs))('the example of “%s” evaluates to a value', (_name, { example }) => {
  const known: Record<string, unknown> = {
    ...functions,
    case: { worker: { name: '王芳' }, employer: { name: '某公司' }, claims: [] },
  };
  const warnings: Warning[] = [];
  compileFeel(example).evaluate(
    { get: (name) => known[name], has: (name) => name in known, now: '2026-05-11T09:00:00+08:00' },
    warnings,
  );
  expect(warnings).toEqual([]);
});
