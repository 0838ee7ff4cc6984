import { complete, given, start } from '../../tests/engine/given';

describe('standard loop', () => {
  it('tests after each run', () =>
    given('standardLoop.after.bpmn')
      .when(start({ n: 5 }))
      .variables({ n: 6 })
      .ends());
  it('runs as long as the condition holds', () =>
    given('standardLoop.after.bpmn')
      .when(start({ n: 0 }))
      .variables({ n: 3 })
      .ends());
  it('tests before, and may not run at all', () =>
    given('standardLoop.before.bpmn')
      .when(start({ n: 5 }))
      .variables({ n: 5 })
      .times(1, 'entered inc')
      .ends());
  it('runs at most its maximum', () =>
    given('standardLoop.maximum.bpmn').when(start(), complete('try')).waits('try').when(complete('try')).ends());
});
