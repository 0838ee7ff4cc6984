import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Element } from '../program';
import type { Instance } from '../state';
import { behaviorOf } from './instances';
import { clear } from './lifecycle';
import type { Here } from './Here';
import type { Step } from './Step';
import { enter } from './enter';
import { endWaits } from './waits';

/**
 * Starts the event sub-process of a start event in its scope; an interrupting one ends everything else there (§13.5.4).
 */
export const startEventSubProcess =
  (start: Element, variables: Variables, local?: Variables): Action =>
  (step, scope) => {
    if (start.node.interrupting !== false) {
      clear(step, scope, 'interrupted');
      close(step, scope);
    }
    const own = { ...variables, ...local };
    enter(step, start.scope!, { scope: scope.key, ...(Object.keys(own).length ? { variables: own } : {}) });
  };

/** No more event sub-processes can start in the scope. */
export function close(step: Step, scope: Instance): void {
  const starts = new Set(step.element(scope).eventStarts.map((each) => each.id));
  endWaits(step, scope, (wait) => 'element' in wait && wait.element !== undefined && starts.has(wait.element));
  step.emit({ type: 'remembered', key: scope.key, data: { closed: true } });
}

/** Only event sub-processes are left in a scope: it is completing, and no new ones can start (§13.5.4). */
export function isCompleting({ step, instance, element }: Here): boolean {
  if (
    !element.eventStarts.length ||
    instance.data?.closed ||
    step.agenda.tokensMoving(instance.key) ||
    step.index.tokensAtJoins(instance.key)
  )
    return false;
  for (const key of step.index.childrenOf(instance.key))
    if (!behaviorOf(step, step.instance(key)!).handler) return false;
  return true;
}
