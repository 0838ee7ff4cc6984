import { complete } from '../actions';
import type { Behavior } from '../behavior';
import { serviceTask } from './serviceTask';

/**
 * Evaluates its FEEL script, or runs its job. A script without a result variable that returns a context sets its
 * members. BPMN 2.0.2 §13.3.3
 */
export const scriptTask: Behavior = {
  enter(here) {
    const { script, job } = here.node;
    if (job) return serviceTask.enter(here);
    if (!script) return [complete()];
    const result = here.value(script.feel);
    if (script.result) return [complete({ [script.result]: result })];
    return [complete(result !== null && typeof result === 'object' && !Array.isArray(result) ? { ...result } : {})];
  },
  resume: serviceTask.resume!,
};
