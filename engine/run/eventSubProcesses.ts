import type { Action } from '../behavior';
import type { Variables } from '../events';
import type { Element } from '../program';
import { clear } from './lifecycle';
import { enter } from './tokens';
import { endWaits } from './waits';

/** Starts the event sub-process of a start event in the scope it belongs to; an interrupting one ends all else there (§13.5.4). */
export const startEventSubProcess = (start: Element, variables: Variables, local?: Variables): Action => (step, scope) => {
  if (start.node.interrupting !== false) {
    clear(step, scope, 'interrupted');
    const starts = new Set(step.element(scope).eventStarts.map((each) => each.id));
    endWaits(step, scope, (wait) => 'element' in wait && wait.element !== undefined && starts.has(wait.element));
    step.emit({ type: 'remembered', key: scope.key, data: { interrupted: true } });
  }
  const own = { ...variables, ...local };
  enter(step, start.scope!, { scope: scope.key, ...(Object.keys(own).length ? { variables: own } : {}) });
};
