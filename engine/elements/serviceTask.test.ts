import { failed, given, job, start } from '../../tests/engine/given';

describe('service task', () => {
  it('requests its job with its input and maps the result', () =>
    given('serviceTask.bpmn')
      .when(start({ person: 'wang' }))
      .commanded({ type: 'runJob', job: 'notice', retries: 2, variables: { to: 'wang' } })
      .when(job('notify', { id: 7 }))
      .variables({ sent: 7 })
      .ends());

  it('sees all variables without an input mapping, and its results belong to the process', () =>
    given('serviceTask.bare.bpmn')
      .when(start({ kind: 'a', x: 1 }))
      .commanded({ type: 'runJob', job: 'a', retries: 1, variables: { kind: 'a', x: 1 } })
      .when(job('work', { y: 2 }))
      .variables({ x: 1, y: 2 })
      .ends());

  it('is retried while retries are left', () =>
    given('serviceTask.bpmn')
      .when(start({ person: 'wang' }), failed('notify', { retries: 1 }))
      .commanded({ type: 'runJob', retries: 1 })
      .waits('notify'));

  it('stops with an incident when they are used up, and can be retried', () =>
    given('serviceTask.bpmn')
      .when(start({ person: 'wang' }), failed('notify', { retries: 0, message: 'no network' }))
      .incident('notify', 'JOB_FAILED')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('notify') }))
      .commanded({ type: 'runJob', job: 'notice' }, { type: 'resolveIncident' })
      .when(job('notify'))
      .ends());

  it('throws an error to the boundary event that names its code', () =>
    given('serviceTask.bpmn')
      .when(start({ person: 'wang' }), failed('notify', { code: 'REFUSED' }))
      .then('entered refused', 'terminated notify', 'completed er')
      .ends());

  it('throws an error to the boundary event that catches all', () =>
    given('serviceTask.bpmn')
      .when(start({ person: 'wang' }), failed('notify', { code: 'OTHER' }))
      .then('entered broken', 'completed eb')
      .ends());

  it('stops with an incident if nothing catches its error', () =>
    given('serviceTask.bare.bpmn')
      .when(start({ kind: 'a' }), failed('work', { code: 'X' }))
      .incident('work', 'UNHANDLED_ERROR'));
});
