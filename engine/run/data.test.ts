import { complete, given, set, start } from '../../tests/engine/given';

describe('data', () => {
  it('makes an activity wait until an input set is available, and moves data by associations', () =>
    given('data.bpmn')
      .when(start())
      .waits('a', 'first')
      .commanded()
      .when(complete('first'))
      .when(set({ order: { id: 3 } }))
      .commanded({ type: 'openTask', element: 'a', variables: { input: { id: 3 } } })
      .when(complete('a', { output: 'yes' }))
      .variables({ answer: 'yes', kept: null })
      .ends());

  it('of the start event initialise data objects', () =>
    given('data.bpmn')
      .when(start({ order: 1 }))
      .commanded({ type: 'openTask', element: 'a', variables: { input: 1 } }));
});
