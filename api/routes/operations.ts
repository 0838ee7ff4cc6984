import {
  Deadlines,
  Definitions,
  Incidents,
  Instances,
  Steps,
  type Deadline,
  type Definition,
  type Incident,
  type Instance,
} from '../../models';
import { compartmentOf } from '../../domain/compartments';
import { mayOpen, openCompartments } from '../access/compartments';
import { demandNoParty } from '../access/independence';
import { textOfIncident, type Graph, type Wait } from '../../engine';
import { filterOf } from '../access/reach';
import type { Who } from '../access/Who';
import { inside, outside } from '../access/targets';
import { audit, SYSTEM } from '../audit/audit';
import { startBulk } from '../bulk/startBulk';
import { heatMap, listInstances } from '../contract/definitions';
import * as contract from '../contract/operations';
import { demandSeat } from '../seat';
import { exceeding } from '../examine/exceeding';
import { demandNothingMadeUp } from '../examine/passedOver';
import { hostTroubles, mendWays, type MendWay } from '../../domain/hostTroubles';
import { invalid, Problem } from '../errors';
import type { Library } from '../library';
import { batchesOfInstance, pastOf } from '../history';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { afterMove, type Move } from '../preview';
import type { Variables } from '../temporal';
import { nameOf } from '../views/nodes';
import { namesOf } from '../views/people';
import { remedyOf } from '../views/remedies';
import { namesOfVersions, newestOf } from '../views/versions';

export const operationRoutes = [
  route(contract.listExceeding, ({ query, at }) => exceeding(query.after, at)),
  route(contract.listIncidents, listIncidents),
  route(contract.readIncident, async ({ target, who }) => (await incidentViews([target], who))[0]!),
  route(contract.retryIncident, (call) => mend(call, 'retry')),
  route(contract.resolveIncident, (call) => mend(call, 'skip')),
  route(contract.mendIncident, mendWhole),
  route(contract.retryIncidents, async (call) => {
    const { process, code, case: number, ids, reason } = call.body;
    const filter = {
      ...filterOf(call.who, 'operation.repair'),
      ...(process && { process }),
      // Incidents of an instance as a whole are repaired one by one.
      code: { $nin: [...hostTroubles.codes], ...(code && { $eq: code }) },
      ...(number && { case: number }),
      ...(ids && { _id: { $in: ids.map(inside) } }),
    };
    const work = await startBulk(call, 'retry', reason, { filter, ...(process && { process }), ...(code && { code }) });
    await audit(call, SYSTEM, 'incident.retryMany', work.id, { reason, total: work.total });
    return work;
  }),
  route(contract.previewMove, previewMove),
  route(contract.repairInstance, repair),
  route(contract.readInstance, readInstance),
  route(listInstances, instances),
  route(heatMap, heat),
];

const EARLIEST = Date.UTC(2015, 0, 1);
const bounds = (now: Date): [number, number] => [EARLIEST, now.getTime() + 86_400_000];

async function listIncidents({
  who,
  query,
  at,
}: Call<
  '/incidents',
  { size: number; after?: string; status: string; process?: string; code?: string; case?: string }
>) {
  const { status, process, code, case: number } = query;
  const filter = {
    status,
    ...filterOf(who, 'operation.read'),
    ...(process && { process }),
    ...(code && { code }),
    ...(number && { case: number }),
  };
  const page = await pageOf<Incident>(Incidents, {
    filter,
    sort: 'at',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: bounds(at),
  });
  return { ...page, rows: await incidentViews(page.rows, who) };
}

