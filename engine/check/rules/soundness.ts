import type { Element } from '../Element';
import { inFlow, isEventSubProcess } from '../facets';
import { should, type Rule } from '../Finding';
import type { Model } from '../Model';
import { contract } from '../soundness/contract';
import { explore, MOST_STATES, type Explored } from '../soundness/explore';
import { netOf, type Net } from '../soundness/Net';

const SCOPES = ['Process', 'SubProcess'];
const nets = new WeakMap<Element, Net | null>();
const explored = new WeakMap<Element, Explored | null>();

const net = (scope: Element, model: Model): Net | null => {
  if (!nets.has(scope)) nets.set(scope, netOf(scope, model) ?? null);
  return nets.get(scope)!;
};

/** The states of a scope, or null if they are not explored. */
function states(scope: Element, model: Model): Explored | null {
  if (!explored.has(scope)) {
    const found = net(scope, model);
    explored.set(scope, found && found.begins.length > 0 ? explore(contract(found)) : null);
  }
  return explored.get(scope)!;
}

/** Nodes of the scope that `next` leads to from `from`. */
function reach(from: Iterable<Element>, next: (node: Element) => Element[]): Set<Element> {
  const seen = new Set(from);
  for (const node of seen) for (const after of next(node)) seen.add(after);
  return seen;
}

/** What is legal but cannot be intended: found by exploring the states that each scope can reach. */
export const soundness: Rule[] = [
  should({
    id: 'unreachable',
    clause: 'Heyi, 13.2',
    on: SCOPES,
    zh: '没有路径从开始通到这里，永远不会执行；请连接或删除它。',
    en: 'No path leads here from the start, so it never runs; connect or remove it.',
    breaks: (scope, model) => {
      const found = net(scope, model);
      if (!found) return false;
      const nodes = scope.all('FlowNode');
      const starts = nodes.filter((node) =>
        !inFlow(node)
          ? !node.is('BoundaryEvent')
          : node.is('StartEvent') ||
            node.flag('instantiate') ||
            (!nodes.some((n) => n.is('StartEvent')) && model.incoming(node).length === 0),
      );
      const reached = reach(starts, (node) => [...leads(node, found), ...model.boundary(node)]);
      return nodes.filter((node) => !reached.has(node));
    },
  }),
  should({
    id: 'no-way-to-end',
    clause: 'Heyi, 13.2',
    on: SCOPES,
    zh: '从这里没有路径通向结束，流程会永远循环；请补上出口。',
    en: 'No path leads from here to an end, so the process loops for ever; add a way out.',
    breaks: (scope, model) => {
      const found = net(scope, model);
      if (!found) return false;
      const nodes = scope.all('FlowNode').filter((node) => !isEventSubProcess(node));
      const before = new Map<Element, Element[]>();
      for (const [place, source] of found.source) {
        const target = found.target.get(place)!;
        before.set(target, [...(before.get(target) ?? []), source]);
      }
      for (const event of nodes.filter((node) => node.is('BoundaryEvent'))) {
        const host = event.ref('attachedToRef');
        if (host) before.set(event, [...(before.get(event) ?? []), host]);
      }
      const ends = nodes.filter((node) => leads(node, found).length === 0);
      const ending = reach(ends, (node) => before.get(node) ?? []);
      return nodes.filter((node) => !ending.has(node));
    },
  }),
  should({
    id: 'deadlock',
    clause: 'Heyi, 13.4.1',
    on: SCOPES,
    zh: '可能死锁：令牌到达后等不到其他流入的令牌；请使分支与汇聚的网关配对。',
    en: 'It may deadlock: an arriving token waits for others that never arrive; let splits and joins match.',
    breaks: (scope, model) => [...(states(scope, model)?.stuck ?? [])],
  }),
  should({
    id: 'runs-twice',
    clause: 'Heyi, 13.3.1',
    on: SCOPES,
    zh: '缺少同步：并行的令牌在这里之后依次通过同一条路径，后面的步骤会执行多次；请用并行网关汇聚。',
    en: 'Lack of synchronisation: parallel tokens continue along the same path after this, so what follows runs more than once; join them by a parallel gateway.',
    breaks: (scope, model) => [...(states(scope, model)?.doubled ?? [])],
  }),
  {
    ...should({
      id: 'not-judged',
      clause: 'Heyi',
      on: SCOPES,
      zh: `状态超过 ${MOST_STATES} 个或流程过于交错，未能检查死锁和同步；请拆成子流程。`,
      en: `There are more than ${MOST_STATES} states, or too many ways between them, so deadlocks and synchronisation were not fully checked; divide it into sub-processes.`,
      breaks: (scope, model) => states(scope, model)?.complete === false,
    }),
    severity: 'info',
  },
];

const targets = new WeakMap<Net, Map<Element, Element[]>>();

/** The nodes that a node leads to, including links. */
function leads(node: Element, found: Net): Element[] {
  let map = targets.get(found);
  if (!map) {
    targets.set(found, (map = new Map()));
    for (const [place, source] of found.source) {
      const list = map.get(source);
      if (list) list.push(found.target.get(place)!);
      else map.set(source, [found.target.get(place)!]);
    }
  }
  return map.get(node) ?? [];
}
