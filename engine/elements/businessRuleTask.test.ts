import { given, start } from '../../tests/engine/given';

const decisions = { entry: { evaluate: (scope: { get(name: string): unknown }) => ({ result: scope.get('kind') === 'wages' ? 'mediation' : 'negotiation', trace: [1] }) } };

describe('business rule task', () => {
  it('evaluates its decision and records which rules matched', () =>
    given('businessRuleTask.bpmn', { decisions }).when(start({ kind: 'wages' })).then('decided triage').variables({ stage: 'mediation' }).ends());

  it('stops with an incident when the decision does not exist', () => given('businessRuleTask.bpmn').when(start()).incident('triage', 'NO_SUCH_DECISION'));
});
