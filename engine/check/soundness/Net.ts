import type { Element } from '../Element';
import { inFlow, isEventSubProcess, kinds } from '../facets';
import type { Model } from '../Model';

/** A sequence flow that may hold tokens, or the jump of a link. */
export type Place = number;

/** One way in which a node may fire: it takes a token from each of `takes` and puts one on each of `puts`. */
export interface Step {
  node: Element;
  takes: Place[];
  puts: Place[];
  /** Everything else in the scope ends with it. */
  ends?: boolean;
  /** An inclusive join: takes the tokens that are present in `takes`, once no more can arrive. */
  inclusive?: boolean;
}

/** How tokens can move within one process or sub-process, with its sub-processes as single steps. */
export interface Net {
  places: number;
  /** Where a place leads to and where it comes from. */
  target: Map<Place, Element>;
  source: Map<Place, Element>;
  steps: Step[];
  /** One list of places for each way to start. */
  begins: Place[][];
}

const MOST_CHOICES = 4;

/**
 * The net of a scope; undefined if it has elements that cannot be predicted: complex joins, several tokens at once,
 * ad-hoc order.
 */
export function netOf(scope: Element, model: Model): Net | undefined {
  const nodes = scope.all('FlowNode').filter((node) => !isEventSubProcess(node) && !node.flag('isForCompensation'));
  if (scope.is('AdHocSubProcess') || nodes.some((node) => unpredictable(node, model))) return undefined;
  const net: Net = { places: 0, target: new Map(), source: new Map(), steps: [], begins: [] };
  const place = new Map<Element, Place>();
  const lead = (source: Element, target: Element) => {
    net.source.set(net.places, source);
    net.target.set(net.places, target);
    return net.places++;
  };
  for (const node of nodes)
    for (const flow of model.outgoing(node)) {
      const to = flow.ref('targetRef');
      if (to) place.set(flow, lead(node, to));
    }
  const ins = new Map<Element, Place[]>(
    nodes.map((node) => [node, model.incoming(node).flatMap((flow) => place.get(flow) ?? [])]),
  );
  const leaps = new Map<Element, Place>();
  for (const node of nodes) {
    const landing =
      kinds(node).includes('link') && node.is('ThrowEvent')
        ? nodes.find((other) => other.is('CatchEvent') && linked(node, other))
        : undefined;
    if (landing) {
      const leap = lead(node, landing);
      leaps.set(node, leap);
      ins.get(landing)?.push(leap);
    }
  }
  const outs = (node: Element): Place[][] => (leaps.has(node) ? [[leaps.get(node)!]] : ways(node, model, place));
  const aside = sidelines(nodes, net, model);
  for (const node of nodes) net.steps.push(...stepsOf(node, ins.get(node) ?? [], outs, model, aside));
  net.begins = [...begins(nodes, ins, outs), ...[...aside].flatMap(outs)];
  return net;
}

const linked = (thrown: Element, caught: Element) => {
  const [from, to] = [thrown.all('LinkEventDefinition')[0], caught.all('LinkEventDefinition')[0]];
  return (
    !!from &&
    !!to &&
    (from.refs('target').includes(to) || (from.get('name') ?? thrown.name) === (to.get('name') ?? caught.name))
  );
};

const unpredictable = (node: Element, model: Model) =>
  (node.is('ComplexGateway') && model.incoming(node).length > 1) ||
  Number(node.get('startQuantity') ?? 1) > 1 ||
  Number(node.get('completionQuantity') ?? 1) > 1;

/** Each start event starts on its own; without any, all nodes without incoming flows start together (13.3.4). */
function begins(nodes: Element[], ins: Map<Element, Place[]>, outs: (node: Element) => Place[][]): Place[][] {
  const starts = nodes.filter((node) => node.is('StartEvent') || node.flag('instantiate'));
  if (starts.length > 0) return starts.flatMap((start) => (ins.get(start)?.length ? [] : outs(start)));
  const roots = nodes.filter((node) => inFlow(node) && ins.get(node)?.length === 0);
  return roots.reduce<Place[][]>(
    (all, root) => all.slice(0, 64).flatMap((begun) => outs(root).map((way) => [...begun, ...way])),
    [[]],
  );
}

