import { isInternalMatter } from '../../domain/internalMatters';
import { compartmentOf } from '../../domain/compartments';
import { lastDayOf } from '../../domain/limits/dates';
import { whyThatDay } from '../../domain/noticeTexts';
import {
  limitOfStep,
  Steps,
  StoredDocuments,
  Tasks,
  type Case,
  type Step,
  type StoredDocument,
  type Task,
} from '../../models';
import { mayKnowOf, mayLearnOf, mayOpen, openCompartments } from '../access/compartments';
import { reaches } from '../access/reach';
import { belonging, outside } from '../access/targets';
import * as contract from '../contract/cases';
import * as taskContract from '../contract/tasks';
import { papersOf } from '../documents/edits';
import { batchesOf, batchOf, pastOf, type Batch, type Happened, type Past } from '../history';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import type { Library } from '../library';
import { masked } from '../views/masked';
import { nameOf } from '../views/nodes';
import { documentViews } from '../views/documents';
import { lastNews, outlookOf, silenceOf, type Standing } from '../views/outlook';
import { publicNoteOf } from '../views/publicNote';
import { namesOf } from '../views/people';
import { taskRows } from '../views/tasks';
import { givenEntries, type Given } from '../views/given';
import { entriesOf } from '../views/trace';

/** The history of a case and where it stands, computed from the recorded facts by the engine's own fold. */
export const caseCourseRoutes = [
  route(contract.caseTrace, trace),
  route(contract.casePaths, async ({ target, who, deps }) => {
    const inside = reaches(who, 'case.inside', belonging(target));
    const batches = await batchesOf(target._id);
    const told = toldTo(who, belonging(target), inside);
    return { rows: (await standingOf(batches, deps.library, { told })).map(pathFor(inside)) };
  }),
  route(contract.caseOutlook, outlook),
  route(contract.caseAt, caseAt),
  route(taskContract.taskOutlook, taskOutlook),
];

/** Whether somebody may learn of a step of a case. */
const toldTo =
  (who: Call['who'], thing: Parameters<typeof mayLearnOf>[1], inside: boolean) =>
  ({ events }: Pick<Batch, 'events'>): boolean =>
    inside || events.every((event) => mayLearnOf(who, thing, event));

async function trace({
  target,
  query,
  who,
  deps,
}: Call<'/cases/{number}/trace', { size: number; after?: string; detail: 'story' | 'all' }>) {
  const page = await pageOf<Step>(Steps, {
    filter: { case: target._id },
    sort: 'at',
    direction: 1,
    size: query.size,
    after: query.after,
    bounds: [target.filedAt.getTime() - 1000, target.filedAt.getTime() + 50 * 366 * 86_400_000],
    window: 30 * 86_400_000,
  });
  const batches = page.rows.map(batchOf);
  const names = await namesOf(batches.flatMap(({ events }) => events.map(({ by }) => by)));
  const [references, inside] = [await deps.references.inForce(), reaches(who, 'case.inside', belonging(target))];
  const isOpen = openCompartments(who, belonging(target));
  const given = await givenOf(target, page.rows, query.after, page.next);
  const rows = [];
  for (const batch of batches) {
    rows.push(...(await givenEntries(given.splice(0, before(given, batch.at)), inside)));
    rows.push(
      ...entriesOf(batch, {
        graph: await deps.library.graph(batch.bundle),
        names,
        references,
        detail: query.detail,
        inside,
        isTold: (event) => mayLearnOf(who, belonging(target), event),
        isOpen,
      }),
    );
  }
  rows.push(...(await givenEntries(given, inside)));
  return { rows, next: page.next };
}

const before = (given: Given[], at: string): number => given.filter((each) => each.at < new Date(at)).length;

