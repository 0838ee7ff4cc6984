import { given, message, start } from '../../tests/engine/given';

describe('event-based gateway', () => {
  it('continues with the first event and no longer waits for the others', () =>
    given('eventBasedGateway.bpmn')
      .when(start({ order: 'o1' }))
      .waits('choose')
      .when(message('paid', 'o1'))
      .then('took choose_paid', 'completed choose', 'entered paid', 'completed ep')
      .ends());

  it('continues with the timer', () =>
    given('eventBasedGateway.bpmn')
      .when(start({ order: 'o1' }))
      .later('P2D')
      .then('completed late', 'completed el')
      .ends());

  it('treats a receive task as an event', () =>
    given('eventBasedGateway.bpmn')
      .when(start({ order: 'o1' }), message('withdrawn', 'o1'))
      .then('completed withdrawn')
      .ends());

  it('refuses a message with another key', () =>
    given('eventBasedGateway.bpmn')
      .when(start({ order: 'o1' }))
      .refuses('NOT_WAITING', message('paid', 'o2')));

  it('withdraws its requests', () =>
    given('eventBasedGateway.bpmn')
      .when(start({ order: 'o1' }))
      .commanded({ type: 'subscribe', message: 'paid', correlationKey: 'o1' }, { type: 'wake' })
      .when(message('paid', 'o1'))
      .commanded(
        { type: 'unsubscribe', message: 'paid' },
        { type: 'unsubscribe', message: 'withdrawn' },
        { type: 'wake', at: null },
      ));

  it('that instantiates and is parallel waits for all its events', () =>
    given('eventBasedGateway.both.bpmn')
      .when(start({}, 'b'))
      .then('completed eb')
      .waits('g')
      .when(message('a'))
      .then('completed ea')
      .ends());

  it('that instantiates and is exclusive does not wait for the others', () =>
    given('eventBasedGateway.either.bpmn').when(start({}, 'a')).then('completed ea').ends());
});
