import { complete, given, start } from '../../tests/engine/given';

describe('parallel gateway', () => {
  it('joins when every branch has arrived', () =>
    given('parallelGateway.bpmn')
      .when(start(), complete('a'))
      .never('entered join')
      .when(complete('b'))
      .then('entered join', 'completed join', 'completed e')
      .ends());

  it('needs a token on each flow, not two on one', () =>
    given('parallelGateway.twice.bpmn')
      .when(start(), complete('a'))
      .never('entered join')
      .when(complete('b'))
      .times(1, 'entered join')
      .waits('c')
      .when(complete('c'))
      .ends());
});
