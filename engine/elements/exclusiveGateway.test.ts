import { complete, given, start } from '../../tests/engine/given';

describe('exclusive gateway', () => {
  it('takes the first flow whose condition holds, though others hold too', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 20 }))
      .then('completed choose', 'took choose_big', 'entered big')
      .never('entered small', 'entered rest'));

  it('takes the next flow when the first does not hold', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 7 }))
      .waits('small'));

  it('takes the default when nothing holds', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 1 }))
      .then('took other')
      .waits('rest')
      .when(complete('rest'))
      .ends());

  it('stops with an incident when nothing holds and there is no default', () =>
    given('exclusiveGateway.strict.bpmn')
      .when(start({ n: 1 }))
      .incident('choose', 'NO_FLOW_CHOSEN'));

  it('stops with an incident when a condition is neither true nor false, and goes on when that is mended', () =>
    given('exclusiveGateway.strict.bpmn')
      .when(start())
      .incident('choose', 'NOT_BOOLEAN')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('choose'), variables: { n: 11 } }))
      .waits('a'));
});
