import { toDay } from '../../domain/limits/dates';
import { matterNumber, seriesOf, subjectKey, subjectOfKey } from '../../domain/matters';
import { province } from '../../domain/regions';
import { DISPUTE } from '../../domain/stages';
import { Cases, employerByCode, nextNumber, plain, piecesOf, Tasks, type Case, type Task } from '../../models';
import { areaFilter, reaches } from '../access/reach';
import { belonging, inside, outside } from '../access/targets';
import { isParty } from '../../domain/reach';
import type { Who } from '../access/Who';
import * as contract from '../contract/matters';
import type { MatterKind, MatterRow } from '../contract/matters';
import { invalid, Problem } from '../errors';
import { firstTask } from '../firstTask';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { matterKinds, mayBegin, mayList, nameOfOutcome, type ShownKind } from '../matterKinds';
import { validateStart } from '../validateInput';
import { dueOf, workingDaysLeft } from '../views/deadlines';
import { displayed } from '../views/cases';
import { namesOf } from '../views/people';
import { taskRows } from '../views/tasks';
import { isFor } from '../access/tasks';
import { lookOf } from './tasks';

/** Matters of every kind but disputes (domain/matters.ts): their kinds, how they are begun, and their list. */
export const matterRoutes = [
  route(contract.listMatterKinds, async ({ who, deps }) => ({
    rows: (await matterKinds(deps.library)).filter((kind) => mayList(who, kind)).map((kind) => kindView(who, kind)),
  })),
  route(contract.matterForm, async ({ who, deps, params }) => {
    const kind = await kindToBegin(who, deps, params.kind);
    return { kind: kindView(who, kind), ...(kind.startForm && { form: kind.startForm }) };
  }),
  route(contract.beginMatter, begin),
  route(contract.listMatters, list),
];

const kindView = (who: Who, kind: ShownKind): MatterKind => ({
  kind: kind.kind,
  name: kind.name,
  begin: mayBegin(who, kind),
  from: kind.from,
  columns: kind.columns.map((name) => ({ name, label: kind.labels[name]! })),
});

/** The kind with this id; refused to whom it does not let begin one. */
async function kindToBegin(who: Who, { library }: Pick<Call['deps'], 'library'>, wanted: string): Promise<ShownKind> {
  const found = (await matterKinds(library)).find(({ kind }) => kind === wanted);
  if (!found || !mayList(who, found)) throw new Problem('NOT_FOUND');
  if (!mayBegin(who, found))
    throw new Problem('FORBIDDEN', {
      detail: {
        zh: `您的角色不能发起“${found.name.zh}”。`,
        en: `Your role cannot begin a matter of the kind “${found.name.en}”.`,
      },
    });
  return found;
}

interface Begun {
  kind: string;
  region?: string;
  values: Record<string, unknown>;
  from?: string;
}

async function begin(call: Call<'/matters', unknown, Begun>) {
  const { body, who, at, deps, plan } = call;
  const kind = await kindToBegin(who, deps, body.kind);
  const region = body.region ?? who.region ?? province;
  if (!mayBegin(who, kind, region))
    throw invalid('region', '这个地方不在您的管辖范围内', 'This place lies outside your area of responsibility');
  const from = body.from === undefined ? undefined : await origin(kind, inside(body.from));
  const values = await validateStart(kind.startForm, body.values, at, deps.references);
  const { number, begunAt } = await plan(async () => {
    const series = seriesOf(kind, region, Number(toDay(at.toISOString()).slice(0, 4)));
    return { number: matterNumber(series, await nextNumber(`matter/${series}`)), begunAt: at.toISOString() };
  });
  const matter = {
    number,
    kind: kind.kind,
    region,
    begunAt,
    begunOn: toDay(begunAt),
    by: who.id,
    byName: who.name,
    from,
  };
  const first = firstTask(deps.events, number);
  try {
    await deps.temporal.start({
      instance: { id: number, businessKey: number },
      process: kind.kind,
      region,
      by: who.id,
      variables: { ...values, matter },
      filing: { number, region, filedAt: begunAt, filedBy: who.id, ...(from !== undefined && { from }) },
    });
    if (!(await Tasks.exists({ case: number }))) await first.came;
  } finally {
    first.forget();
  }
  const tasks = await Tasks.find({ case: number, status: 'open' }).sort({ due: 1 }).limit(50).lean<Task[]>();
  return {
    number,
    display: number,
    begunAt,
    tasks: await taskRows(
      tasks.filter((task) => isFor(who, task)),
      await lookOf(call),
    ),
  };
}

