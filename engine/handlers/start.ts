import { remember } from '../actions';
import type { Event } from '../events';
import type { Program } from '../program';
import { Refusal } from '../Refusal';
import { isHeldUp } from '../run/listeners';
import { startedBy } from '../run/startAt';
import { enter } from '../run/enter';
import type { Step } from '../run/Step';

/** The start of a process instance: at its none start events, or at the event that happened (§13.2). */
export function startOf(program: Program, event: Extract<Event, { type: 'start' }>): (step: Step) => void {
  const { startEvent, variables } = event;
  const { root } = program;
  const element = startEvent === undefined ? undefined : program.elements.get(startEvent);
  if (startEvent !== undefined && element?.scope !== root) {
    throw new Refusal(
      'NO_SUCH_ELEMENT',
      `流程没有开始事件「${startEvent}」。`,
      `The process has no start event “${startEvent}”.`,
      startEvent,
    );
  }
  if (startEvent === undefined && !root.starts.length && root.children.length) {
    throw new Refusal(
      'START_EVENT_NEEDED',
      '流程有多个开始事件，请指明从哪一个开始。',
      'The process has several start events: name the one at which it starts.',
    );
  }
  return (step) => {
    const instance = enter(step, root, variables ? { variables } : {});
    const came = startedBy(step, instance);
    if (came && isHeldUp(step, instance)) remember({ came })(step, instance);
  };
}
