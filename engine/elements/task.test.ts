import { given, start } from '../../tests/engine/given';

describe('task and manual task', () => {
  it('pass immediately', () =>
    given('task.bpmn')
      .when(start({ more: false }))
      .then('completed plain', 'completed byHand'));

  it('leave on flows without a condition and on those whose condition holds', () =>
    given('task.bpmn')
      .when(start({ more: true }))
      .waits('a', 'b', 'c'));

  it('do not take a flow whose condition does not hold', () =>
    given('task.bpmn')
      .when(start({ more: false }))
      .waits('a', 'b'));
});
