import { complete, given, start } from '../../tests/engine/given';

describe('start and completion quantity', () => {
  it('waits for that many tokens and passes that many on', () =>
    given('startQuantity.bpmn')
      .when(start(), complete('a'))
      .never('entered both')
      .when(complete('b'))
      .times(1, 'entered both')
      .when(complete('both'))
      .waits('c', 'c', 'c'));
});