/**
 * Non-interrupting boundary events whose paths never meet the rest, such as a reminder. Each is explored separately, as
 * one more way to start; that several of its tokens may exist at once does no harm.
 */
function sidelines(nodes: Element[], net: Net, model: Model): Set<Element> {
  const beside = nodes.filter(
    (node) => node.is('BoundaryEvent') && !node.flag('cancelActivity') && !kinds(node).includes('compensate'),
  );
  const next = new Map<Element, Element[]>();
  for (const [place, source] of net.source) {
    const list = next.get(source);
    if (list) list.push(net.target.get(place)!);
    else next.set(source, [net.target.get(place)!]);
  }
  const reach = (from: Element[], past: (event: Element) => boolean) => {
    const seen = new Set(from);
    for (const node of seen)
      for (const after of [...(next.get(node) ?? []), ...model.boundary(node).filter(past)]) seen.add(after);
    return seen;
  };
  const main = reach(
    nodes.filter((node) => inFlow(node) && model.incoming(node).length === 0),
    (event) => !beside.includes(event),
  );
  return new Set(beside.filter((event) => [...reach([event], () => true)].every((node) => !main.has(node))));
}

/** The sets of flows a node may leave by. */
function ways(node: Element, model: Model, place: Map<Element, Place>): Place[][] {
  const flows = model.outgoing(node).filter((flow) => place.has(flow));
  const all = flows.map((flow) => place.get(flow)!);
  if (all.length < 2) return [all];
  if (node.is('ExclusiveGateway', 'EventBasedGateway')) return all.map((one) => [one]);
  const free = node.is('InclusiveGateway', 'ComplexGateway')
    ? []
    : all.filter((_, i) => !flows[i]!.child('conditionExpression') && node.ref('default') !== flows[i]);
  const choice = all.filter((one) => !free.includes(one));
  return choice.length === 0
    ? [all]
    : subsets(choice)
        .map((some) => [...free, ...some])
        .filter((way) => way.length > 0);
}

/** All subsets of a few; for many, each single one and all together. */
function subsets(places: Place[]): Place[][] {
  if (places.length > MOST_CHOICES) return [[], ...places.map((one) => [one]), places];
  return Array.from({ length: 2 ** places.length }, (_, bits) => places.filter((__, i) => bits & (1 << i)));
}

function stepsOf(
  node: Element,
  ins: Place[],
  outs: (node: Element) => Place[][],
  model: Model,
  aside: Set<Element>,
): Step[] {
  if (ins.length === 0) return [];
  if (node.is('ParallelGateway')) return outs(node).map((puts) => ({ node, takes: ins, puts }));
  if (node.is('InclusiveGateway') && ins.length > 1)
    return outs(node).map((puts) => ({ node, takes: ins, puts, inclusive: true }));
  const ends = node.is('EndEvent') && kinds(node).some((kind) => ['terminate', 'error', 'cancel'].includes(kind));
  const leaving = outs(node);
  const attached = model
    .boundary(node)
    .filter((event) => !kinds(event).includes('compensate') && !aside.has(event))
    .map((event) => ({ event, ways: outs(event) }));
  const instead = attached.filter(({ event }) => event.flag('cancelActivity')).flatMap((boundary) => boundary.ways);
  const beside = attached
    .filter(({ event }) => !event.flag('cancelActivity'))
    .flatMap((boundary) => boundary.ways)
    .flatMap((way) => leaving.map((usual) => [...usual, ...way]));
  return ins.flatMap((one) =>
    [...leaving, ...instead, ...beside].map((puts) => ({ node, takes: [one], puts, ...(ends ? { ends } : {}) })),
  );
}
