import { given, message, signal, start } from '../../tests/engine/given';

describe('start event', () => {
  it('without a trigger is the default start', () => given('startEvent.bpmn').when(start()).waits('a'));
  it('with a message starts when it arrives', () =>
    given('startEvent.bpmn')
      .when(start({ x: 1 }, 'heard'))
      .then('completed heard')
      .waits('b')
      .variables({ x: 1 }));
  it('with several triggers starts with any of them', () =>
    given('startEvent.bpmn')
      .when(start({}, 'any', 1))
      .waits('c')
      .refuses('NOT_WAITING', message('one')));
  it('with several triggers, all needed, waits for the others', () =>
    given('startEvent.all.bpmn')
      .when(start({}, 'b', 1))
      .waits('b')
      .when(message('m'))
      .ends());
  it('reached before its trigger waits for it', () =>
    given('startEvent.waits.bpmn').when(start()).waits('w').later('PT1H').ends());
  it('must be named if there are several', () =>
    given('startEvent.several.bpmn').refuses('START_EVENT_NEEDED', start()).refuses('NO_SUCH_ELEMENT', start({}, 'x')));
  it('ignores later messages', () => given('startEvent.bpmn').when(start(), signal('two')).waits('a'));
});
