import { complete, given, start } from '../../tests/engine/given';

describe('ad-hoc sub-process', () => {
  it('runs everything without incoming flow at once and ends when its condition holds', () =>
    given('adHocSubProcess.parallel.bpmn')
      .when(start({ done: false }))
      .waits('a', 'b')
      .when(complete('a'))
      .waits('b', 'c')
      .when(complete('c', { done: true }))
      .then('terminated b', 'completed room')
      .ends());

  it('stays open when its activities are done and the condition does not hold: a performer may start more', () =>
    given('adHocSubProcess.parallel.bpmn')
      .when(start({ done: false }), complete('a'), complete('b'), complete('c'))
      .never('completed room')
      .when((story) => ({ type: 'activityStarted', scope: story.keyOf('room'), element: 'b' }))
      .waits('b')
      .when(complete('b', { done: true }))
      .ends());

  it('runs one at a time if it is sequential', () =>
    given('adHocSubProcess.sequential.bpmn')
      .when(start())
      .waits('a')
      .when(complete('a'))
      .waits('b')
      .when(complete('b'))
      .ends());

  it('starts what it is told to, and lets running activities finish if it does not cancel', () =>
    given('adHocSubProcess.chosen.bpmn')
      .when(start({ first: ['b', 'a'], done: false }))
      .waits('a', 'b')
      .when(complete('a', { done: true }))
      .never('completed room')
      .when(complete('b'))
      .then('completed room')
      .ends());

  it('collects the results of its activities', () =>
    given('adHocSubProcess.outputs.bpmn')
      .when(start({ answer: 0 }), complete('b', { answer: 2 }), complete('a', { x: 1 }))
      .variables({ results: [2, 1] })
      .ends());

  it('refuses an activity it does not have, and a scope of another kind', () =>
    given('adHocSubProcess.parallel.bpmn')
      .when(start({ done: false }))
      .refuses('NO_SUCH_ELEMENT', (story) => ({ type: 'activityStarted', scope: story.keyOf('room'), element: 'x' }))
      .refuses('NOT_AD_HOC', (story) => ({ type: 'activityStarted', scope: story.keyOf('a'), element: 'b' })));
});
