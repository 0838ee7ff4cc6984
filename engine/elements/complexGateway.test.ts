import { complete, given, start } from '../../tests/engine/given';

describe('complex gateway', () => {
  it('starts when its activation condition holds, and later tokens pass nothing on', () =>
    given('complexGateway.bpmn')
      .when(start(), complete('a'))
      .never('entered join')
      .when(complete('b'))
      .then('entered join', 'entered after')
      .when(complete('after'), complete('c'))
      .times(1, 'entered after')
      .ends());

  it('evaluates its conditions again when it resets', () =>
    given('complexGateway.phases.bpmn')
      .when(start(), complete('b'))
      .waits('a', 'c', 'first')
      .when(complete('a'))
      .never('entered late')
      .when(complete('c'))
      .times(1, 'entered late')
      .waits('first', 'late')
      .when(complete('late'), complete('first'))
      .ends());

  it('splits like an inclusive gateway', () =>
    given('complexGateway.split.bpmn')
      .when(start({ x: true, y: true }))
      .waits('a', 'b'));
});
