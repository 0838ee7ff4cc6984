import { complete, given, start, type Happening } from '../../tests/engine/given';

/** As in a run that began before the new rules. */
const before =
  (happening: Happening): Happening =>
  (story) => ({ ...happening(story), edition: 1 });

describe('variables of instances', () => {
  it('keep the output element of a loop in each instance', () =>
    given('scopes.bpmn', {}, 'outputs')
      .when(start())
      .variables({ results: [2, 4, 6] })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('doubled'))
      .ends());

  it('keep what is mapped to the output element, and pass on the rest', () =>
    given('scopes.bpmn', {}, 'mappedOut')
      .when(start())
      .variables({ results: [10, 20], last: 20 })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('tenfold'))
      .ends());

  it('keep the old behavior in runs that began before', () =>
    given('scopes.bpmn', {}, 'outputs')
      .when(before(start()))
      .variables({ results: [6, 6, 6], doubled: 6 })
      .ends());

  it('show only what an input says, and merge an output into existing values', () =>
    given('scopes.bpmn', {}, 'shown')
      .when(start({ person: { name: '甲', age: 30, illness: 'x' } }))
      .commanded({ type: 'openTask', variables: { person: { name: '甲', age: 30 } } })
      .when(complete('see'))
      .variables({ person: { name: '乙', age: 30 } })
      .ends());

  it('returned by a call are visible to listeners to its end, and go no further', () =>
    given('scopes.bpmn', {}, 'heard')
      .when(start())
      .when((story) => ({ type: 'callCompleted', key: story.keyOf('call'), variables: { found: 1 } }))
      .commanded({ type: 'runJob', job: 'look', variables: { found: 1 } })
      .when((story) => ({ type: 'jobCompleted', key: story.keyOf('call') }))
      .ends()
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('found')));
});
