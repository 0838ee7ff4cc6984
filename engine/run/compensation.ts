import type { Compensable, Instance, Key } from '../state';
import { perform } from './attempt';
import { behaviorOf, hereOf, isIteration } from './instances';
import type { Step } from './Step';

/** What a completing activity leaves behind to be compensated later, if it can be. */
export function keepForCompensation(step: Step, instance: Instance): Compensable | undefined {
  const { scope } = instance;
  if (scope === undefined) return undefined;
  const element = step.element(instance);
  const behavior = behaviorOf(step, instance);
  if (behavior.past || (element.behavior !== element.inner && behavior === element.behavior)) return undefined;
  const inside = step.state.compensable?.filter((item) => item.scope === instance.key) ?? [];
  if (element.compensation) forget(step, inside);
  else if (!behavior.compensable?.(hereOf(step, instance))) return undefined;
  const around = isIteration(step, instance) ? step.instance(scope)!.scope! : scope;
  return {
    key: instance.key,
    element: instance.element,
    scope: around,
    ...(instance.variables ? { variables: instance.variables } : {}),
  };
}

/**
 * A handler of its own undoes the activity as a whole, so what completed inside is no longer compensated one by one.
 */
function forget(step: Step, items: Compensable[]): void {
  for (const item of items) {
    forget(step, step.state.compensable?.filter((inner) => inner.scope === item.key) ?? []);
    step.emit({ type: 'compensableUsed', key: item.key });
  }
}

/**
 * What a compensation thrown from an instance undoes, latest completed first: the named activity, otherwise everything
 * that completed in its scope; from an event sub-process also in the enclosing scope (§13.5.5).
 */
export function compensables(step: Step, thrower: Instance, activity?: string): Compensable[] {
  const scopes = new Set<Key>();
  for (let at = thrower.scope; at !== undefined; at = step.instance(at)!.scope) {
    const scope = step.instance(at)!;
    scopes.add((scope.data?.compensates as Key | undefined) ?? at);
    if (activity === undefined && !behaviorOf(step, scope).handler) break;
  }
  const found = (step.state.compensable ?? []).filter(
    (item) => scopes.has(item.scope) && (activity === undefined || item.element === activity),
  );
  return found.reverse();
}

/** Starts the next compensation that the instance is responsible for; false if none is left. */
export function compensateNext(step: Step, instance: Instance): boolean {
  const [next, ...rest] = (instance.data?.compensating as Key[] | undefined) ?? [];
  if (next === undefined) return false;
  step.emit({ type: 'remembered', key: instance.key, data: { compensating: rest.length ? rest : null } });
  const item = step.state.compensable?.find((each) => each.key === next);
  if (!item) return compensateNext(step, instance);
  const element = step.program.elements.get(item.element)!;
  step.emit({ type: 'compensableUsed', key: item.key });
  const { variables } = item;
  step.agenda.token(instance.key, {
    element: element.compensation ?? element,
    entry: {
      scope: instance.key,
      ...(variables ? { variables } : {}),
      ...(element.compensation ? {} : { data: { compensates: item.key } }),
    },
  });
  return true;
}

/** Cancels the innermost transaction around an instance. */
export function cancelAround(step: Step, from: Instance): void {
  for (let at = from.scope; at !== undefined; at = step.instance(at)!.scope) {
    const scope = step.instance(at)!;
    const actions = behaviorOf(step, scope).cancel?.(hereOf(step, scope));
    if (actions) return perform(step, scope, actions);
  }
}