/** Incidents and their causes; for sealed talks only the fact, because the message may reveal what was said. */
async function incidentViews(incidents: Incident[], who: Who) {
  const running = new Map(
    (
      await Instances.find({ _id: { $in: incidents.map(({ instance }) => instance) } }, { definition: 1 }).lean<
        Instance[]
      >()
    ).map(({ _id, definition }) => [_id, definition]),
  );
  const definitionOf = ({ instance, definition }: Incident) => running.get(instance) ?? definition;
  const [names, called, newest] = await Promise.all([
    namesOf(incidents.map(({ resolvedBy }) => resolvedBy)),
    namesOfVersions(incidents.map(definitionOf)),
    newestOf(incidents.map(({ process }) => process)),
  ]);
  return incidents.map((incident) => {
    const {
      _id,
      case: number,
      instance,
      key,
      element,
      elementName,
      elementNameEn,
      process,
      code,
      phase,
      retriesLeft,
      region,
      status,
      at,
      resolvedAt,
      resolvedBy,
      how,
    } = incident;
    const definition = definitionOf(incident);
    const newer = status === 'open' ? newest(process) : undefined;
    const name = elementName ?? element;
    return {
      id: outside(_id),
      case: number,
      instance: outside(instance),
      key,
      element,
      elementName: { zh: name, en: elementNameEn ?? name },
      process,
      processName: called(definition),
      definition,
      ...(newer && newer !== definition && { newer }),
      code,
      message: mayOpen(who, incident, incident) ? textOfIncident(incident) : sealedMessage,
      remedy: remedyOf(code, phase),
      ways: status === 'open' ? [...mendWays(code)] : [],
      phase,
      retriesLeft: retriesLeft ?? undefined,
      region,
      status,
      at: at.toISOString(),
      resolvedAt: resolvedAt?.toISOString(),
      resolvedBy: names(resolvedBy),
      how: how ?? undefined,
    };
  });
}

/** That it waits and until when, but not for what. */
const dateOnly = (wait: Wait) => ({ type: wait.type, ...('due' in wait && wait.due && { due: wait.due }) });

const sealedMessage = {
  zh: '调解保密内容，原因不在此显示；请调解员查看',
  en: 'Sealed talks: the cause is shown only to those who lead them',
};

type Mend = Call<
  '/incidents/{id}/retry' | '/incidents/{id}/resolve',
  unknown,
  { variables?: Variables; reason: string }
>;

async function mend({ target, who, body, key, deps }: Mend, type: 'retry' | 'skip') {
  const incident = target as unknown as Incident;
  await demandNoParty(who, incident.case);
  if (incident.status === 'resolved' && !(await Steps.exists({ updates: key })))
    throw new Problem('NO_INCIDENT', { more: { how: incident.how } });
  if (hostTroubles.has(incident.code)) throw new Problem('NO_INCIDENT', { detail: notAnElement });
  const instance = await Instances.findById(incident.instance, { bundle: 1, case: 1, region: 1 }).lean<Instance>();
  if (instance) await demandReal(instance, { type, key: incident.key, variables: body.variables }, deps);
  const { sequence, status } = await deps.temporal.repair(incident.instance, key, {
    type,
    key: incident.key,
    by: who.id,
    reason: body.reason,
    ...(body.variables && { variables: body.variables }),
  });
  return { instance: outside(incident.instance), sequence, status };
}

const notAnElement = {
  zh: '这不是某个环节的异常，不能重试或跳过；请按它的处理办法处理。',
  en: 'No element has failed here, so there is nothing to retry or skip: do what the incident says.',
};

async function mendWhole(call: Call<'/incidents/{id}/mend', unknown, { way: MendWay; reason: string }>) {
  const { who, body, key, deps } = call;
  const { _id, instance, case: of, code, status, how } = call.target as Incident;
  await demandNoParty(who, of);
  const ways = mendWays(code);
  if (!ways.length && hostTroubles.has(code)) throw new Problem('NO_INCIDENT', { detail: remedyOf(code, 'host') });
  if (!ways.includes(body.way))
    throw invalid(
      'way',
      `可选：${ways.join('、') || '重试或跳过'}`,
      `One of: ${ways.join(', ') || 'retry or skip it'}`,
    );
  if (status === 'resolved' && !(await deps.temporal.mended(key))) throw new Problem('NO_INCIDENT', { more: { how } });
  const step = await deps.temporal.mend({ instance, case: of, ...body, by: who.id, update: key }, key);
  await audit(call, of, 'incident.mend', _id, body);
  return { instance: outside(instance), sequence: step.sequence, status: step.status };
}

type RepairBody =
  | { type: 'retry' | 'skip'; key: number; variables?: Variables; reason: string }
  | {
      type: 'move';
      cancel: number[];
      activate: { element: string; scope?: number }[];
      variables?: Variables;
      reason: string;
    }
  | { type: 'startActivity'; scope: number; element: string; reason: string }
  | { type: 'setVariables'; scope?: number; variables: Variables; reason: string }
  | { type: 'cancel'; reason: string };

