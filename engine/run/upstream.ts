import type { Element, Link } from '../program';
import type { Join } from './Join';

/**
 * By gateway and incoming flow: the ids of the nodes from which a token can reach that flow without visiting the
 * gateway.
 */
const reaches = new WeakMap<Element, Map<string, Set<string>>>();

/**
 * Whether a token elsewhere in the scope can still reach the gateway on a flow that has no token, and cannot reach it
 * on one that has (§13.4.3). `full` are the flows that have one. Moving tokens count as still arriving.
 */
export function mayStillArrive({ step, element, scope }: Join, full: ReadonlySet<string>): boolean {
  if (step.agenda.tokensMoving(scope) > 0) return true;
  const empty = element.incoming.filter((flow) => !full.has(flow.id));
  const reach = reachOf(element);
  const blocks = (at: string) =>
    empty.some((flow) => reach.get(flow.id)!.has(at)) && ![...full].some((flow) => reach.get(flow)?.has(at));
  for (const key of step.index.childrenOf(scope)) if (blocks(step.instance(key)!.element)) return true;
  if (!step.index.tokensAtJoins(scope)) return false;
  return element.scope!.joins.some(
    (join) => join !== element && step.state.arrived[`${scope}/${join.id}`] && blocks(join.id),
  );
}

function reachOf(gateway: Element): Map<string, Set<string>> {
  let reach = reaches.get(gateway);
  if (!reach)
    reaches.set(gateway, (reach = new Map(gateway.incoming.map((flow) => [flow.id, upstreamOf(flow, gateway)]))));
  return reach;
}

/**
 * All nodes before a flow, against the direction of flows, from boundary events to their activities and from link catch
 * events to their throw events.
 */
function upstreamOf(flow: Link, gateway: Element): Set<string> {
  const found = new Set<string>();
  const open = [flow.from];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at === gateway || found.has(at.id)) continue;
    found.add(at.id);
    open.push(...at.incoming.map((incoming) => incoming.from), ...before(at));
  }
  return found;
}

function before(at: Element): Element[] {
  const around = at.scope!.children;
  if (at.node.attachedTo) return around.filter((other) => other.id === at.node.attachedTo);
  const names = at.events.flatMap((event) => (event.type === 'link' ? [event.name] : []));
  return names.length
    ? around.filter(
        (other) =>
          other !== at &&
          !other.inner.catches &&
          other.events.some((event) => event.type === 'link' && names.includes(event.name)),
      )
    : [];
}
