import { complete, given, set, start } from '../../tests/engine/given';

describe('conditional', () => {
  it('fires when the condition becomes true, and again when it becomes true again', () =>
    given('conditional.bpmn')
      .when(start({ n: 0, stop: false, ready: false }))
      .when(set({ n: 11 }))
      .times(1, 'entered high')
      .when(set({ n: 12 }))
      .times(1, 'entered high')
      .when(set({ n: 0 }), set({ n: 20 }))
      .times(2, 'entered high')
      .waits('a'));

  it('fires at once if it is already true', () =>
    given('conditional.bpmn')
      .when(start({ n: 99, stop: false, ready: true }))
      .times(1, 'entered high')
      .when(complete('a'))
      .then('completed ready')
      .ends());

  it('interrupts', () =>
    given('conditional.bpmn')
      .when(start({ n: 0, stop: false, ready: false }), set({ stop: true }))
      .then('entered stop', 'terminated a')
      .ends());

  it('is evaluated when a completion changes what it reads', () =>
    given('conditional.bpmn')
      .when(start({ n: 0, stop: false, ready: false }), complete('a'))
      .waits('ready')
      .when(set({ ready: true }))
      .ends());

  it('starts an event sub-process before the scope does anything, if it is already true', () =>
    given('conditional.start.bpmn')
      .when(start({ x: 1 }))
      .then('entered react', 'completed sub')
      .never('entered a')
      .ends());

  it('starts an event sub-process when it becomes true', () =>
    given('conditional.start.bpmn')
      .when(start({ x: 0 }))
      .waits('a', 'sub')
      .when(set({ x: 1 }))
      .then('terminated a', 'entered react')
      .ends());
});
