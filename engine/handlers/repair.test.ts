import type { Variables } from '..';
import { complete, given, job, set, start } from '../../tests/engine/given';
import type { Story } from '../../tests/engine/given';

const moved = (cancel: string[], activate: string[]) => (story: Story) => ({
  type: 'tokensMoved' as const,
  cancel: cancel.map((element) => story.keyOf(element)),
  activate: activate.map((element) => ({ element })),
  reason: 'mended',
});

describe('repair', () => {
  it('moves a token within a scope', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), moved(['b'], ['c']))
      .then('repaired', 'entered c', 'terminated b')
      .waits('c')
      .when(complete('c'))
      .waits('d'));

  it('moves a token into a scope that is opened for it, without beginning it', () =>
    given('repair.bpmn')
      .when(start(), moved(['a'], ['c']))
      .waits('c')
      .never('entered b')
      .when(complete('c'), complete('d'))
      .ends());

  it('moves a token out of a scope', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), moved(['sub'], ['d']))
      .then('entered d', 'terminated b', 'terminated sub')
      .waits('d'));

  it('ends a scope when the last token is moved out of it, and does not complete it', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), moved(['b'], ['d']))
      .then('entered d', 'terminated b', 'terminated sub')
      .never('completed sub')
      .check(({ state }) =>
        expect(Object.values(state!.instances).filter(({ element }) => element === 'd')).toHaveLength(1),
      )
      .when(complete('d'))
      .ends());

  it('lets a scope complete if a token was moved to its end', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), moved(['b'], ['ie']))
      .then('completed ie', 'terminated b', 'completed sub')
      .waits('d'));

  it('ends the instance when the last token is taken out of it', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), moved(['b'], []))
      .then('terminated b', 'terminated sub', 'terminated repair')
      .never('completed sub')
      .check(({ state }) => expect(state!.status).toBe('terminated')));

  it('completes an emptied scope when a history of older code is replayed', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), (story) => ({ ...moved(['b'], ['d'])(story), completeEmptied: true as const }))
      .then('completed sub'));

  it('skips an element with a reason, and sets variables', () =>
    given('repair.bpmn')
      .when(start(), (story) => ({
        type: 'elementSkipped',
        key: story.keyOf('a'),
        reason: 'agreed by phone',
        variables: { x: 1 },
      }))
      .then('repaired', 'waitEnded a', 'completed a')
      .waits('b')
      .variables({ x: 1 }));

  it('skips a whole sub-process', () =>
    given('repair.bpmn')
      .when(start(), complete('a'), (story) => ({ type: 'elementSkipped', key: story.keyOf('sub'), reason: 'x' }))
      .then('terminated b', 'completed sub')
      .waits('d'));

  it('refuses what does not exist', () =>
    given('repair.bpmn')
      .when(start())
      .refuses('NO_SUCH_ELEMENT', () => ({ type: 'tokensMoved', cancel: [], activate: [{ element: 'x' }], reason: '' }))
      .refuses('NO_SUCH_INSTANCE', () => ({ type: 'elementSkipped', key: 77, reason: '' }))
      .refuses('SCOPE_NOT_OPEN', (story) => ({
        type: 'tokensMoved',
        cancel: [],
        activate: [{ element: 'c', scope: story.keyOf('a') }],
        reason: '',
      }))
      .refuses('CANNOT_SKIP', () => ({ type: 'elementSkipped', key: 1, reason: '' }))
      .refuses('NO_INCIDENT', (story) => ({ type: 'incidentRetried', key: story.keyOf('a') })));

  it('stops a loop that never waits', () =>
    given('repair.loop.bpmn', { budget: 50 })
      .when(start())
      .check(({ state }) =>
        expect(
          Object.values(state!.instances).filter((instance) => instance.incident?.code === 'LOOP_WITHOUT_WAIT'),
        ).toHaveLength(1),
      ));

  const dates = { limit: '2026-02-01', until: '2026-03-01' };
  const retried = (element: string, variables: Variables) => (story: Story) => ({
    type: 'incidentRetried' as const,
    key: story.keyOf(element),
    variables,
  });

  it('notices that a scope ended while its date could not be derived', () =>
    given('repair.derive.bpmn')
      .when(start({ ...dates, validate: 'x' }), complete('a', { ok: true }), set({ until: 7 }))
      .incident('sub', 'NOT_A_DATE')
      .when(job('a'))
      .never('completed sub')
      .when(retried('sub', { until: '2026-04-01' }))
      .then('completed sub')
      .ends());

  it('adds members to a context without touching the others, if it is to be merged', () =>
    given('repair.bpmn')
      .when(start({ case: { number: 1, employer: { name: 'x', address: 'y' }, list: [1] } }), () => ({
        type: 'variablesSet',
        merge: true,
        variables: { case: { employer: { name: 'z', code: null }, list: [2, 3] }, more: 1 },
      }))
      .variables({ case: { number: 1, employer: { name: 'z', address: 'y', code: null }, list: [2, 3] }, more: 1 }));

  it('first retries what got stuck first, even if a date then could not be derived', () =>
    given('repair.derive.bpmn')
      .when(start(dates), complete('a', { ok: true }))
      .incident('a', 'NOT_A_TEXT')
      .when(set({ limit: 7 }))
      .incident('a', 'NOT_A_DATE')
      .when(retried('a', { limit: '2026-02-02', validate: 'x' }))
      .commanded({ type: 'runJob', job: 'x' })
      .when(job('a'))
      .variables({ ok: true })
      .ends());

  it('retries a failed output mapping without repeating the work', () => {
    const answers: Record<string, number> = {};
    const lookup = (name: string) => {
      if (!(name in answers)) throw new Error(`unknown ${name}`);
      return answers[name];
    };
    return given('repair.output.bpmn', { functions: { lookup } })
      .when(start(), complete('a', { y: 'k' }))
      .incident('a', 'EXPRESSION_FAILED')
      .check(() => {
        answers.k = 5;
      })
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('a') }))
      .variables({ x: 5 })
      .ends();
  });
});
