import { bindingElements, demandNothingMadeUp, reachable } from '../api/examine/passedOver';
import { shippedGraphs } from '../bin/demo/playStories';
import type { Graph, State } from '../engine';

type Demand = Parameters<typeof demandNothingMadeUp>[2];

let graphs: ReadonlyMap<string, Graph>;
const library = {
  published: (id: string) => {
    const graph = graphs.get(id);
    return graph ? Promise.resolve(graph) : Promise.reject(new Error(id));
  },
};
beforeAll(async () => {
  graphs = await shippedGraphs();
});

/** A state in which a token stands at each of these elements, with keys from 2. */
const standingAt = (...elements: string[]): State =>
  ({
    instances: Object.fromEntries(elements.map((element, index) => [index + 2, { key: index + 2, element, scope: 1 }])),
  }) as unknown as State;
const outcome = (process: string, at: string, change: Demand): Promise<string> =>
  demandNothingMadeUp(graphs.get(process)!, standingAt(at), change, library).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const moved = (process: string, from: string, to: string) =>
  outcome(process, from, { cancel: [2], activate: [{ element: to }] });

it.each([
  ['consent', 'answer', 'answered'],
  ['represented', 'awaiting', 'known'],
  ['signing', 'sign', 'allSigned'],
  ['signing', 'sign', 'record'],
  ['mediation', 'mediate', 'allSigned'],
  ['mediation', 'signAgreement', 'agreed'],
  ['negotiation', 'signSettlement', 'settled'],
  ['performance', 'perform', 'performanceConfirmed'],
  ['arbitration', 'makeAward', 'awardDocuments'],
  ['labour-dispute', 'mediation', 'closeMediation'],
  ['labour-dispute', 'mediation', 'closed'],
  // Nobody has withdrawn.
  ['labour-dispute', 'mediation', 'withdrawnOutcome'],
])('in %s a token at %s is not moved on to %s, which stands for an act that nobody did', async (process, from, to) => {
  expect(await moved(process, from, to)).toBe('PASSES_OVER');
});

it.each([
  // To be done by those concerned, from the start or once more.
  ['consent', 'answer', 'answer'],
  ['signing', 'allSigned', 'sign'],
  ['mediation', 'signAgreement', 'mediate'],
  // Nothing binding lies between.
  ['arbitration', 'awardDocuments', 'signAward'],
  ['signing', 'record', 'isSigned'],
  // A dispute may begin in any stage.
  ['labour-dispute', 'mediation', 'arbitration'],
])('in %s a token at %s may be moved to %s', async (process, from, to) => {
  expect(await moved(process, from, to)).toBe('done');
});

it('an element that stands for such an act is not skipped, and its results and the outcome are not written', async () => {
  expect(await outcome('signing', 'sign', { skip: 2 })).toBe('PASSES_OVER');
  expect(await outcome('mediation', 'signAgreement', { skip: 2 })).toBe('PASSES_OVER');
  expect(await outcome('signing', 'record', { skip: 2 })).toBe('done');
  for (const name of ['outcome', 'agreement', 'arbitration'])
    expect([name, await outcome('labour-dispute', 'mediation', { variables: { [name]: 1 } })]).toEqual([
      name,
      'PASSES_OVER',
    ]);
  expect(await outcome('labour-dispute', 'mediation', { variables: { case: {} } })).toBe('done');
});

const binds = new Set([
  ...['labour-dispute', 'negotiation', 'mediation', 'arbitration', 'litigation', 'set-aside'],
  ...['consent', 'signing', 'settlement', 'performance', 'securing', 'payment-order', 'represented'],
]);
it('every shipped process that binds is recognised, and what every shipped process begins with is free', async () => {
  for (const [id, graph] of graphs) {
    const binding = await bindingElements(graph, library);
    if (binds.has(id)) expect([id, binding.size > 0]).toEqual([id, true]);
    const free = reachable(graph, [graph.process], binding);
    for (const start of graph.nodes[graph.process]!.starts ?? [])
      expect([id, start, free.has(start)]).toEqual([id, start, true]);
  }
});
