import type { Form } from '../../engine/form';
import { answeredFields, beginning, chosenAct, newlyShown, offeredActs, withoutFields } from './acts';

const now = '2026-05-11T09:00:00+08:00';
const only = (value: string) => ({ conditional: { hide: `=not(decision = "${value}")` } });
const form: Form = {
  id: 'session',
  type: 'default',
  components: [
    {
      type: 'group',
      components: [
        { type: 'radio', key: 'decision', values: [] },
        { type: 'textarea', key: 'notes' },
      ],
    },
    { type: 'textarea', key: 'terms', ...only('agree') },
    { type: 'number', key: 'days', ...only('extend') },
    { type: 'textarea', key: 'reason', ...only('fail') },
  ],
};
const acts = [
  { code: 'agree', sets: '{decision: "agree"}', primary: true },
  { code: 'again', sets: '={decision: "again"}', primary: false },
  { code: 'extend', sets: '{decision: "extend", days: if days = null then 15 else days}', primary: false },
  { code: 'fail', sets: '{decision: "fail"}', primary: false },
  { code: 'appraise', sets: 'if stops = true then {decision: "appraise"} else null', primary: false },
];
const offered = (value: Record<string, unknown> = {}) => offeredActs(acts, value, now);
const shown = (code: string, value: Record<string, unknown>) =>
  newlyShown(form, value, { ...value, ...offered(value).find((act) => act.code === code)!.values }, now).map(
    ({ key }) => key,
  );

it('offers the acts that are available now', () => {
  expect(offered().map(({ code }) => code)).toEqual(['agree', 'again', 'extend', 'fail']);
  expect(offered({ stops: true }).map(({ code }) => code)).toContain('appraise');
});

it('hides fields that every act answers, also in a group, and shows those that only some of them set', () => {
  expect([...answeredFields(offered())]).toEqual(['decision']);
  expect(withoutFields(form, answeredFields(offered())).components[0]!.components).toEqual([
    { type: 'textarea', key: 'notes' },
  ]);
});

it('shows a field that an act takes from the form', () => {
  const route = [
    { code: 'mediate', sets: '{first: true}', primary: false },
    { code: 'arbitrate', sets: '{first: first = true}', primary: true },
  ];
  expect(answeredFields(offeredActs(route, {}, now)).size).toBe(0);
});

it('preselects the usual act, which can be done at once', () => {
  const value = beginning(form, acts, { notes: 'as before' }, now);
  expect(value).toEqual({ decision: 'agree', notes: 'as before' });
  expect(chosenAct(offered(value), value)?.code).toBe('agree');
  expect(shown('agree', value)).toEqual([]);
});

it('first shows fields that an act makes appear, and then does the act', () => {
  const value = beginning(form, acts, {}, now);
  expect(shown('again', value)).toEqual([]);
  expect(shown('fail', value)).toEqual(['reason']);
  expect(shown('fail', { ...value, decision: 'fail' })).toEqual([]);
  expect(chosenAct(offered({ decision: 'fail' }), { decision: 'fail' })?.code).toBe('fail');
});

it('keeps a value that was entered if an act only assumes it', () => {
  expect(offered().find(({ code }) => code === 'extend')!.values).toEqual({ decision: 'extend', days: 15 });
  expect(offered({ days: 10 }).find(({ code }) => code === 'extend')!.values).toEqual({ decision: 'extend', days: 10 });
});

it('preselects a single act, whether or not it is marked as the usual one', () => {
  expect(beginning(form, [{ code: 'fail', sets: '{decision: "fail"}', primary: false }], {}, now)).toEqual({
    decision: 'fail',
  });
});

it('does not preselect ending the procedure', () => {
  const route = [
    { code: 'enforcement.apply', sets: '{decision: "enforce"}', primary: false },
    { code: 'case.close', sets: '{decision: "close"}', primary: true },
  ];
  expect(beginning(form, route, {}, now)).toEqual({});
  expect(chosenAct(offeredActs(route, {}, now), {})).toBeUndefined();
});
