import type { Action, Behavior } from '../behavior';
import { remember } from '../actions';
import { compensateNext } from '../run/compensation';
import { leave } from '../run/lifecycle';
import type { Key } from '../state';

/**
 * Compensates a completed sub-process: by its compensation event sub-process if it has one, otherwise by compensating
 * what completed inside it, latest first. The instance represents the completed one, with its data at completion. BPMN
 * 2.0.2 §13.5.5
 */
export const compensationRun: Behavior = {
  past: true,
  enter: ({ element, data, step }) => {
    const handler = element.eventStarts.find(({ events }) => events.some((event) => event.type === 'compensate'));
    if (handler)
      return [
        (_step, instance) =>
          step.agenda.token(instance.key, { element: handler.scope!, entry: { scope: instance.key } }),
      ];
    const inside = (step.state.compensable ?? [])
      .filter((item) => item.scope === (data.compensates as Key))
      .map((item) => item.key);
    return [remember({ compensating: inside.reverse() }), nextOrLeave];
  },
  childLeft: (here) => (here.idle ? [nextOrLeave] : []),
};

const nextOrLeave: Action = (step, instance) => {
  if (!compensateNext(step, instance)) leave(step, instance, []);
};