/** The reassignments that fall between the first step of a page and the first step of the next page. */
async function givenOf({ _id }: Case, steps: Step[], after?: string, next?: string): Promise<Given[]> {
  const tasks = await Tasks.find(
    { case: _id, 'given.0': { $exists: true } },
    { given: 1, name: 1, nameEn: 1, instance: 1, process: 1, element: 1, openedStep: 1 },
  ).lean<Task[]>();
  if (!tasks.length) return [];
  const from = after ? steps[0]?.at : undefined;
  const following = next && steps.length && (await stepAfter(_id, steps.at(-1)!.at));
  return tasks
    .flatMap((task) => task.given!.map((each) => ({ task, ...each })))
    .filter(({ at }) => (!from || at >= from) && (!following || at < following.at))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

const stepAfter = (number: string, at: Date): Promise<Step | null> =>
  Steps.findOne({ case: number, at: { $gt: at } }, { at: 1 })
    .sort({ at: 1 })
    .lean<Step>()
    .exec();

async function outlook({ target, who, lang, at, deps }: Call<'/cases/{number}/outlook'>) {
  const batches = await batchesOf(target._id);
  const inside = reaches(who, 'case.inside', belonging(target));
  const [standing, open, references] = [
    await standingOf(batches, deps.library),
    await Tasks.find({ case: target._id, status: 'open' }).lean<Task[]>(),
    await deps.references.inForce(),
  ];
  const rows = await taskRows(open, { now: at, lang, references, texts: false });
  for (const each of standing)
    each.tasks = new Map(
      open.flatMap(({ instance, key }, index) =>
        instance === each.past.instance
          ? [
              [
                key,
                {
                  ...rows[index]!,
                  told: mayOpen(who, open[index]!, open[index]!) ? publicNoteOf(open[index]!, at) : undefined,
                },
              ] as const,
            ]
          : [],
      ),
    );
  const names = await namesOf([
    ...standing.flatMap(({ past }) => [...past.entered.values()].map(({ by }) => by?.by)),
    ...actorsOf(batches),
  ]);
  const isOpen = openCompartments(who, belonging(target));
  const isTold = (event: Happened) => mayLearnOf(who, belonging(target), event);
  const story = storyOf(standing, batches, { names, references, isOpen, inside, isTold });
  const hidden = inside ? [] : open.filter((task) => !mayKnowOf(who, task));
  return outlookOf(standing, story, names, references, {
    isOpen,
    party: !inside,
    isHidden: (instance, key) => hidden.some((task) => task.instance === instance && task.key === key),
  });
}

const actorsOf = (batches: readonly Batch[]) => batches.flatMap(({ events }) => events.map(({ by }) => by));

/** What happened in a case, for those who follow it or work on it. */
function storyOf(
  standing: readonly Standing[],
  batches: readonly Batch[],
  told: Pick<Parameters<typeof entriesOf>[1], 'names' | 'references' | 'isOpen' | 'inside' | 'isTold'>,
) {
  const graphs = new Map(standing.map(({ past, graph }) => [past.instance, graph]));
  return batches.flatMap((batch) => entriesOf(batch, { graph: graphs.get(batch.instance)!, detail: 'story', ...told }));
}

/** The same for one step: what led to it, until when it can be done and why, and what its silence will mean. */
async function taskOutlook({ target: task, who, deps }: Call<'/tasks/{id}/outlook'>) {
  const batches = await batchesOf(task.case);
  const [standing, references, names, limit, filed] = await Promise.all([
    standingOf(batches, deps.library),
    deps.references.inForce(),
    namesOf(actorsOf(batches)),
    limitOfStep(task),
    StoredDocuments.find({ case: task.case, task: task._id })
      .sort({ createdAt: 1 })
      .limit(100)
      .lean<StoredDocument[]>(),
  ]);
  const isOpen = openCompartments(who, task);
  const isTold = (event: Happened) => mayLearnOf(who, task, event);
  const open = mayOpen(who, task, task);
  const last = open
    ? lastNews(
        standing,
        storyOf(standing, batches, { names, references, isOpen, inside: false, isTold }),
        task.openedAt,
      )
    : undefined;
  const papers = [...(open ? await papersOf(task) : []), ...filed].filter((paper) => mayOpen(who, task, paper));
  const why = limit && whyThatDay(limit.basis, limit.due!);
  return {
    ...(last && { last: { at: last.at, text: last.text } }),
    ...(limit && { day: lastDayOf(limit.due!) }),
    ...(why && { why }),
    next: (task.status === 'open' ? silenceOf(standing, task, references) : []).map(({ name, at, then }) => ({
      name,
      at: at!,
      then,
    })),
    papers: await documentViews(papers),
  };
}

async function standingOf(
  batches: Batch[],
  library: Library,
  how: Parameters<typeof pastOf>[1] = {},
): Promise<Standing[]> {
  const pasts = [...pastOf(batches, how).values()].filter(({ state }) => state);
  return Promise.all(pasts.map(async (past) => ({ past, graph: await library.graph(past.bundle) })));
}

/** The path of an instance on its diagram, without internal matters for those who do not work on the case. */
const pathFor = (inside: boolean) => (standing: Standing) => {
  const path = pathOf(standing);
  if (inside) return path;
  const { graph } = standing;
  const isShown = (element: string): boolean => !isInternalMatter(graph, element);
  return {
    ...path,
    active: path.active
      .filter(({ element }) => isShown(element))
      .map(({ key, element }) => ({ key, element, incident: false })),
    visited: Object.fromEntries(Object.entries(path.visited).filter(([element]) => isShown(element))),
    flows: Object.fromEntries(Object.entries(path.flows).filter(([flow]) => isShown(graph.flows[flow]?.to ?? ''))),
  };
};

function pathOf({ past, graph }: Standing) {
  const state = past.state!;
  const instances = Object.values(state.instances);
  const scopes = new Set(instances.map(({ scope }) => scope));
  return {
    instance: outside(past.instance),
    ...(past.parent && { parent: outside(past.parent) }),
    process: past.process,
    definition: past.definition,
    name: nameOf(graph, past.process),
    status: state.status,
    // Scopes are not listed if an element inside them is.
    active: instances
      .filter(({ key, element }) => element !== past.process && !scopes.has(key))
      .map(({ key, element, incident }) => ({ key, element, incident: incident !== undefined })),
    visited: past.visited,
    flows: past.flows,
  };
}

async function caseAt({ target, query, who, deps }: Call<'/cases/{number}/at', { instant: string }>) {
  const until = new Date(query.instant);
  const inside = reaches(who, 'case.inside', belonging(target));
  const told = toldTo(who, belonging(target), inside);
  const standing = await standingOf(await batchesOf(target._id, until), deps.library, { until, told });
  const root = standing.find(({ past }) => past.instance === target._id)?.past;
  const stage = target.stages.filter(({ at }) => at <= until).at(-1)?.stage;
  const isOpen = openCompartments(who, belonging(target));
  const seen = standing.filter(({ graph }) => isOpen(compartmentOf(graph, graph.process)));
  const facts = Object.assign({}, ...seen.map(({ past }) => topLevel(past))) as Record<string, unknown>;
  const closed = root?.state !== undefined && root.state.status !== 'active';
  return {
    at: until.toISOString(),
    status: closed ? ('closed' as const) : ('open' as const),
    ...(stage && { stage }),
    ...(closed && target.outcome && { outcome: target.outcome }),
    instances: standing.map(pathFor(inside)),
    ...(inside && {
      facts: reaches(who, 'case.change', belonging(target)) ? facts : masked(facts),
    }),
  };
}

const topLevel = ({ state }: Past): Record<string, unknown> => ({
  ...state?.result?.variables,
  ...state?.instances[1]?.variables,
});
