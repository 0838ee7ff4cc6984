import { given, start } from '../../tests/engine/given';
import type { Story } from '../../tests/engine/given';

const key = (story: Story) => story.keyOf('call');

describe('call activity', () => {
  it('calls with all variables and takes all of them back', () =>
    given('callActivity.bpmn')
      .when(start({ x: 1 }))
      .commanded({ type: 'callProcess', process: 'child', variables: { x: 1 } })
      .when((story) => ({ type: 'callCompleted', key: key(story), variables: { y: 2 } }))
      .variables({ x: 1, y: 2 })
      .ends());

  it('passes and returns only what is mapped', () =>
    given('callActivity.mapped.bpmn')
      .when(start({ total: 5, secret: 1 }))
      .commanded({ type: 'callProcess', process: 'child', variables: { n: 5 } })
      .when((story) => ({ type: 'callCompleted', key: key(story), variables: { result: 6, other: 7 } }))
      .variables({ answer: 6 })
      .check(({ state }) => expect(state!.result!.variables).not.toHaveProperty('other')));

  it('throws the error with which the called process ended', () =>
    given('callActivity.bpmn')
      .when(start(), (story) => ({ type: 'callFailed', key: key(story), code: 'LOST' }))
      .then('completed failed', 'terminated call')
      .ends());

  it('passes on an escalation while it continues', () =>
    given('callActivity.bpmn')
      .when(start(), (story) => ({ type: 'callEscalated', key: key(story), code: 'SLOW' }))
      .waits('call', 'look'));

  it('stops with an incident if the called process was cancelled, and can call again', () =>
    given('callActivity.bpmn')
      .when(start(), (story) => ({ type: 'callFailed', key: key(story) }))
      .incident('call', 'CALL_FAILED')
      .when((story) => ({ type: 'incidentRetried', key: key(story) }))
      .commanded({ type: 'callProcess', process: 'child' }));

  it('cancels the called process when it is cancelled', () =>
    given('callActivity.bpmn')
      .when(start(), () => ({ type: 'cancelled' }))
      .commanded({ type: 'cancelCall' })
      .ends('terminated'));
});
