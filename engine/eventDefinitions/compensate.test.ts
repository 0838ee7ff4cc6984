import { complete, given, start } from '../../tests/engine/given';

const done = [start({ x: 1 }), complete('a'), complete('b')];

describe('compensation', () => {
  it('undoes its whole scope, the latest first, and then continues', () =>
    given('compensate.bpmn')
      .when(...done, complete('c', { way: 'all' }))
      .waits('undoB')
      .when(complete('undoB'))
      .waits('undoA')
      .never('entered after')
      .when(complete('undoA'))
      .then('completed undoAll', 'entered after'));

  it('undoes the activity it names', () =>
    given('compensate.bpmn')
      .when(...done, complete('c', { way: 'one' }))
      .waits('undoA')
      .when(complete('undoA'))
      .waits('after')
      .never('entered undoB'));

  it('does not wait if it need not', () =>
    given('compensate.bpmn')
      .when(...done, complete('c', { way: 'later' }))
      .waits('undoB')
      .when(complete('undoB'), complete('undoA'))
      .ends());

  it('of a sub-process without a handler undoes what completed in it, with its data at completion', () =>
    given('compensate.sub.bpmn')
      .when(...done, complete('c'))
      .waits('undoB')
      .check((story) =>
        expect(story.state!.instances[story.state!.instances[story.keyOf('undoB')]!.scope!]!.variables).toEqual({
          local: 1,
        }),
      )
      .when(complete('undoB'), complete('undoA'))
      .waits('after'));

  it('of a sub-process with a compensation event sub-process runs that, which may undo what completed', () =>
    given('compensate.handler.bpmn')
      .when(start(), complete('a'), complete('c'))
      .waits('first')
      .when(complete('first'))
      .waits('undoA')
      .when(complete('undoA'))
      .ends());

  it('thrown by an error handler undoes what completed in the enclosing scope', () =>
    given('compensate.error.bpmn')
      .when(start(), complete('a'), complete('b'))
      .then('entered handle')
      .waits('undoA')
      .when(complete('undoA'))
      .ends());

  it('of a multi-instance activity undoes every instance, the last first, with its item', () =>
    given('compensate.many.bpmn')
      .when(start({ items: ['p', 'q'] }), complete('a'), complete('a'), complete('b'))
      .commanded({ type: 'openTask', element: 'undoA', variables: { loopCounter: 2, item: 'q', which: 'q' } })
      .when(complete('undoA'))
      .commanded({ type: 'openTask', element: 'undoA', variables: { loopCounter: 1, item: 'p', which: 'p' } })
      .when(complete('undoA'))
      .ends());

  it('ends with the process', () =>
    given('compensate.bpmn')
      .when(...done, complete('c', { way: 'one' }), complete('undoA'), complete('after'))
      .ends()
      .check(({ state }) => expect(state!.compensable).toBeUndefined()));
});
