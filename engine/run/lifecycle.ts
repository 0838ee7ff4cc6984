import type { Variables } from '../events';
import type { Link } from '../program';
import type { Instance, Key } from '../state';
import { attempt, perform } from './attempt';
import { keepForCompensation } from './compensation';
import { end } from './end';
import { missesData, waitForData } from './inputSets';
import { behaviorOf, hereOf, isIteration, isLoop } from './instances';
import { release } from './incidents';
import { listen } from './listeners';
import { nextFlows } from './outgoing';
import type { Step } from './Step';
import { take } from './tokens';
import { setResults, mapOut, mapIn } from './variables';
import { armEvents, endWaits } from './waits';

/** From creation to the first wait: input data, then boundary events, then the element's own work. */
export function begin(step: Step, instance: Instance): void {
  attempt(step, instance, 'enter', () => {
    const here = hereOf(step, instance);
    const behavior = behaviorOf(step, instance);
    if (behavior.past) return perform(step, instance, behavior.enter(here));
    if (!isLoop(step, instance)) {
      if (here.node.inputSets && missesData(step, instance)) return waitForData(step, instance);
      if (instance.data?.heard === undefined) mapIn(step, instance);
      if (here.node.listeners && !instance.data?.opened && listen(step, instance, 'start')) return;
    }
    arm(step, instance);
  });
}

/** Arms the boundary events first, then starts the work. */
export function arm(step: Step, instance: Instance): void {
  const { boundary, node } = step.element(instance);
  if (boundary.length && !isIteration(step, instance)) armEvents(step, instance, boundary);
  if (!node.listeners || isLoop(step, instance) || !listen(step, instance, 'creating')) work(step, instance);
}

export const work = (step: Step, instance: Instance): void =>
  perform(step, instance, behaviorOf(step, instance).enter(hereOf(step, instance)));

/** The work of an instance is done, with the result `given`. */
export function complete(step: Step, instance: Instance, given: Variables = {}): void {
  attempt(step, instance, 'complete', () => {
    setResults(step, instance, given);
    finish(step, instance);
  });
}

/** Runs the output mappings, then leaves: the instance can no longer be interrupted while listeners to its end run. */
export function finish(step: Step, instance: Instance): void {
  attempt(step, instance, 'complete', () => {
    if (!isLoop(step, instance)) {
      mapOut(step, instance);
      if (listen(step, instance, 'end')) return endWaits(step, instance, (wait) => wait.type !== 'job');
    }
    depart(step, instance);
  });
}

/** Chooses where the token continues, by the rule for activities and events, and leaves. */
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

/** Something in a scope ended: the scope's behavior checks whether that was everything. */
export function settle(step: Step, scope: Key): void {
  step.touched.add(scope);
  const instance = step.instance(scope);
  if (!instance || instance.incident) return;
  attempt(step, instance, 'children', () =>
    perform(step, instance, behaviorOf(step, instance).childLeft?.(hereOf(step, instance)) ?? []),
  );
}

/** Ends an instance and everything inside it, leaving nothing behind. */
export function terminate(step: Step, instance: Instance, reason?: string): void {
  clear(step, instance, reason);
  endWaits(step, instance);
  if (instance.incident) {
    step.emit({ type: 'incidentResolved', key: instance.key, element: instance.element, how: 'terminated' });
    step.command({ type: 'resolveIncident', key: instance.key, element: instance.element });
    release(step, instance);
  }
  step.emit({ type: 'terminated', key: instance.key, element: instance.element, ...(reason ? { reason } : {}) });
  if (instance.scope !== undefined) step.touched.add(instance.scope);
}

/** Ends everything inside a scope instance except `kept`, including moving tokens and those waiting before joins. */
export function clear(step: Step, scope: Instance, reason?: string, kept?: Instance): void {
  for (const key of [...step.index.childrenOf(scope.key)])
    if (key !== kept?.key) terminate(step, step.instance(key)!, reason);
  step.agenda.clear(scope.key);
  if (!step.index.tokensAtJoins(scope.key)) return;
  for (const node of step.element(scope).joins)
    if (step.state.arrived[`${scope.key}/${node.id}`]) step.emit({ type: 'dropped', node: node.id, scope: scope.key });
}
