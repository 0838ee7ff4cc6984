import { remember } from '../actions';
import type { Action } from '../behavior';
import type { Instance } from '../state';
import { isHeldUp } from './listeners';
import type { Step } from './Step';
import { fire } from './waits';

/** The event that starts a process instance, and which of its definitions happened. */
interface StartedBy {
  event: string;
  definition: number | number[];
}

/** The event named by the start of the process instance, also if it was held up before it could begin. */
export const startedBy = ({ event }: Step, root: Instance): StartedBy | undefined =>
  event.type === 'start' && event.startEvent !== undefined
    ? { event: event.startEvent, definition: event.definition ?? 0 }
    : (root.data?.came as StartedBy | undefined);

/**
 * Starts a process instance at an event that has happened: a start event, an instantiating receive task, or an event
 * after an instantiating event-based gateway (§13.2).
 */
export const startAt =
  (came: StartedBy): Action =>
  (step, root) => {
    const event = step.program.elements.get(came.event)!;
    const before = event.incoming[0]?.from;
    const first = before?.inner.chosen ? before : event;
    step.agenda.token(root.key, {
      element: first,
      entry: { scope: root.key },
      then: (instance) => {
        if (isHeldUp(step, instance)) remember({ came })(step, instance);
        else happens(step, instance, came);
      },
    });
  };

/** The element that starts the process was held up and is armed now: its event happens. */
export const resumeStart: Action = (step, instance) => {
  if (instance.data?.came) happens(step, instance, instance.data.came as StartedBy);
};

function happens(step: Step, instance: Instance, { event, definition }: StartedBy): void {
  for (const each of [definition].flat()) {
    const happened = instance.waits?.find(
      (wait) =>
        wait.type !== 'task' &&
        wait.type !== 'job' &&
        wait.type !== 'call' &&
        wait.type !== 'data' &&
        (wait.element ?? instance.element) === event &&
        (wait.definition ?? 0) === each,
    );
    if (happened) fire(step, instance, happened);
  }
}
