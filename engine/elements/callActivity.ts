import { wait } from '../actions';
import { DEEPEST_CALL } from '../budgets';
import type { Action, Behavior } from '../behavior';
import { textOf } from '../run/evaluate';
import { Stuck } from '../run/Stuck';
import { sendable, visible } from '../run/variables';

/** Calls a process or global task and waits until it has ended. BPMN 2.0.2 §13.3.4 */
export const callActivity: Behavior = {
  enter: () => [call],
  resume: () => [call],
};

const call: Action = (step, instance) => {
  const { key, element } = instance;
  const called = step.element(instance).node.called!;
  const process = textOf(step, key, called.process);
  if (!process)
    throw new Stuck(
      'NOT_A_TEXT',
      '被调用流程的表达式没有给出标识。',
      'The expression of the called process does not give an id.',
    );
  if ((step.state.instance?.depth ?? 0) >= DEEPEST_CALL)
    throw new Stuck(
      'CALL_TOO_DEEP',
      `调用嵌套超过 ${DEEPEST_CALL} 层，流程可能在循环调用自己。`,
      `Calls are nested more than ${DEEPEST_CALL} deep: a process may be calling itself endlessly.`,
    );
  const variables = called.propagateAllParent ? visible(step, key) : { ...instance.variables };
  sendable(step, variables);
  if (!instance.waits?.some((each) => each.type === 'call')) wait({ type: 'call', process })(step, instance);
  step.command({
    type: 'callProcess',
    key,
    element,
    process,
    ...(called.binding ? { binding: called.binding } : {}),
    variables,
  });
};
