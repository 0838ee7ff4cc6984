import type { Graph } from '../../engine';
import { BulkWorks, Instances, type BulkWork, type Instance } from '../../models';
import type { Forecast } from '../../threads/forecast';
import { inThread } from '../../threads/pool';
import { filterOf, placesWithin } from '../access/reach';
import { outside } from '../access/targets';
import { audit, SYSTEM } from '../audit/audit';
import { startBulk, bulkView } from '../bulk/startBulk';
import * as contract from '../contract/operations';
import { demandNonePassed } from '../examine/passedOver';
import { batchesOfInstance } from '../history';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { nameOf } from '../views/nodes';

interface Between {
  process: string;
  from: string;
  to: string;
}

export const bulkRoutes = [
  route(contract.planMigration, plan),
  route(contract.dryRunMigration, dryRun),
  route(contract.startMigration, async (call) => {
    const { process, from, to, plan: elements, reason } = call.body;
    const { before, after } = await versionsOf(call);
    await demandNonePassed(before, after, elements, call.deps.library);
    const work = await startBulk(call, 'migrate', reason, {
      process,
      from,
      to,
      plan: elements,
      filter: filterOf(call.who, 'operation.repair'),
    });
    await audit(call, SYSTEM, 'migration.start', work.id, { process, from, to, reason });
    return work;
  }),
  route(contract.listBulk, async (call) => ({
    rows: await Promise.all(
      (await BulkWorks.find(placesWithin(call.who.region)).sort({ startedAt: -1 }).limit(100).lean<BulkWork[]>()).map(
        (work) => bulkView(work, call),
      ),
    ),
  })),
  route(contract.readBulk, async (call) => bulkView(call.target, call)),
  route(contract.stopBulk, async (call) => turn(call, 'running', { $set: { status: 'stopped' } }, 'bulk.stop')),
  route(contract.resumeBulk, async (call) => turn(call, 'stopped', resumed(call.target), 'bulk.resume')),
];

/**
 * Work with failures goes through everything that is left once more, under new keys; otherwise it continues from where
 * it stopped.
 */
const resumed = ({ failed, startedAt }: BulkWork) =>
  failed
    ? {
        $set: { status: 'running', cursor: '', failed: 0, failures: [], startedAt: new Date(startedAt.getTime() + 1) },
        $unset: { endedAt: '' },
      }
    : { $set: { status: 'running' }, $unset: { endedAt: '' } };

async function turn(
  call: Call<'/bulk/{id}/stop' | '/bulk/{id}/resume'>,
  from: BulkWork['status'],
  change: object,
  action: string,
) {
  const { target: work } = call;
  // Work that is done apart from some failures can be resumed as well.
  const may = work.status === from || (from === 'stopped' && work.status === 'done' && work.failed > 0);
  if (!may) return bulkView(work, call);
  await BulkWorks.updateOne({ _id: work._id, status: work.status }, change);
  await audit(call, SYSTEM, action, work._id);
  return bulkView((await BulkWorks.findById(work._id).lean<BulkWork>())!, call);
}

/** Both versions, as bundles and as graphs. Throws NO_SUCH_DEFINITION. */
async function versionsOf({ body, deps: { library } }: Pick<Call<string, unknown, Between>, 'body' | 'deps'>) {
  const { process } = body;
  const [from, to] = await Promise.all([body.from, body.to].map((version) => library.bundleOf(process, version)));
  const [before, after] = await Promise.all([body.from, body.to].map((version) => library.graphOf(process, version)));
  return { bundles: { from: from!, to: to! }, before: before!, after: after! };
}

async function plan(call: Call<'/migrations/plan', unknown, Between>) {
  const { bundles, before, after } = await versionsOf(call);
  const { elements, open } = await inThread('check', 'planMigration', bundles);
  return {
    plan: elements,
    open: open.map(({ element, type, candidates }) => ({
      element,
      name: nameOf(before, element),
      type,
      candidates: candidates.map((id) => ({ element: id, name: nameOf(after, id) })),
    })),
    running: await Instances.countDocuments({
      definition: call.body.from,
      status: 'active',
      process: call.body.process,
      ...filterOf(call.who, 'operation.repair'),
    }),
  };
}

/** So many instances at a time are sent to a thread, with all of their facts. */
const AT_ONCE = 10;

/** Computed in a thread from the present states, with the same check that the migration itself makes. */
async function dryRun(
  call: Call<'/migrations/dry-run', unknown, Between & { plan: Record<string, string>; after?: string }>,
) {
  const { body, who, at } = call;
  const { bundles, before, after } = await versionsOf(call);
  await demandNonePassed(before, after, body.plan, call.deps.library);
  const page = await pageOf<Instance>(Instances, {
    filter: { definition: body.from, status: 'active', process: body.process, ...filterOf(who, 'operation.repair') },
    sort: 'startedAt',
    direction: -1,
    size: 50,
    after: body.after,
    bounds: [Date.UTC(2015, 0, 1), at.getTime() + 86_400_000],
  });
  const rows = [];
  for (let first = 0; first < page.rows.length; first += AT_ONCE) {
    const instances = page.rows.slice(first, first + AT_ONCE);
    const facts = [];
    for (const { _id } of instances) facts.push((await batchesOfInstance(_id)).flatMap((batch) => batch.facts));
    const found = await inThread('check', 'forecast', { ...bundles, elements: body.plan, facts });
    rows.push(...found.map((each, index) => forecastView(instances[index]!, each, before, after, body.plan)));
  }
  return { rows, next: page.next };
}

function forecastView(
  instance: Instance,
  { stands, problems }: Forecast,
  from: Graph,
  to: Graph,
  elements: Record<string, string>,
) {
  const changes = stands.map((element) => {
    const [before, after] = [nameOf(from, element), nameOf(to, elements[element] ?? element)];
    return before.zh === after.zh
      ? { zh: `停留在「${before.zh}」`, en: `Stays at “${before.en}”` }
      : { zh: `「${before.zh}」→「${after.zh}」`, en: `“${before.en}” → “${after.en}”` };
  });
  // The engine knows elements by their ids, people by their names.
  const named = ({ element, zh, en }: { element: string; zh: string; en: string }) => {
    const name = nameOf(from, element);
    return {
      element,
      zh: zh.replaceAll(`「${element}」`, `「${name.zh}」`),
      en: en.replaceAll(`“${element}”`, `“${name.en}”`),
    };
  };
  return {
    instance: outside(instance._id),
    case: instance.case,
    possible: problems.length === 0,
    changes,
    problems: problems.map(named),
  };
}