/** The matter out of which one is begun: of a kind out of which it may be. */
async function origin({ from, name }: ShownKind, number: string): Promise<string> {
  const found = await Cases.findById(number, { matter: 1 }).lean<Case>();
  if (!found) throw invalid('from', '没有这个编号的案件或事项', 'There is no case or matter with this number');
  if (!from.includes(found.matter ?? DISPUTE))
    throw invalid(
      'from',
      `“${name.zh}”不能由这类案件或事项发起`,
      `A matter of the kind “${name.en}” cannot be begun out of this one`,
    );
  return found._id;
}

interface Wanted {
  kind?: string;
  status?: 'open' | 'closed';
  region?: string;
  text?: string;
  view: 'area' | 'mine';
  from?: string;
  subject?: string;
  size: number;
  after?: string;
}

const EARLIEST = Date.UTC(2015, 0, 1);
/** How far another server's clock may be ahead of this one's. */
const AHEAD = 5 * 60_000;
/** At most this many pieces of a text are sent to the index. */
const PIECES = 12;

async function list({ who, query, at, deps }: Call<'/matters', Wanted>) {
  const { text, size, after } = query;
  const all = (await matterKinds(deps.library)).filter((kind) => mayList(who, kind));
  const kinds = query.kind === undefined ? all : all.filter(({ kind }) => kind === query.kind);
  if (kinds.length === 0) return { rows: [] };
  const pieces = text ? piecesOf(plain(text)).slice(0, PIECES) : [];
  const page = await pageOf<Case>(
    Cases,
    {
      filter: {
        matter: { $in: kinds.map(({ kind }) => kind) },
        ...(query.view === 'mine' ? { filedBy: who.id } : placeOf(who, query.region)),
        ...(query.status && { status: query.status }),
        ...(query.from !== undefined && { from: inside(query.from) }),
        ...(query.subject !== undefined && { subjects: { $in: await keysOf(query.subject) } }),
        ...(pieces.length > 0 && { terms: { $all: pieces } }),
      },
      sort: 'filedAt',
      direction: -1,
      bounds: [EARLIEST, at.getTime() + AHEAD],
      size,
      after,
      projection: { facts: 0, factsIn: 0, terms: 0 },
    },
    (found) =>
      reaches(who, 'case.read', belonging(found)) &&
      (!text || [found.shown ?? found._id, found.title].some((part) => plain(part ?? '').includes(plain(text)))),
  );
  return { ...page, rows: await matterRows(page.rows, kinds, at, await deps.references.inForce()) };
}

/** The keys of a subject: an employer may have had several codes. */
async function keysOf(key: string): Promise<string[]> {
  const subject = subjectOfKey(key);
  if (!subject)
    throw new Problem('BAD_QUERY', {
      errors: [
        {
          path: 'subject',
          zh: '应写成 种类:编号，例如 employer:913401110000000198',
          en: 'Write it as kind:id, such as employer:913401110000000198',
        },
      ],
    });
  const codes = subject.kind === 'employer' ? (await employerByCode(subject.id))?.codes : undefined;
  return codes?.map((id) => subjectKey({ kind: 'employer', id })) ?? [subjectKey(subject)];
}

/** What the caller's area holds, or a part of it; of a party, its own. */
function placeOf(who: Who, region: string | undefined): Record<string, unknown> {
  if (isParty(who)) return { parties: { $in: [...who.parties] } };
  return areaFilter(region ?? who.region ?? province);
}

const outcomeOf = (kinds: readonly ShownKind[], { matter, outcome }: Case) =>
  outcome
    ? nameOfOutcome(
        kinds.find(({ kind }) => kind === matter),
        outcome,
      )
    : undefined;

async function matterRows(
  found: Case[],
  kinds: readonly ShownKind[],
  now: Date,
  references: Parameters<typeof workingDaysLeft>[2],
): Promise<MatterRow[]> {
  const names = await namesOf(found.map(({ filedBy }) => filedBy));
  return found.map((each) => ({
    number: outside(each._id),
    display: displayed(each),
    kind: each.matter!,
    title: each.title ?? '',
    region: each.region,
    begunAt: each.filedAt.toISOString(),
    begunBy: names(each.filedBy),
    status: each.status,
    stage: each.stage ?? undefined,
    outcome: outcomeOf(kinds, each),
    closedAt: each.closedAt?.toISOString(),
    openTasks: each.openTasks,
    due: each.status === 'open' ? dueOf(each.due) : null,
    workingDaysLeft: each.status === 'open' ? workingDaysLeft(each.due, now, references) : null,
    values: Object.fromEntries(
      (kinds.find(({ kind }) => kind === each.matter)?.columns ?? [])
        .filter((name) => each.data[name] !== undefined)
        .map((name) => [name, each.data[name]]),
    ),
  }));
}
