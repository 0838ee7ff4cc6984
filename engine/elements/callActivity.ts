import { wait } from '../actions';
import type { Action, Behavior } from '../behavior';
import { textOf } from '../run/evaluate';
import { Stuck } from '../run/Stuck';
import { visible } from '../run/variables';

/** Processes may call one another this deep; more is a process that calls itself without end. */
const DEEPEST = 50;

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
      '被调用流程的表达式没有给出标识。 / The expression of the called process gives no id.',
    );
  if ((step.state.instance?.depth ?? 0) >= DEEPEST)
    throw new Stuck(
      'CALL_TOO_DEEP',
      `调用嵌套超过 ${DEEPEST} 层，流程可能在循环调用自己。 / Calls are nested more than ${DEEPEST} deep: a process may call itself without end.`,
    );
  if (!instance.waits?.some((each) => each.type === 'call')) wait({ type: 'call', process })(step, instance);
  const variables = called.propagateAllParent ? visible(step, key) : { ...instance.variables };
  step.command({
    type: 'callProcess',
    key,
    element,
    process,
    ...(called.binding ? { binding: called.binding } : {}),
    variables,
  });
};
