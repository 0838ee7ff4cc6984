import type { Element } from '../program';
import { Refusal } from '../Refusal';
import { enter } from '../run/enter';
import type { Step } from '../run/Step';
import type { Key } from '../state';

/** An element to be activated, and its scope instance, opened if it is not open yet. */
export interface Target {
  element: Element;
  open: () => Key;
}

/**
 * Determines where an element can be activated: in the given scope instance, in the only open one, or in one to be
 * opened. Throws Refusal.
 */
export function targetOf(step: Step, id: string, scope: Key | undefined): Target {
  const element = step.program.elements.get(id);
  if (!element?.scope)
    throw new Refusal(
      'NO_SUCH_ELEMENT',
      `定义中没有可以激活的元素「${id}」。`,
      `The definition has no element “${id}” that can be activated.`,
      id,
    );
  if (scope === undefined) return { element, open: openScope(step, element.scope) };
  if (step.instance(scope)?.element !== element.scope.id) {
    throw new Refusal(
      'SCOPE_NOT_OPEN',
      `编号 ${scope} 不是「${element.scope.id}」的活动实例。`,
      `Key ${scope} is not an active instance of “${element.scope.id}”.`,
      id,
    );
  }
  return { element, open: () => scope };
}

function openScope(step: Step, scope: Element): () => Key {
  const instances = Object.values(step.state.instances).filter((instance) => instance.element === scope.id);
  const open = instances.filter((instance) => !instances.some((inner) => inner.scope === instance.key));
  if (open.length === 1 && (!scope.node.loop || instances.length > 1)) return () => open[0]!.key;
  if (open.length > 1)
    throw new Refusal(
      'AMBIGUOUS_SCOPE',
      `「${scope.id}」有多个活动实例，请指明其中一个。`,
      `“${scope.id}” has several active instances: name one.`,
      scope.id,
    );
  if (!scope.scope || scope.node.loop)
    throw new Refusal(
      'SCOPE_NOT_OPEN',
      `「${scope.id}」没有活动实例，也不能单独打开。`,
      `“${scope.id}” has no active instance and cannot be opened on its own.`,
      scope.id,
    );
  const outer = openScope(step, scope.scope);
  let opened: Key | undefined;
  return () => (opened ??= enter(step, scope, { scope: outer(), data: { opened: true } }).key);
}
