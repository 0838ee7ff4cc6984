import { complete, given, message, signal, start } from '../../tests/engine/given';

describe('boundary event', () => {
  it('that does not interrupt leaves its activity unchanged, at every turn of a cycle', () =>
    given('boundaryEvent.bpmn')
      .when(start({ id: '1' }))
      .later('PT1H')
      .waits('a', 'nudge')
      .later('PT1H')
      .waits('a', 'nudge', 'nudge')
      .later('PT1H')
      .waits('a', 'nudge', 'nudge'));

  it('fires overdue events in order after the clock was stopped, a cycle only once', () =>
    given('boundaryEvent.bpmn')
      .when(start({ id: '1' }))
      .later('P2D')
      .then('entered remind', 'entered breach', 'terminated a')
      .times(1, 'entered remind')
      .waits('escalate', 'nudge'));

  it('leaves before it ends its activity', () =>
    given('boundaryEvent.bpmn')
      .when(start({ id: '1' }))
      .later('P1D')
      .then('entered breach', 'completed breach', 'took breach_escalate', 'terminated a', 'entered escalate'));

  it('maps the data of its message, every time', () =>
    given('boundaryEvent.bpmn')
      .when(start({ id: '1' }), message('call', '1', { said: 'x' }), message('call', '1', { said: 'y' }))
      .variables({ last: 'y' })
      .waits('a', 'note', 'note'));

  it('is no longer armed when its activity has completed', () =>
    given('boundaryEvent.bpmn')
      .when(start({ id: '1' }), complete('a'))
      .ends()
      .commanded({ type: 'unsubscribe', message: 'call' }, { type: 'wake', at: null }));

  it('with several triggers happens with any of them, parallel multiple only with all', () =>
    given('boundaryEvent.many.bpmn')
      .when(start(), signal('x'), signal('x'))
      .times(2, 'entered any')
      .never('entered all')
      .when(signal('y'))
      .times(3, 'entered any')
      .times(1, 'entered all')
      .when(signal('y'))
      .times(1, 'entered all'));
});
