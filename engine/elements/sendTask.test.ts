import { given, job, start } from '../../tests/engine/given';

describe('send task', () => {
  it('publishes its message with its input and continues', () =>
    given('sendTask.bpmn')
      .when(start({ case: 'c1' }))
      .commanded({ type: 'publishMessage', message: 'told', correlationKey: 'c1', variables: { what: 2 } }));

  it('has it sent by a job if it names one', () =>
    given('sendTask.bpmn')
      .when(start({ case: 'c1' }))
      .commanded({ type: 'runJob', job: 'mail' })
      .waits('post')
      .when(job('post'))
      .ends());
});
