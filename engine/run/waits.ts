import type { Command } from '../commands';
import type { Variables } from '../events';
import type { Element } from '../program';
import type { Instance, Wait } from '../state';
import { attempt, perform } from './attempt';
import { behaviorOf, hereOf } from './instances';
import type { Step } from './Step';
import { nextTurn } from './cycle';

/** The instance waits; the outside world is informed as far as it needs to know. */
export function wait(step: Step, instance: Instance, waiting: Wait): void {
  step.emit({ type: 'waiting', key: instance.key, element: instance.element, wait: waiting });
  const { key } = instance;
  const element = ('element' in waiting && waiting.element) || instance.element;
  if (waiting.type === 'message')
    step.command({
      type: 'subscribe',
      key,
      element,
      message: waiting.name,
      ...(waiting.correlationKey === undefined ? {} : { correlationKey: waiting.correlationKey }),
    });
  if (waiting.type === 'signal') step.command({ type: 'subscribeSignal', key, element, signal: waiting.name });
}

/** Arms an instance for events: its own, on its boundary, of its event sub-processes, or offered by it. */
export function armEvents(step: Step, owner: Instance, events: Element[]): void {
  const here = hereOf(step, owner);
  for (const event of events) {
    const element = event.id === owner.element ? {} : { element: event.id };
    event.events.forEach((definition, index) => {
      const actions = step.program.eventBehaviors[definition.type].arm?.(here, definition, {
        ...element,
        ...(index ? { definition: index } : {}),
      });
      if (actions) perform(step, owner, actions);
    });
  }
}

/** Ends one wait: it happened (`fired`) or is withdrawn. */
export function endWait(step: Step, instance: Instance, index: number, fired: boolean): void {
  const ended = instance.waits![index]!;
  step.emit({ type: 'waitEnded', key: instance.key, element: instance.element, index, fired, wait: ended });
  const command = withdrawal(instance, ended, fired);
  if (command) step.command(command);
}

/** Withdraws all waits of an instance, or those selected by `which`. */
export function endWaits(step: Step, instance: Instance, which: (wait: Wait) => boolean = () => true): void {
  if (!instance.waits) return;
  for (let index = instance.waits.length - 1; index >= 0; index--)
    if (which(instance.waits[index]!)) endWait(step, instance, index, false);
}

function withdrawal({ key, element }: Instance, ended: Wait, fired: boolean): Command | undefined {
  const at = ('element' in ended && ended.element) || element;
  switch (ended.type) {
    case 'task':
      return { type: 'closeTask', key, element, reason: fired ? 'completed' : 'withdrawn' };
    case 'job':
      return fired ? undefined : { type: 'cancelJob', key };
    case 'call':
      return fired ? undefined : { type: 'cancelCall', key };
    case 'message':
      return {
        type: 'unsubscribe',
        key,
        element: at,
        message: ended.name,
        ...(ended.correlationKey === undefined ? {} : { correlationKey: ended.correlationKey }),
      };
    case 'signal':
      return { type: 'unsubscribeSignal', key, element: at, signal: ended.name };
    default:
      return undefined;
  }
}

/** Something an instance is armed for happened, with these `variables`. */
export function fire(step: Step, owner: Instance, waiting: Wait, variables: Variables = {}): void {
  const index = owner.waits?.indexOf(waiting) ?? -1;
  if (index < 0) return;
  const at = 'element' in waiting ? waiting.element : undefined;
  const event = step.program.elements.get(at ?? owner.element)!;
  spend(step, owner, index, waiting, event);
  const all = event.node.parallelMultiple ? collected(step, owner, event, variables) : variables;
  if (!all) return;
  const catcher = at === undefined ? behaviorOf(step, owner) : event.inner;
  attempt(step, owner, 'work', () => perform(step, owner, catcher.catches!(hereOf(step, owner), event, all)));
}

/** A cycle advances to its next turn; a non-interrupting event stays armed; otherwise the wait is over. */
function spend(step: Step, owner: Instance, index: number, waiting: Wait, event: Element): void {
  const stays = event.node.interrupting === false;
  const next =
    waiting.type === 'timer' && event.node.interrupting !== true
      ? nextTurn(waiting, step.since(2) ? step.now : undefined)
      : undefined;
  if (next)
    step.emit({ type: 'waitChanged', key: owner.key, element: owner.element, index, before: waiting, wait: next });
  else if (!stays || waiting.type === 'timer' || event.node.parallelMultiple) endWait(step, owner, index, true);
}

/** A parallel multiple event happens when all its definitions have; a non-interrupting one is then armed again. */
function collected(step: Step, owner: Instance, event: Element, variables: Variables): Variables | undefined {
  const before = owner.data?.[event.id] as Variables | undefined;
  const all = { ...before, ...variables };
  const remains = owner.waits?.some(
    (other) =>
      (('element' in other && other.element) || owner.element) === event.id &&
      other.type !== 'task' &&
      other.type !== 'job' &&
      other.type !== 'call',
  );
  if (remains) {
    step.emit({ type: 'remembered', key: owner.key, data: { [event.id]: all } });
    return undefined;
  }
  if (before) step.emit({ type: 'remembered', key: owner.key, data: { [event.id]: null } });
  if (event.node.interrupting === false) armEvents(step, owner, [event]);
  return all;
}
