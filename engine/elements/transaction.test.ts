import { complete, given, start } from '../../tests/engine/given';

describe('transaction', () => {
  it('continues like a sub-process if nothing is cancelled', () =>
    given('transaction.bpmn')
      .when(start(), complete('a'), complete('b'), complete('c', { ok: true }), complete('d'))
      .then('completed tx', 'completed e')
      .ends());

  it('when cancelled ends what is active, compensates the latest first, then continues at the cancel boundary event', () =>
    given('transaction.bpmn')
      .when(start(), complete('a'), complete('b'), complete('c', { ok: false }))
      .then('terminated d')
      .waits('undoB')
      .never('entered wasCancelled')
      .when(complete('undoB'))
      .waits('undoA')
      .when(complete('undoA'))
      .then('entered wasCancelled', 'terminated tx')
      .waits('tell')
      .when(complete('tell'))
      .ends());

  it('compensates only what completed', () =>
    given('transaction.bpmn')
      .when(start(), complete('a'), complete('b'), complete('d'), complete('c', { ok: false }))
      .waits('undoB'));
});
