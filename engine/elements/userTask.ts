import { wait } from '../actions';
import type { Action, Behavior } from '../behavior';
import { openTask } from '../run/openTask';

/** Opens for a person and waits until it is completed. BPMN 2.0.2 §13.3.3 */
export const userTask: Behavior = {
  enter: () => [open],
};

const open: Action = (step, instance) => {
  const opened = openTask(step, instance);
  wait({ type: 'task' })(step, instance);
  step.command({ type: 'openTask', key: instance.key, element: instance.element, ...opened });
};
