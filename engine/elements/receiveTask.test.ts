import { given, message, start } from '../../tests/engine/given';

describe('receive task', () => {
  it('waits for its message', () =>
    given('receiveTask.bpmn')
      .when(start({ case: 'c1' }))
      .waits('hear')
      .when(message('heard', 'c1', { text: 'yes' }))
      .variables({ answer: 'yes' })
      .ends());

  it('has boundary events', () =>
    given('receiveTask.bpmn')
      .when(start({ case: 'c1' }))
      .later('PT1H')
      .then('entered late', 'terminated hear', 'completed el')
      .ends());

  it('stops with an incident if its key has no value', () =>
    given('receiveTask.bpmn').when(start()).incident('hear', 'NOT_A_TEXT'));

  it('that instantiates starts a process with its message', () =>
    given('receiveTask.begun.bpmn')
      .when(start({ text: 'hi' }, 'hear'))
      .then('completed hear')
      .waits('next'));
});