async function repair({ target: instance, who, body, key, deps }: Call<'/instances/{id}/repair', unknown, RepairBody>) {
  const by = who.id;
  await demandNoParty(who, instance.case);
  if (body.type !== 'cancel') await demandReal(instance, body, deps);
  const { temporal } = deps;
  const change = () => {
    switch (body.type) {
      case 'setVariables':
        return temporal.setVariables(instance._id, key, {
          scope: body.scope,
          variables: body.variables,
          reason: body.reason,
          by,
        });
      case 'cancel':
        return temporal.withdraw(instance._id, key, { reason: body.reason, by, operations: true });
      default:
        return temporal.repair(instance._id, key, { ...body, by } as never);
    }
  };
  const { sequence, status } = await change();
  return { instance: outside(instance._id), sequence, status };
}

/** Throws PASSES_OVER if a repair would make up what only people can do, and INVALID if it would be about another case. */
async function demandReal(
  { _id, bundle, ...of }: Pick<Instance, '_id' | 'bundle' | 'case' | 'region'>,
  change: { type: string; key?: number; variables?: Variables; cancel?: number[]; activate?: { element: string }[] },
  { library }: Pick<Call['deps'], 'library'>,
): Promise<void> {
  const state = pastOf(await batchesOfInstance(_id)).get(_id)?.state;
  // The engine refuses what is not there.
  if (!state) return;
  const graph = await library.graph(bundle);
  const { type, key, ...rest } = change;
  demandSameCase(of, rest.variables);
  await demandNothingMadeUp(graph, state, { ...rest, ...(type === 'skip' && { skip: key }) }, library, () =>
    graphsAround(of.case, library),
  );
}

/** The processes that a case runs, as it runs them, and all that are published: its facts come from any of them. */
async function graphsAround(number: string, library: Pick<Library, 'graph' | 'published'>): Promise<Graph[]> {
  const [bundles, processes] = await Promise.all([
    Instances.distinct('bundle', { case: number }),
    Definitions.distinct('keys', { kind: 'process', status: 'published' }),
  ]);
  const found: Graph[] = [];
  for (const look of [
    ...bundles.map((bundle) => () => library.graph(bundle)),
    ...processes.map((process) => () => library.published(process)),
  ]) {
    // What can no longer be loaded writes no facts.
    const graph = await look().catch(() => undefined);
    if (graph) found.push(graph);
  }
  return found;
}

/**
 * What was filed can be corrected, but not which case it is: by its number messages find it, and by its area it is
 * somebody's.
 */
function demandSameCase(of: Pick<Instance, 'case' | 'region'>, variables: Variables = {}): void {
  demandSeat(variables);
  if (!Object.hasOwn(variables, 'case') || !of.case.startsWith('AH-')) return;
  const written = variables.case;
  const { number, region } = ((typeof written === 'object' && written) || {}) as { number?: unknown; region?: unknown };
  if (number !== of.case)
    throw invalid('variables.case.number', `案号应为 ${of.case}`, `The number of the case is ${of.case}`);
  if (region !== of.region)
    throw invalid('variables.case.region', `地区应为 ${of.region}`, `The area of the case is ${of.region}`);
}

/** Computed from the current state. */
async function previewMove({
  target: instance,
  body,
  at,
  deps,
}: Call<'/instances/{id}/repair/preview', unknown, Move>) {
  const state = pastOf(await batchesOfInstance(instance._id)).get(instance._id)?.state;
  if (!state || instance.status !== 'active') throw new Problem('INSTANCE_ENDED');
  await demandReal(instance, { type: 'move', ...body }, deps);
  return afterMove(deps.library, instance.bundle, state, body, at);
}

async function readInstance({ target: instance, who, deps }: Call<'/instances/{id}'>) {
  const past = pastOf(await batchesOfInstance(instance._id)).get(instance._id);
  const graph = await deps.library.graph(instance.bundle);
  const isOpen = openCompartments(who, instance);
  const elements = Object.values(past?.state?.instances ?? {}).map(
    ({ key, element, scope, variables, waits, incident }) => {
      const open = isOpen(compartmentOf(graph, element));
      return {
        key,
        element,
        name: nameOf(graph, element),
        ...(scope !== undefined && { scope }),
        ...(open ? variables && { variables } : { sealed: true as const }),
        ...(waits && {
          waits: open ? (waits as unknown as Record<string, unknown>[]) : waits.map(dateOnly),
        }),
        ...(incident && {
          incident: { code: incident.code, message: open ? textOfIncident(incident) : sealedMessage },
        }),
      };
    },
  );
  const places = Object.values(graph.nodes)
    .filter(({ name, type }) => name && type !== 'startEvent' && type !== 'boundaryEvent')
    .map(({ id }) => ({ element: id, name: nameOf(graph, id) }));
  const processName = (await namesOfVersions([instance.definition]))(instance.definition);
  return {
    id: outside(instance._id),
    case: instance.case,
    process: instance.process,
    processName,
    definition: instance.definition,
    status: instance.status,
    elements,
    places,
  };
}

