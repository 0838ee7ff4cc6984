import { complete, given, start } from '../../tests/engine/given';

describe('terminate', () => {
  it('ends its sub-process, whose flow continues', () =>
    given('terminate.bpmn')
      .when(start(), complete('ia'))
      .then('terminated ib', 'completed sub')
      .waits('a', 'after', 'b'));
  it('ends everything in a process', () =>
    given('terminate.bpmn')
      .when(start(), complete('a'))
      .then('terminated b', 'terminated sub')
      .ends()
      .commanded({ type: 'end', status: 'completed' }));
});
