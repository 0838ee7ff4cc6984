import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { leave } from '../run/lifecycle';
import { nextFlows } from '../run/outgoing';
import { compensables, compensateNext } from '../run/compensation';
import { take } from '../run/tokens';

/** Undoes what completed: the activity it names, otherwise everything in its scope, latest first (§13.5.5). */
export const compensate: EventBehavior<Extract<EventDefinition, { type: 'compensate' }>> = {
  throws: (here, { activity, waitForCompletion }) => [
    (step, instance) => {
      const items = compensables(step, instance, activity);
      const { key, element } = instance;
      step.emit({
        type: 'thrown',
        key,
        element,
        event: 'compensate',
        ...(activity === undefined ? {} : { code: activity }),
      });
      if (!items.length) return;
      step.emit({
        type: 'remembered',
        key,
        data: { compensating: items.map((item) => item.key), ...(waitForCompletion ? {} : { gone: true }) },
      });
      if (!waitForCompletion) for (const flow of nextFlows(here)) take(step, flow, instance.scope!);
      if (!compensateNext(step, instance)) leave(step, instance, []);
    },
  ],
};
