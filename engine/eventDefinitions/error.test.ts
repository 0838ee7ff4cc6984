import { complete, given, start } from '../../tests/engine/given';

describe('error', () => {
  it('passes events with other codes on its way outwards, to one that names its code before one that catches all', () =>
    given('error.bpmn')
      .when(start(), complete('a'))
      .then('thrown bad', 'entered exact', 'terminated outer', 'completed ee')
      .never('entered other', 'entered any')
      .variables({ code: 'E1' })
      .ends());
});
