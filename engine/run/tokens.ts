import type { Element, Link } from '../program';
import type { Key } from '../state';
import type { Step } from './Step';

/** A token takes a sequence flow; what follows happens when the agenda reaches it. */
export function take(step: Step, flow: Link, scope: Key): void {
  step.emit({ type: 'flowTaken', flow: flow.id, scope });
  step.agenda.token(scope, { flow });
}

/** A token is placed before an element without a flow: a start, a performer's choice, a repair. */
export function place(step: Step, element: Element, scope: Key): void {
  step.agenda.token(scope, { element, entry: { scope } });
}
