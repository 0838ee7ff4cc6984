import type { EventDefinition } from '../graph';
import type { Element } from '../program';
import type { Instance, Wait } from '../state';
import { attempt } from './attempt';
import { derive } from './derive';
import { hereOf } from './instances';
import { begin } from './lifecycle';
import type { Step } from './Step';
import { endWait, fire } from './waits';

type OfType<T extends EventDefinition['type']> = Extract<EventDefinition, { type: T }>;

/** The event that a wait is for, and its definition there. */
function definitionOf(
  step: Step,
  owner: Instance,
  wait: Extract<Wait, { definition?: number }>,
): { event: Element; definition: EventDefinition } {
  const event = step.program.elements.get(wait.element ?? owner.element)!;
  return { event, definition: event.events[wait.definition ?? 0]! };
}

/** Evaluates a condition; the event happens when it holds and did not before. */
export function look(step: Step, owner: Instance, wait: Wait): void {
  if (wait.type !== 'condition') return;
  const definition = definitionOf(step, owner, wait).definition as OfType<'conditional'>;
  const holds = hereOf(step, owner).isTrue(definition.condition);
  if (holds === (wait.held === true)) return;
  const { held: _, ...rest } = wait;
  const next: Wait = holds ? { ...rest, held: true } : rest;
  step.emit({
    type: 'waitChanged',
    key: owner.key,
    element: owner.element,
    index: owner.waits!.indexOf(wait),
    before: wait,
    wait: next,
  });
  if (holds)
    step.agenda.later(owner.scope ?? owner.key, () => {
      if (step.alive(owner)) fire(step, owner, next);
    });
}

/** Evaluates the changes since the last evaluation. */
export function evaluatePending(step: Step): void {
  const names = new Set(step.changed);
  step.changed.clear();
  evaluateChanges(step, names);
}

/**
 * After changes of variables: conditions that read them are evaluated, dates derived from them are derived again, and
 * data being waited for are checked.
 */
export function evaluateChanges(step: Step, names: ReadonlySet<string> | 'all'): void {
  step.budget.spend(step.index.countWaiting('condition') + step.index.countWaiting('timer'));
  const touches = (reads: string[]) => names === 'all' || reads.some((name) => names.has(name));
  for (const { owner, wait } of waiting(step, 'condition')) {
    const { definition } = definitionOf(step, owner, wait as Extract<Wait, { type: 'condition' }>);
    const { condition, variables } = definition as OfType<'conditional'>;
    if (touches(variables ?? namesRead(step, condition))) attempt(step, owner, 'derive', () => look(step, owner, wait));
  }
  for (const { owner, wait } of waiting(step, 'timer'))
    attempt(step, owner, 'derive', () => deriveAgain(step, owner, wait, touches));
  for (const { owner, wait } of waiting(step, 'data')) takeUp(step, owner, wait);
  for (const place of Object.keys(step.state.arrived)) step.touched.add(Number.parseInt(place, 10));
}

const waiting = (step: Step, topic: string): { owner: Instance; wait: Wait }[] =>
  step.index.waitingFor(topic).flatMap((key) => {
    const owner = step.instance(key)!;
    return owner.waits!.filter((wait) => wait.type === topic).map((wait) => ({ owner, wait }));
  });

/** Includes names that may or may not be members of a filter's items. */
function namesRead(step: Step, text: string): string[] {
  const { reads, mayRead } = step.program.expression(text);
  return [...reads, ...mayRead];
}

function deriveAgain(step: Step, owner: Instance, wait: Wait, touches: (reads: string[]) => boolean): void {
  const index = owner.waits?.indexOf(wait) ?? -1;
  if (wait.type !== 'timer' || !wait.basis || index < 0) return;
  const definition = definitionOf(step, owner, wait).definition as OfType<'timer'>;
  if (!touches(namesRead(step, definition.value))) return;
  const { element, definition: at } = wait;
  const next: Wait = {
    type: 'timer',
    ...(element === undefined ? {} : { element }),
    ...(at === undefined ? {} : { definition: at }),
    ...derive(hereOf(step, owner), definition),
  };
  if (JSON.stringify(next) !== JSON.stringify(wait))
    step.emit({ type: 'waitChanged', key: owner.key, element: owner.element, index, before: wait, wait: next });
}

function takeUp(step: Step, owner: Instance, wait: Wait): void {
  const index = owner.waits?.indexOf(wait) ?? -1;
  if (index < 0) return;
  endWait(step, owner, index, true);
  begin(step, owner);
}
