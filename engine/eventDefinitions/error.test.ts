import { complete, given, start } from '../../tests/engine/given';

describe('error', () => {
  it('goes outward past events of other codes to the one that names it, before the one that catches all', () =>
    given('error.bpmn')
      .when(start(), complete('a'))
      .then('thrown bad', 'entered exact', 'terminated outer', 'completed ee')
      .never('entered other', 'entered any')
      .variables({ code: 'E1' })
      .ends());
});
