import { complete, failed, given, job, start } from '../../tests/engine/given';

const variables = { amount: 900, kind: 'wages' };
const opened = () => given('listeners.bpmn').when(start(variables), job('listeners', { groups: ['mediator'] }), job('review', { seen: 1 }), job('review'), job('review', { hint: 'soon' }));

describe('listeners', () => {
  it('run one after the other before the element begins, and give it variables of its own', () =>
    given('listeners.bpmn').when(start(variables)).commanded({ type: 'runJob', element: 'listeners', job: 'file.open' })
      .when(job('listeners', { groups: ['mediator'] })).commanded({ type: 'runJob', element: 'review', job: 'look.wages', retries: 2, listener: 0, variables: { sum: 900 } })
      .when(job('review', { seen: 1 })).commanded({ type: 'runJob', job: 'look.again', listener: 1, variables: { sum: 900, seen: 1 } })
      .when(job('review')).commanded({ type: 'runJob', job: 'assign' })
      .when(job('review', { hint: 'soon' })).commanded({ type: 'openTask', element: 'review', candidateGroups: ['mediator'], variables: { sum: 900, seen: 1, hint: 'soon' } })
      .waits('review'));

  it('run after the task was done and after its results were taken out, before the token leaves', () =>
    opened().when(complete('review', { ok: true })).commanded({ type: 'closeTask', reason: 'completed' }, { type: 'runJob', job: 'validate' }).refuses('NOT_WAITING', complete('review'))
      .when(job('review', { ok: false })).commanded({ type: 'runJob', job: 'thank' }).variables({ decision: false })
      .later('PT2H').never('entered late')
      .when(job('review', { agreed: true })).commanded({ type: 'runJob', element: 'choose', job: 'decide' })
      .when(job('choose')).then('completed choose', 'took choose_no').commanded({ type: 'runJob', element: 'listeners', job: 'file.close' })
      .when(job('listeners', { closed: true })).ends());

  it('are not interrupted before the element has begun, and then with it', () =>
    given('listeners.bpmn').when(start(variables), job('listeners', { groups: [] })).later('PT2H').waits('review').when(job('review'), job('review')).later('PT2H').commanded({ type: 'cancelJob' }).then('took late_over', 'terminated review'));

  it('stop with an incident when they fail, and are then run again, those before them not', () =>
    given('listeners.bpmn').when(start(variables), job('listeners', { groups: [] }), job('review'), failed('review')).incident('review', 'JOB_FAILED')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('review') })).commanded({ type: 'runJob', job: 'look.again', listener: 1 })
      .when(job('review'), job('review')).commanded({ type: 'openTask' }));

  it('stop with an incident when their type cannot be told, and go on from there', () =>
    given('listeners.bpmn').when(start({ amount: 1 }), job('listeners', { groups: [] })).incident('review', 'NOT_A_TEXT')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('review'), variables: { kind: 'other' } })).commanded({ type: 'runJob', job: 'look.other', listener: 0 }));

  it('run for each instance of a loop', () =>
    given('listeners.bpmn', {}, 'loop').when(start()).waits('each').when(job('each')).waits('each').when(job('each')).ends());
});