async function instances({
  who,
  query,
  at,
  deps,
}: Call<
  '/instances',
  {
    size: number;
    after?: string;
    process?: string;
    definition?: string;
    status?: string;
    case?: string;
    element?: string;
  }
>) {
  const { process, definition, status, case: number, element } = query;
  const filter = {
    ...filterOf(who, 'operation.read'),
    ...(process && { process }),
    ...(definition && { definition }),
    ...(status && { status }),
    ...(number && { case: number }),
  };
  const page = await pageOf<Instance>(
    Instances,
    { filter, sort: 'startedAt', direction: -1, size: query.size, after: query.after, bounds: bounds(at) },
    ({ active }) => !element || Object.values(active ?? {}).includes(element),
  );
  const called = await namesOfVersions(page.rows.map((each) => each.definition));
  return {
    ...page,
    rows: await Promise.all(
      page.rows.map(async (each) => ({
        id: outside(each._id),
        case: each.case,
        ...(each.parent && { parent: outside(each.parent) }),
        process: each.process,
        processName: called(each.definition),
        definition: each.definition,
        region: each.region,
        status: each.status,
        startedAt: each.startedAt.toISOString(),
        endedAt: each.endedAt?.toISOString(),
        active: await standing(each, deps),
        incidents: each.incidents,
      })),
    ),
  };
}

async function standing({ active = {}, bundle }: Instance, { library }: Call['deps']) {
  if (Object.keys(active).length === 0) return [];
  const graph = await library.graph(bundle);
  return Object.entries(active).map(([key, element]) => ({ key: Number(key), element, name: nameOf(graph, element) }));
}

/** Where running instances of a version stand now, and where its limits were breached. */
async function heat({ params, who, deps }: Call<'/definitions/{id}/heat'>) {
  const definition = await Definitions.findById(params.id, { kind: 1, hash: 1, keys: 1 }).lean<Definition>();
  if (definition?.kind !== 'process')
    throw new Problem('NOT_FOUND', {
      detail: { zh: '只有流程才有热力图。', en: 'Only a process has a heat map.' },
    });
  const area = filterOf(who, 'operation.read');
  const running = await Instances.find({ definition: definition.hash, status: 'active', ...area }, { active: 1 }).lean<
    Instance[]
  >();
  const graphs = await Promise.all(definition.keys.map((key) => deps.library.graphOf(key, definition.hash)));
  // By element, because a decision may choose which time limit applies there.
  const timers = graphs
    .flatMap(({ nodes }) => Object.values(nodes))
    .filter(({ properties }) => properties?.limit)
    .map(({ id }) => id);
  const breached = await Deadlines.find(
    { element: { $in: timers }, status: 'breached', moment: 'breach', ...area },
    { element: 1 },
  ).lean<Deadline[]>();
  const incidents = await Incidents.find(
    { process: { $in: definition.keys }, status: 'open', ...area },
    { element: 1, definition: 1 },
  ).lean<Incident[]>();
  const found = {
    waiting: tally(running.flatMap(({ active }) => Object.values(active ?? {}))),
    breached: tally(breached.map(({ element }) => element)),
    incidents: tally(incidents.filter((each) => each.definition === definition.hash).map(({ element }) => element)),
  };
  const shown = [...new Set(Object.values(found).flatMap((counts) => Object.keys(counts)))];
  return {
    ...found,
    names: Object.fromEntries(
      shown.flatMap((element) =>
        graphs
          .filter(({ nodes }) => nodes[element])
          .slice(0, 1)
          .map((graph) => [element, nameOf(graph, element)]),
      ),
    ),
  };
}

function tally(elements: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const element of elements) counts[element] = (counts[element] ?? 0) + 1;
  return counts;
}
