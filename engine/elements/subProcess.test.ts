import { complete, given, start } from '../../tests/engine/given';

describe('sub-process', () => {
  it('completes when nothing is left inside', () =>
    given('subProcess.bpmn')
      .when(start(), complete('a'))
      .never('completed sub')
      .when(complete('b'))
      .then('completed sub', 'entered after'));

  it('without a start event begins with everything that has no incoming flow', () =>
    given('subProcess.starts.bpmn')
      .when(start())
      .waits('a', 'b')
      .when(complete('b'), complete('a'))
      .waits('c')
      .when(complete('c'))
      .ends());

  it('keeps variables of its input to itself and maps its output from them', () =>
    given('subProcess.local.bpmn')
      .when(start())
      .variables({ seen: 2 })
      .ends()
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('n')));

  it('is not finished while a token waits before a join', () =>
    given('subProcess.stuck.bpmn')
      .when(start())
      .never('completed sub')
      .check(({ state }) => expect(Object.values(state!.arrived)).toEqual([['x_join']])));
});
