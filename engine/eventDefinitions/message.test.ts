import { given, job, start } from '../../tests/engine/given';

describe('message', () => {
  it('is published with its key and input, or sent by a job', () =>
    given('message.bpmn')
      .when(start({ id: 'k' }))
      .commanded(
        { type: 'publishMessage', message: 'asked', correlationKey: 'k', variables: { q: 'why?' } },
        { type: 'runJob', job: 'mail' },
      )
      .when(job('mail'))
      .commanded({ type: 'publishMessage', message: 'told', correlationKey: 'k' })
      .ends());
});
