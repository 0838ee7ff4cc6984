import { complete } from '../actions';
import { reasonOf, type Bilingual } from '../bilingual';
import type { Action, Behavior } from '../behavior';
import type { Decision } from '../program';
import { FeelLimitError, toJson, type WarningCode } from '../feel';
import { textOf, VariableScope } from '../run/evaluate';
import { tooLong } from '../run/Budget';
import { Stuck } from '../run/Stuck';
import { serviceTask } from './serviceTask';

/** Evaluates its decision itself, or runs its job. BPMN 2.0.2 §13.3.3 */
export const businessRuleTask: Behavior = {
  enter: (here) => (here.node.job ? serviceTask.enter(here) : [decide]),
  resume: serviceTask.resume!,
};

const decide: Action = (step, instance) => {
  const { id, result: name } = step.element(instance).node.decision!;
  const { key, element } = instance;
  const decision = textOf(step, key, id) ?? '';
  const found = step.program.context.decisions?.[decision];
  if (!found) throw new Stuck('NO_SUCH_DECISION', `没有决策「${decision}」。`, `There is no decision “${decision}”.`);
  const { result, trace } = evaluated(() => found.evaluate(new VariableScope(step, key)), decision);
  const answer = toJson(result);
  step.emit({ type: 'decided', key, element, decision, result: answer, ...(trace === undefined ? {} : { trace }) });
  complete({ [name]: answer })(step, instance);
};

/**
 * A decision that violates its own rules has no result (DMN 1.5 §8.2.8, §10.3.2.13); null that FEEL returns for missing
 * data is a result.
 */
const broken: ReadonlySet<WarningCode> = new Set([
  'FUNCTION_FAILED',
  'SEVERAL_RULES',
  'RULES_DISAGREE',
  'NOT_ALLOWED',
  'BROKEN',
  'NO_DECISION',
  'NOT_FEEL',
  'NOT_ORDERED',
  'NOT_AGGREGABLE',
]);

function evaluated(
  evaluate: () => ReturnType<Decision['evaluate']>,
  decision: string,
): ReturnType<Decision['evaluate']> {
  const outcome = outcomeOf(evaluate, decision);
  const fault = outcome.warnings?.find(({ code }) => broken.has(code));
  if (fault) throw failed(decision, fault);
  return outcome;
}

function outcomeOf(
  evaluate: () => ReturnType<Decision['evaluate']>,
  decision: string,
): ReturnType<Decision['evaluate']> {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof FeelLimitError && error.ofStep) throw tooLong();
    throw failed(decision, reasonOf(error));
  }
}

const failed = (decision: string, { zh, en }: Bilingual): Stuck =>
  new Stuck('EXPRESSION_FAILED', `决策「${decision}」求值失败：${zh}`, `The decision “${decision}” failed: ${en}`);
