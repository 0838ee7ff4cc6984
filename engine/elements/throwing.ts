import { complete, leave } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Here } from '../run/Here';
import { compensateNext } from '../run/compensation';
import { finish } from '../run/lifecycle';
import { runAgain } from '../run/jobs';

/**
 * The common part of throwing events: every definition is thrown in order, and the event completes when all of them
 * have been processed and everything it started inside itself (compensation, a job that sends) is done.
 */
export const throwing: Behavior = {
  enter: (here) =>
    here.events.length
      ? [
          ...here.events.flatMap(
            (definition) => here.step.program.eventBehaviors[definition.type].throws?.(here, definition) ?? [],
          ),
          finishUnlessBusy,
        ]
      : [complete()],
  childLeft: (here) =>
    here.step.agenda.tokensMoving(here.instance.key) || here.step.index.childrenOf(here.instance.key).size
      ? []
      : [nextOrDone(here)],
  resume: (here) =>
    here.events.flatMap((definition) =>
      definition.type === 'message' && definition.message.job ? [runAgain(definition.message.job)] : [],
    ),
};

const finishUnlessBusy: Action = (step, instance) =>
  step.agenda.later(instance.scope ?? instance.key, () => {
    const busy =
      instance.waits ||
      instance.incident ||
      step.agenda.tokensMoving(instance.key) ||
      step.index.childrenOf(instance.key).size;
    if (step.alive(instance) && !busy) finish(step, instance);
  });

const nextOrDone =
  (here: Here): Action =>
  (step, instance) => {
    if (compensateNext(step, instance)) return;
    if (here.data.gone) leave([])(step, instance);
    else finish(step, instance);
  };
