import { given, start } from '../../tests/engine/given';

describe('script task', () => {
  it('sets its result, or the members of a context', () =>
    given('scriptTask.bpmn')
      .when(start({ a: 1, b: 3 }))
      .variables({ total: 4, double: 8, half: 2 })
      .ends());

  it('calls functions of the context', () =>
    given('scriptTask.bad.bpmn', { functions: { lookup: (n: number) => n * 10 } })
      .when(start({ a: 2 }))
      .variables({ r: 20 })
      .ends());

  it('stops with an incident if it fails', () =>
    given('scriptTask.bad.bpmn', {
      functions: {
        lookup: () => {
          throw new Error('no such row');
        },
      },
    })
      .when(start({ a: 2 }))
      .incident('call', 'EXPRESSION_FAILED'));
});
