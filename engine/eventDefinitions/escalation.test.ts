import { complete, given, start } from '../../tests/engine/given';

describe('escalation', () => {
  it('is caught and lets its thrower continue', () => given('escalation.bpmn').when(start()).waits('a', 'look'));
  it('is caught by an event sub-process before the boundary', () =>
    given('escalation.bpmn').when(start(), complete('a')).then('entered listen', 'completed sub').waits('look'));
  it('changes nothing if nobody catches it', () =>
    given('escalation.uncaught.bpmn').when(start()).then('thrown tell').ends());
  it('goes to the caller if there is one', () =>
    given('escalation.uncaught.bpmn')
      .when(() => ({ type: 'start', instance: { id: 'child', parent: 'case' } }))
      .commanded({ type: 'escalateToCaller', code: 'X' })
      .ends());
  it('can interrupt', () =>
    given('escalation.interrupts.bpmn').when(start()).then('entered stop', 'terminated sub').ends().never('entered a'));
});
