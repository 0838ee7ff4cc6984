import { complete, given, start } from '../../tests/engine/given';

describe('exclusive gateway', () => {
  it('takes the first flow whose condition holds, even if others hold too', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 20 }))
      .then('completed choose', 'took choose_big', 'entered big')
      .never('entered small', 'entered rest'));

  it('takes the next flow if the first does not hold', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 7 }))
      .waits('small'));

  it('takes the default if nothing holds', () =>
    given('exclusiveGateway.bpmn')
      .when(start({ n: 1 }))
      .then('took other')
      .waits('rest')
      .when(complete('rest'))
      .ends());

  it('stops with an incident if nothing holds and there is no default', () =>
    given('exclusiveGateway.strict.bpmn')
      .when(start({ n: 1 }))
      .incident('choose', 'NO_FLOW_CHOSEN'));

  it('stops with an incident if a condition is neither true nor false, and continues when that is corrected', () =>
    given('exclusiveGateway.strict.bpmn')
      .when(start())
      .incident('choose', 'NOT_BOOLEAN')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('choose'), variables: { n: 11 } }))
      .waits('a'));
});
