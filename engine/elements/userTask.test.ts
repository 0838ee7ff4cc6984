import { complete, given, start } from '../../tests/engine/given';

const variables = { officer: 'wang', helpers: ['li', 'zhao'], due: '2026-02-01', claim: { amount: 1200 } };

describe('user task', () => {
  it('opens with everything a person needs', () =>
    given('userTask.bpmn')
      .when(start(variables))
      .commanded({
        type: 'openTask',
        element: 'review',
        name: '复核',
        form: 'review-form',
        formBinding: 'deployment',
        assignee: 'wang',
        candidateGroups: ['mediator', 'supervisor'],
        candidateUsers: ['li', 'zhao'],
        dueDate: '2026-02-01T00:00:00+08:00',
        priority: 80,
        properties: { limit: 'mediation-period' },
        headers: { hint: 'x' },
        variables: { amount: 1200 },
      }));

  it('keeps what its output mapping does not pass on', () =>
    given('userTask.bpmn')
      .when(start(variables), complete('review', { ok: true, note: 'x' }))
      .variables({ decision: true })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('note')));

  it('is closed when completed', () =>
    given('userTask.bpmn')
      .when(start(variables), complete('review'))
      .commanded({ type: 'closeTask', element: 'review', reason: 'completed' })
      .ends());

  it('cannot be completed twice', () =>
    given('userTask.bpmn')
      .when(start(variables))
      .refuses('NOT_WAITING', () => ({ type: 'taskCompleted', key: 99 })));

  it('is withdrawn together with the case', () =>
    given('userTask.bpmn')
      .when(start(variables), () => ({ type: 'cancelled', reason: 'settled' }))
      .commanded({ type: 'closeTask', reason: 'withdrawn' }, { type: 'end', status: 'terminated' })
      .ends('terminated'));
});
