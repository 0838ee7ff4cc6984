import { given, start } from '../../tests/engine/given';

describe('signal', () => {
  it('reaches all that wait for it, including a branch that gets there at the same time', () =>
    given('signal.bpmn')
      .when(start({ name: 'x' }))
      .then('entered call', 'entered hear', 'completed hear', 'completed too')
      .ends()
      .commanded({ type: 'broadcastSignal', signal: 'go-x', variables: { n: 2 } }));

  it('from another instance is received', () =>
    given('signal.bpmn')
      .when(start({ name: 'y' }))
      .waits('hear')
      .when(() => ({ type: 'signalArrived', name: 'go-y' }))
      .ends());

  it('thrown at the end of a sub-process is received on its boundary', () =>
    given('signal.end.bpmn')
      .when(start())
      .then('entered heard', 'terminated sub', 'completed eh')
      .never('completed sub')
      .ends());
  it('is received although its scope was interrupted at once', () =>
    given('signal.interrupted.bpmn').when(start()).then('took failed_fe', 'took hear_he').ends());
});
