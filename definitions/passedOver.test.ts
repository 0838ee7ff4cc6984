import { bindingElements, reachable } from '../api/examine/bindingElements';
import { demandNonePassed, demandNothingMadeUp } from '../api/examine/passedOver';
import { shippedGraphs } from '../bin/demo/playStories';
import { sentByProcesses } from '../domain/weight';
import type { Graph, State } from '../engine';

type Demand = Parameters<typeof demandNothingMadeUp>[2];

let graphs: ReadonlyMap<string, Graph>;
const library = {
  published: (id: string) => {
    const graph = graphs.get(id);
    return graph ? Promise.resolve(graph) : Promise.reject(new Error(id));
  },
};
const all = () => Promise.resolve([...graphs.values()]);
beforeAll(async () => {
  graphs = await shippedGraphs();
});

/** A state in which a token stands at each of these elements, with keys from 2. */
const standingAt = (...elements: string[]): State =>
  ({
    instances: Object.fromEntries(elements.map((element, index) => [index + 2, { key: index + 2, element, scope: 1 }])),
  }) as unknown as State;
const outcome = (process: string, at: string, change: Demand): Promise<string> =>
  demandNothingMadeUp(graphs.get(process)!, standingAt(at), change, library, all).then(
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
  ['labour-dispute', 'mediation', 'closeWithdrawn'],
  // The court has not said so: its message on the boundary of the task is the act.
  ['litigation', 'judge', 'judged'],
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
  // Nor the scope that holds it.
  expect(await outcome('performance', 'obligations', { skip: 2 })).toBe('PASSES_OVER');
  const written = (process: string, at: string, name: string) => outcome(process, at, { variables: { [name]: [] } });
  for (const [process, at, ...names] of [
    ['labour-dispute', 'mediation', 'outcome', 'agreement', 'arbitration'],
    // Who is asked, what silence means, the answers, and what follows from them.
    ['consent', 'answer', 'sides', 'side', 'question', 'silence', 'until', 'answers', 'consent'],
    ['signing', 'sign', 'signers', 'signatures', 'sha256', 'paperText', 'signing'],
    // What was agreed, after it was signed.
    ['settlement', 'signOwnSettlement', 'draft', 'settlement', 'settled'],
    // What another process of the case makes, or the records take from any: who applied, what came of it for whom.
    ['service', 'deliver', 'applied', 'agreement', 'effects', 'workerEnds', 'organisation', 'settlement'],
    ['mediation', 'mediate', 'filedAs', 'applied', 'organisation'],
    ['signing', 'sign', 'agreement'],
    ['labour-dispute', 'mediation', 'organisation', 'mediator', 'filedAs', 'award'],
  ] as const)
    for (const name of names)
      expect([process, name, await written(process, at, name)]).toEqual([process, name, 'PASSES_OVER']);
  expect(await written('service', 'deliver', 'recipients')).toBe('done');
  expect(await outcome('labour-dispute', 'mediation', { variables: { case: {} } })).toBe('done');
});

it('where several are asked, nobody is taken from among them, and no token before an act from its scope', async () => {
  const instances = [
    { key: 1, element: 'consent' },
    { key: 4, element: 'answer', scope: 1 },
    { key: 5, element: 'answer', scope: 4 },
    { key: 6, element: 'answer', scope: 4 },
    { key: 7, element: 'tellQuestion', scope: 1 },
  ];
  const taken = (cancel: number[], activate: { element: string; scope?: number }[] = [], present = instances) =>
    demandNothingMadeUp(
      graphs.get('consent')!,
      { instances: Object.fromEntries(present.map((each) => [each.key, each])) } as unknown as State,
      { cancel, activate },
      library,
      all,
    ).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  expect(await taken([6])).toBe('PASSES_OVER');
  // What is put elsewhere does not stand in for it.
  expect(await taken([6], [{ element: 'answer' }])).toBe('PASSES_OVER');
  expect(await taken([7])).toBe('PASSES_OVER');
  // All are asked anew; and where nothing is left, nothing completes.
  expect(await taken([4], [{ element: 'tellQuestion' }])).toBe('done');
  expect(
    await taken(
      [6],
      [],
      instances.filter(({ key }) => [1, 4, 6].includes(key)),
    ),
  ).toBe('done');
});

it('no plan of migration passes over an act, or makes something else of it', async () => {
  const planned = (process: string, plan: Record<string, string>, to = graphs.get(process)!) =>
    demandNonePassed(graphs.get(process)!, to, plan, library).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  expect(await planned('signing', {})).toBe('done');
  expect(await planned('signing', { sign: 'sign' })).toBe('done');
  // What was before the act is after it.
  expect(await planned('signing', { makePaper: 'record' })).toBe('PASSES_OVER');
  const signing = graphs.get('signing')!;
  const plain: Graph = {
    ...signing,
    nodes: { ...signing.nodes, sign: { ...signing.nodes.sign!, properties: {} } },
  };
  expect(await planned('signing', {}, plain)).toBe('PASSES_OVER');
  // Another name for the same.
  const renamed = JSON.parse(
    JSON.stringify(signing).replaceAll('"sign"', '"signPaper"').replaceAll('"record"', '"register"'),
  );
  expect(await planned('signing', { sign: 'signPaper', record: 'register' }, renamed as Graph)).toBe('done');
  expect(await planned('signing', { makePaper: 'register' }, renamed as Graph)).toBe('PASSES_OVER');
});

it('a message that a process sends once something was done in it is sent by no person', () => {
  const thrown = [...graphs.values()].flatMap(({ nodes }) =>
    Object.values(nodes)
      .filter(({ type }) => ['sendTask', 'intermediateThrowEvent', 'endEvent'].includes(type))
      .flatMap(({ message, events = [] }) => [
        message,
        ...events.map((each) => (each.type === 'message' ? each.message : undefined)),
      ])
      .flatMap((each) => (each && 'static' in each.name ? each.name.static : [])),
  );
  expect([...sentByProcesses].sort()).toEqual([...new Set([...thrown, 'withdraw'])].sort());
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
