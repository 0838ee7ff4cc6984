import type { Action, Behavior } from '../behavior';
import { compensationRun } from '../elements/compensationRun';
import type { Variables } from '../events';
import type { Link } from '../program';
import type { Incident, Instance, Key } from '../state';
import { Here } from './Here';
import { end } from './end';
import { raise } from './incidents';
import { missesData, waitForData } from './inputSets';
import { listen } from './listeners';
import { keepForCompensation } from './compensation';
import { nextFlows } from './outgoing';
import type { Step } from './Step';
import { Stuck } from './Stuck';
import { take } from './tokens';
import { giveOut, mapOut, takeIn } from './variables';
import { armEvents, endWaits } from './waits';

/**
 * What runs an instance: its element's behavior, the inner one for a loop's iteration, or the compensation of a
 * completed scope.
 */
export function behaviorOf(step: Step, instance: Instance): Behavior {
  if (instance.data?.compensates !== undefined) return compensationRun;
  const element = step.element(instance);
  return isIteration(step, instance) ? element.inner : element.behavior;
}

/** A loop and its iterations are instances of the same element, the one inside the other. */
export const isIteration = (step: Step, instance: Instance): boolean =>
  instance.scope !== undefined && step.instance(instance.scope)?.element === instance.element;

export const isLoop = (step: Step, instance: Instance): boolean =>
  step.element(instance).node.loop !== undefined && !isIteration(step, instance);

export const hereOf = (step: Step, instance: Instance): Here => new Here(step, instance, step.element(instance));

/** Does actions in order, as long as the instance lives. */
export function perform(step: Step, instance: Instance, actions: Action[]): void {
  for (const action of actions) {
    if (!step.alive(instance)) return;
    action(step, instance);
  }
}

/** Does a part of an instance's life; if it cannot be done the instance stops there with an incident. */
export function attempt(step: Step, instance: Instance, phase: Incident['phase'], part: () => void): void {
  try {
    part();
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    stop(step, instance, phase, error);
  }
}

/** What stood still already is taken up where it stood first. */
export function stop(step: Step, instance: Instance, phase: Incident['phase'], { code, message }: Stuck): void {
  if (step.alive(instance))
    raise(step, instance, { code, message, at: step.now, phase: instance.incident?.phase ?? phase });
}

/** From its coming to life to its first wait: data in, boundary events armed, then the element's own. */
export function begin(step: Step, instance: Instance): void {
  attempt(step, instance, 'enter', () => {
    const here = hereOf(step, instance);
    const behavior = behaviorOf(step, instance);
    if (behavior.past) return perform(step, instance, behavior.enter(here));
    if (!isLoop(step, instance)) {
      if (here.node.inputSets && missesData(step, instance)) return waitForData(step, instance);
      if (instance.data?.heard === undefined) takeIn(step, instance);
      if (here.node.listeners && !instance.data?.opened && listen(step, instance, 'start')) return;
    }
    arm(step, instance);
  });
}

/** The events on the boundary come first, then the work. */
export function arm(step: Step, instance: Instance): void {
  const { boundary, node } = step.element(instance);
  if (boundary.length && !isIteration(step, instance)) armEvents(step, instance, boundary);
  if (!node.listeners || isLoop(step, instance) || !listen(step, instance, 'creating')) work(step, instance);
}

export const work = (step: Step, instance: Instance): void =>
  perform(step, instance, behaviorOf(step, instance).enter(hereOf(step, instance)));

/** The work of an instance is done: `given` is what it gave. */
export function complete(step: Step, instance: Instance, given: Variables = {}): void {
  attempt(step, instance, 'complete', () => {
    giveOut(step, instance, given);
    finish(step, instance);
  });
}

/** Output mappings, then out: what listens to the end no longer sees it interrupted. */
export function finish(step: Step, instance: Instance): void {
  attempt(step, instance, 'complete', () => {
    if (!isLoop(step, instance)) {
      mapOut(step, instance);
      if (listen(step, instance, 'end')) return endWaits(step, instance, (wait) => wait.type !== 'job');
    }
    depart(step, instance);
  });
}

/** Chooses where the token goes on, by the rule for activities and events, and leaves. */
export function depart(step: Step, instance: Instance): void {
  attempt(step, instance, 'leave', () => {
    const outer = instance.scope === undefined ? undefined : step.instance(instance.scope);
    const collect = outer && behaviorOf(step, outer).collect;
    if (collect) perform(step, outer, collect(hereOf(step, outer), instance));
    if (step.alive(instance))
      leave(step, instance, isIteration(step, instance) ? [] : nextFlows(hereOf(step, instance)));
  });
}

/** The instance is completed and its tokens take these flows. */
export function leave(step: Step, instance: Instance, flows: Link[]): void {
  const { node } = step.element(instance);
  const compensable = keepForCompensation(step, instance);
  endWaits(step, instance);
  step.emit({ type: 'completed', key: instance.key, element: instance.element });
  if (compensable) step.emit({ type: 'compensableAdded', item: compensable });
  if (instance.scope === undefined) return end(step, 'completed', instance.variables);
  for (const flow of flows) for (let n = node.completionQuantity ?? 1; n > 0; n--) take(step, flow, instance.scope);
  settle(step, instance.scope);
}

/** Something went from a scope: its behavior sees whether that was all. */
export function settle(step: Step, scope: Key): void {
  step.touched.add(scope);
  const instance = step.instance(scope);
  if (!instance || instance.incident) return;
  attempt(step, instance, 'children', () =>
    perform(step, instance, behaviorOf(step, instance).childLeft?.(hereOf(step, instance)) ?? []),
  );
}

/** Ends an instance and all that is inside it, leaving nothing behind. */
export function terminate(step: Step, instance: Instance, reason?: string): void {
  clear(step, instance, reason);
  endWaits(step, instance);
  if (instance.incident) {
    step.emit({ type: 'incidentResolved', key: instance.key, element: instance.element, how: 'terminated' });
    step.command({ type: 'resolveIncident', key: instance.key, element: instance.element });
  }
  step.emit({ type: 'terminated', key: instance.key, element: instance.element, ...(reason ? { reason } : {}) });
  if (instance.scope !== undefined) step.touched.add(instance.scope);
}

/** Ends all that is inside a scope instance, tokens on their way and before joins included; but for `kept`. */
export function clear(step: Step, scope: Instance, reason?: string, kept?: Instance): void {
  for (const key of [...step.index.childrenOf(scope.key)])
    if (key !== kept?.key) terminate(step, step.instance(key)!, reason);
  step.agenda.clear(scope.key);
  if (!step.index.tokensAtJoins(scope.key)) return;
  for (const node of step.element(scope).joins)
    if (step.state.arrived[`${scope.key}/${node.id}`]) step.emit({ type: 'dropped', node: node.id, scope: scope.key });
}
