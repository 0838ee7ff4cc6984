import { complete, given, start } from '../../tests/engine/given';

describe('inclusive gateway', () => {
  it('waits for all branches that were taken', () =>
    given('inclusiveGateway.bpmn')
      .when(start({ x: true, y: true }))
      .waits('a', 'b')
      .when(complete('a'))
      .never('entered join')
      .when(complete('b'))
      .times(1, 'entered join')
      .ends());

  it('does not wait for a branch that was not taken', () =>
    given('inclusiveGateway.bpmn')
      .when(start({ x: true, y: false }), complete('a'))
      .then('entered join', 'completed e')
      .ends());

  it('takes the default if no condition holds', () =>
    given('inclusiveGateway.bpmn')
      .when(start({ x: false, y: false }))
      .waits('c')
      .when(complete('c'))
      .ends());

  it('continues when the other branch ends elsewhere', () =>
    given('inclusiveGateway.elsewhere.bpmn')
      .when(start(), complete('a'))
      .never('entered join')
      .when(complete('b', { back: false }))
      .then('completed other', 'entered join')
      .waits('after'));

  it('joins once per round of a loop', () =>
    given('inclusiveGateway.looped.bpmn')
      .when(start({ both: true, n: 1 }), complete('a'), complete('b'))
      .times(1, 'entered join')
      .waits('a', 'b')
      .when(complete('b', { n: 2 }))
      .times(1, 'entered join')
      .when(complete('a'))
      .times(2, 'entered join')
      .ends());

  it('waits for a branch that takes a detour', () =>
    given('inclusiveGateway.uneven.bpmn')
      .when(start({ detour: true }), complete('a'), complete('b'))
      .waits('c')
      .never('entered join')
      .when(complete('c'))
      .then('entered join')
      .waits('after'));

  it('waits for a branch that can still arrive by a boundary event', () =>
    given('inclusiveGateway.boundary.bpmn')
      .when(start(), complete('a'))
      .never('entered join')
      .later('PT1H')
      .times(1, 'entered join')
      .waits('after'));

  it('continues when the boundary event can no longer happen', () =>
    given('inclusiveGateway.boundary.bpmn')
      .when(start(), complete('a'), complete('b'))
      .then('entered join')
      .waits('after'));
});
