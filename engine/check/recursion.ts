import type { Element } from './Element';
import { attribute, extension } from './facets';
import type { Model } from './Model';

const found = new WeakMap<Model, Set<Element>>();

/** Call activities that are on every path and lead back, by such calls, to their own process: it would never end. */
export function recursion(model: Model): ReadonlySet<Element> {
  let cyclic = found.get(model);
  if (!cyclic) {
    const calls = new Map(
      model
        .all('CallActivity')
        .filter((call) => unavoidable(call, model))
        .map((call) => [call, called(call, model)]),
    );
    const from = new Map<Element, Element[]>();
    for (const call of calls.keys()) {
      const home = call.within('Process')!;
      from.set(home, [...(from.get(home) ?? []), call]);
    }
    cyclic = new Set();
    for (const [call, callee] of calls)
      if (
        callee &&
        reaches(callee, call.within('Process')!, (process) =>
          (from.get(process) ?? []).flatMap((c) => calls.get(c) ?? []),
        )
      )
        cyclic.add(call);
    found.set(model, cyclic);
  }
  return cyclic;
}

function called(call: Element, model: Model): Element | undefined {
  const name = attribute(extension(call, 'calledElement'), 'processId') ?? call.get('calledElement');
  return name ? model.find(name, call.xml).target : undefined;
}

function reaches(from: Element, home: Element, next: (process: Element) => Element[]): boolean {
  const seen = new Set([from]);
  for (const process of seen) next(process).forEach((after) => seen.add(after));
  return seen.has(home);
}

/** Without the call no end is reached, neither on its own level nor on enclosing ones. */
function unavoidable(call: Element, model: Model): boolean {
  const scope = call.parent!;
  if (!scope.is('Process', 'SubProcess') || scope.flag('triggeredByEvent') || model.boundary(call).length > 0)
    return false;
  const seen = new Set(
    scope
      .all('FlowNode')
      .filter((node) => node !== call && model.incoming(node).length === 0 && !node.is('BoundaryEvent')),
  );
  for (const node of seen) {
    const next = [...model.outgoing(node).flatMap((flow) => flow.ref('targetRef') ?? []), ...model.boundary(node)];
    next.filter((after) => after !== call).forEach((after) => seen.add(after));
  }
  const avoided = [...seen].some((node) => model.outgoing(node).length === 0);
  return !avoided && (scope.is('Process') || unavoidable(scope, model));
}
