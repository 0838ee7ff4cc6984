import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { abort } from '../run/abort';
import { throwOutwards } from '../run/throwing';

/** Ends the innermost scope that catches it; uncaught, the process instance fails with it (§10.5.5). */
export const error: EventBehavior<Extract<EventDefinition, { type: 'error' }>> = {
  throws: (_here, { code }) => [
    (step, instance) => {
      if (throwOutwards(step, instance, { event: 'error', ...(code === undefined ? {} : { code }) })) return;
      abort(step, 'failed', 'error', {
        ...(code === undefined ? {} : { code }),
        message: `错误结束事件 ${instance.element} / error end event`,
      });
    },
  ],
};
