import { given, set, start, event } from '../../tests/engine/given';
import type { Story } from '../../tests/engine/given';

const due =
  (expected: Record<string, string | undefined>) =>
  ({ state }: Story) => {
    const timers = Object.values(state!.instances).flatMap(({ element, waits = [] }) =>
      waits.flatMap((wait) => (wait.type === 'timer' ? [[wait.element ?? element, wait.due]] : [])),
    );
    const found = Object.fromEntries(timers) as object;
    expect(found).toMatchObject(expected);
  };

describe('timer', () => {
  it('reads dates without an offset in China time, dates as their beginning, durations from now', () =>
    given('timer.bpmn')
      .when(start({ day: '2026-03-01', span: 'P1M' }))
      .check(
        due({
          date: '2026-02-01T10:00:00+08:00',
          day: '2026-03-01T00:00:00+08:00',
          span: '2026-02-05T09:00:00+08:00',
          utc: '2026-01-06T08:00:00+08:00',
        }),
      )
      .later('P1Y')
      .ends());

  it('reads FEEL values', () =>
    given('timer.bpmn')
      .when(start({ day: '2026-03-01', span: 'PT90M' }))
      .commanded({ type: 'wake', at: '2026-01-05T10:30:00+08:00' }));

  it('stops with an incident if there is no date', () =>
    given('timer.bad.bpmn')
      .when(start())
      .incident('wait', 'NOT_A_DATE')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('wait'), variables: { day: '2026-02-02' } }))
      .waits('wait'));

  it('repeats by the calendar, until an end, and skips turns that have passed', () =>
    given('timer.cycles.bpmn')
      .when(start())
      .check(
        due({
          monthly: '2026-01-31T09:00:00+08:00',
          until: '2026-01-05T10:00:00+08:00',
          past: '2026-01-05T09:30:00+08:00',
        }),
      )
      .later('PT1H')
      .later('PT1H')
      .times(2, 'entered until')
      .times(1, 'entered past')
      .later('PT1H')
      .times(3, 'entered until')
      .later('P25D')
      .times(3, 'entered until')
      .times(0, 'entered monthly')
      .later('P1D')
      .times(1, 'entered monthly')
      .check(due({ monthly: '2026-02-28T09:00:00+08:00' }))
      .later('P28D')
      .check(due({ monthly: '2026-03-31T09:00:00+08:00' })));

  it.each([
    'R3/2020-01-01T00:00:00Z/PT1H',
    'R3/2020-01-01T00:00:00Z/2020-01-01T01:00:00Z',
    'R3/PT1H/2020-01-01T02:00:00Z',
    'R/PT1H/2020-01-01T02:00:00Z',
  ])('fires once and immediately if all its turns have passed, like a date in the past: %s', (cycle) =>
    given('timer.past.bpmn')
      .when(start({ cycle }))
      .check(due({ wait: '2020-01-01T10:00:00+08:00' }))
      .later('PT0S')
      .times(1, 'entered a')
      .later('PT0S')
      .times(1, 'entered beside')
      .times(1, 'completed wait')
      .later('P1Y')
      .times(1, 'entered beside')
      .waits('a'),
  );
});

describe('a derived date', () => {
  const days: Record<string, number> = { length: 15 };
  const functions = {
    deadline: (accepted: string | null) =>
      accepted === null
        ? { due: null, why: 'not accepted' }
        : {
            due: `2026-01-${String(Number(accepted.slice(8)) + days.length!).padStart(2, '0')}T00:00:00+08:00`,
            rule: 'r1',
            trigger: accepted,
          },
  };
  beforeEach(() => {
    days.length = 15;
  });
  const wait =
    (expected: object) =>
    ({ state }: Story) =>
      expect(state!.instances[3]!.waits).toContainEqual(expected);

  it('keeps its derivation', () =>
    given('timer.derived.bpmn', { functions })
      .when(start({ accepted: '2026-01-05' }))
      .check(
        wait({
          type: 'timer',
          element: 'limit',
          due: '2026-01-20T00:00:00+08:00',
          basis: { rule: 'r1', trigger: '2026-01-05' },
        }),
      ));

  it('is not armed while its limit is suspended', () =>
    given('timer.derived.bpmn', { functions })
      .when(start({ accepted: null }))
      .check(wait({ type: 'timer', element: 'limit', basis: { why: 'not accepted' } }))
      .later('P1Y')
      .waits('a'));

  it('is derived again when what it reads changes', () =>
    given('timer.derived.bpmn', { functions })
      .when(start({ accepted: '2026-01-05', other: 1 }), set({ accepted: '2026-01-07' }))
      .then('waitChanged a')
      .check(
        wait({
          type: 'timer',
          element: 'limit',
          due: '2026-01-22T00:00:00+08:00',
          basis: { rule: 'r1', trigger: '2026-01-07' },
        }),
      )
      .commanded({ type: 'wake', at: '2026-01-22T00:00:00+08:00' })
      .when(set({ other: 2 }))
      .times(1, 'waitChanged a'));

  it('is derived again when the context changes', () =>
    given('timer.derived.bpmn', { functions })
      .when(start({ accepted: '2026-01-05' }))
      .check(() => {
        days.length = 20;
      })
      .when(event(() => ({ type: 'contextChanged' })))
      .commanded({ type: 'wake', at: '2026-01-25T00:00:00+08:00' }));
});
