import { complete, given, start } from '../../tests/engine/given';

describe('escalation', () => {
  it('is heard and lets its thrower go on', () => given('escalation.bpmn').when(start()).waits('a', 'look'));
  it('is heard by an event sub-process before the boundary', () =>
    given('escalation.bpmn').when(start(), complete('a')).then('entered listen', 'completed sub').waits('look'));
  it('that nobody hears changes nothing', () =>
    given('escalation.uncaught.bpmn').when(start()).then('thrown tell').ends());
  it('goes to the caller where there is one', () =>
    given('escalation.uncaught.bpmn')
      .when(() => ({ type: 'start', instance: { id: 'child', parent: 'case' } }))
      .commanded({ type: 'escalateToCaller', code: 'X' })
      .ends());
  it('can interrupt', () =>
    given('escalation.interrupts.bpmn').when(start()).then('entered stop', 'terminated sub').ends().never('entered a'));
});
