import type { Action } from '../behavior';
import type { Element } from '../program';
import { enter } from './tokens';
import { fire } from './waits';

/**
 * Begins a process instance at an event that has happened: a start event, a receive task that instantiates, or an event after an
 * event-based gateway that does (§13.2). `definition` is which of its definitions happened.
 */
export const startAt = (event: Element, definition: number): Action => (step, root) => {
  const before = event.incoming[0]?.from;
  const first = before?.inner.chosen ? before : event;
  step.agenda.token(root.key, () => {
    const instance = enter(step, first, { scope: root.key });
    const happened = instance.waits?.find((wait) =>
      wait.type !== 'task' && wait.type !== 'job' && wait.type !== 'call' && wait.type !== 'data'
      && (wait.element ?? instance.element) === event.id && (wait.definition ?? 0) === definition);
    if (happened) fire(step, instance, happened);
  });
};
