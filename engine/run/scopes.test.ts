import { complete, given, start, type Happening } from '../../tests/engine/given';

/** As a run that began before goes on. */
const before =
  (happening: Happening): Happening =>
  (story) => ({ ...happening(story), edition: 1 });

describe('variables of instances', () => {
  it('keep the output element of a loop to each instance', () =>
    given('scopes.bpmn', {}, 'outputs')
      .when(start())
      .variables({ results: [2, 4, 6] })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('doubled'))
      .ends());

  it('keep what is mapped to the output element, and take the rest out', () =>
    given('scopes.bpmn', {}, 'mappedOut')
      .when(start())
      .variables({ results: [10, 20], last: 20 })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('tenfold'))
      .ends());

  it('keep it as it was in runs that began before', () =>
    given('scopes.bpmn', {}, 'outputs')
      .when(before(start()))
      .variables({ results: [6, 6, 6], doubled: 6 })
      .ends());

  it('show by an input what it says, and take out by an output into what is there', () =>
    given('scopes.bpmn', {}, 'shown')
      .when(start({ person: { name: '甲', age: 30, illness: 'x' } }))
      .commanded({ type: 'openTask', variables: { person: { name: '甲', age: 30 } } })
      .when(complete('see'))
      .variables({ person: { name: '乙', age: 30 } })
      .ends());

  it('that a call gave back are seen by who listens to its end, and go no further', () =>
    given('scopes.bpmn', {}, 'heard')
      .when(start())
      .when((story) => ({ type: 'callCompleted', key: story.keyOf('call'), variables: { found: 1 } }))
      .commanded({ type: 'runJob', job: 'look', variables: { found: 1 } })
      .when((story) => ({ type: 'jobCompleted', key: story.keyOf('call') }))
      .ends()
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('found')));
});
