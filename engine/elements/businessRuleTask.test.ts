import { bindDecisions, parseDmn } from '../dmn';
import { given, start } from '../../tests/engine/given';

const decisions = {
  entry: {
    evaluate: (scope: { get(name: string): unknown }) => ({
      result: scope.get('kind') === 'wages' ? 'mediation' : 'negotiation',
      trace: [1],
    }),
  },
};

/** Two rules of a unique table match if the amount is over 10. */
const table = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:heyi:test"><inputData id="a" name="amount"><variable name="amount" /></inputData>
<decision id="entry" name="entry"><variable name="entry" /><informationRequirement><requiredInput href="#a" /></informationRequirement>
<decisionTable id="t"><input id="i"><inputExpression id="x"><text>amount</text></inputExpression></input><output id="o" />
<rule id="r1"><inputEntry id="e1"><text>&gt; 0</text></inputEntry><outputEntry id="o1"><text>"negotiation"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="e2"><text>&gt; 10</text></inputEntry><outputEntry id="o2"><text>"mediation"</text></outputEntry></rule></decisionTable></decision></definitions>`;
const real = { entry: bindDecisions(parseDmn(table)).decision('entry')! };

describe('business rule task', () => {
  it('evaluates its decision and records which rules matched', () =>
    given('businessRuleTask.bpmn', { decisions })
      .when(start({ kind: 'wages' }))
      .then('decided triage')
      .variables({ stage: 'mediation' })
      .ends());

  it('stops with an incident if the decision does not exist', () =>
    given('businessRuleTask.bpmn').when(start()).incident('triage', 'NO_SUCH_DECISION'));

  it('stops with an incident if the decision violates its own rules, and accepts null as a result if no rule matched', () => {
    given('businessRuleTask.bpmn', { decisions: real })
      .when(start({ amount: 5 }))
      .variables({ stage: 'negotiation' })
      .ends();
    given('businessRuleTask.bpmn', { decisions: real })
      .when(start({ amount: -5 }))
      .variables({ stage: null })
      .ends();
    given('businessRuleTask.bpmn', { decisions: real })
      .when(start({ amount: 50 }))
      .incident('triage', 'EXPRESSION_FAILED');
  });
});
