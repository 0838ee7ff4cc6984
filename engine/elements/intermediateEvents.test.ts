import { given, message, signal, start } from '../../tests/engine/given';

describe('intermediate events', () => {
  it('wait, pass, and receive the data of a message', () =>
    given('intermediateEvents.bpmn')
      .when(start({ id: 1 }))
      .waits('wait')
      .later('PT10M')
      .then('completed wait', 'completed passed')
      .waits('hear')
      .when(message('hi', '1', { text: 'hello' }))
      .variables({ greeting: 'hello' })
      .ends());

  it('with several triggers accept any of them, parallel multiple all of them', () =>
    given('intermediateEvents.multiple.bpmn')
      .when(start(), message('m'))
      .then('completed any')
      .waits('all')
      .when(message('m'))
      .waits('all')
      .refuses('NOT_WAITING', message('m'))
      .when(signal('g'))
      .ends());

  it('with a cycle pass a token at every turn, months by the calendar', () =>
    given('intermediateEvents.cycle.bpmn')
      .when(start())
      .check(({ state }) =>
        expect(state!.instances[3]!.waits).toMatchObject([{ due: '2026-02-05T09:00:00+08:00', remaining: 3 }]),
      )
      .later('P1M')
      .times(1, 'entered e')
      .waits('tick')
      .later('P1M')
      .later('P1M')
      .times(3, 'entered e')
      .ends());
});
