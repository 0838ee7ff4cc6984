import { complete, given, message, signal, start } from '../../tests/engine/given';

describe('event sub-process', () => {
  it('that interrupts ends everything else in its scope, and the scope continues when it is done', () =>
    given('eventSubProcess.bpmn')
      .when(start({ id: '1' }), message('stop', '1', { why: 'settled' }))
      .then('terminated a', 'entered stop', 'completed stopped')
      .waits('tidy')
      .when(complete('tidy'))
      .then('completed stop', 'completed sub')
      .waits('after'));

  it('keeps the variables of its message to itself', () =>
    given('eventSubProcess.bpmn')
      .when(start({ id: '1' }), message('stop', '1', { why: 'settled' }))
      .variables({ id: '1' })
      .check(({ state }) => expect(state!.instances[1]!.variables).not.toHaveProperty('why')));

  it('that does not interrupt runs in parallel, as often as its event happens', () =>
    given('eventSubProcess.bpmn')
      .when(start({ id: '1' }), signal('note'), signal('note'))
      .waits('a', 'sub', 'write', 'write')
      .when(complete('a'), complete('b'))
      .never('completed sub')
      .waits('write', 'write')
      .when(complete('write'), complete('write'))
      .then('completed sub', 'entered after'));

  it('no longer starts when only event sub-processes are left, for which the scope waits', () =>
    given('eventSubProcess.bpmn')
      .when(start({ id: '1' }), signal('note'), complete('a'), complete('b'))
      .waits('write')
      .refuses('NOT_WAITING', message('stop', '1'))
      .when(signal('note'))
      .times(1, 'entered note')
      .when(complete('write'))
      .then('completed sub'));

  it('is no longer armed when another one has interrupted the scope', () =>
    given('eventSubProcess.bpmn')
      .when(start({ id: '1' }), message('stop', '1'), signal('note'))
      .never('entered note')
      .refuses('NOT_WAITING', message('stop', '1')));

  it('does not catch the error that it throws itself', () =>
    given('eventSubProcess.error.bpmn')
      .when(start(), complete('a'))
      .then('entered bad', 'entered handle', 'entered worse')
      .times(1, 'entered handle')
      .ends('failed')
      .commanded({ type: 'end', status: 'failed', error: expect.objectContaining({ code: 'E1' }) }));

  it('is repeated by a cycle, as often as it says', () =>
    given('eventSubProcess.cycle.bpmn')
      .when(start())
      .later('PT1H')
      .times(1, 'entered remind')
      .later('PT5H')
      .times(2, 'entered remind')
      .later('PT9H')
      .times(2, 'entered remind')
      .when(complete('a'))
      .ends());
});
