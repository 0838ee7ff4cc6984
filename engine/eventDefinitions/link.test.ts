import { complete, given, start } from '../../tests/engine/given';

describe('link', () => {
  it('goes on at the link of the same name', () =>
    given('link.bpmn')
      .when(start(), complete('a'))
      .then('completed off', 'entered page', 'completed page')
      .waits('b')
      .when(complete('b'))
      .ends());
});
