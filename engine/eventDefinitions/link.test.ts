import { complete, given, start } from '../../tests/engine/given';

describe('link', () => {
  it('continues at the link with the same name', () =>
    given('link.bpmn')
      .when(start(), complete('a'))
      .then('completed off', 'entered page', 'completed page')
      .waits('b')
      .when(complete('b'))
      .ends());
});
