import { toDay } from '../../domain/limits/dates';
import type { Role } from '../../domain/roles';
import { signedBy } from '../../domain/signatures/signature';
import type { RecordedFor } from '../../domain/identification';
import {
  absencesOn,
  agentsAmong,
  Cases,
  doubtInstance,
  Drafts,
  Instances,
  TaskLinks,
  Tasks,
  type Case,
  type Instance,
  type Task,
} from '../../models';
import { isParty } from '../../domain/reach';
import { areaFilter, filterOf, has, reachesOf } from '../access/reach';
import { demandBinding, isEnteredByOthers, isRecording, mayRecord, rolesInCharge } from '../access/binding';
import { holderOf } from '../access/person';
import { inside, outside } from '../access/targets';
import { demandAgents, demandArbitrators, demandImpartial, demandNotExcluded } from '../access/exclusions';
import { demandNoParty } from '../access/independence';
import {
  aboutFields,
  isFor,
  isMine,
  isOwnLevel,
  mayRead,
  mayReassign,
  mayWith,
  overseenBy,
  overseenRole,
  turnOf,
} from '../access/tasks';
import type { Who } from '../access/Who';
import { reserve } from '../appointments/reserve';
import { audit, SYSTEM } from '../audit/audit';
import { startBulk } from '../bulk/startBulk';
import { demandChosenByOthers, deputised } from '../absences';
import { colleagues, isColleague } from '../colleagues';
import { giveBackCase, handToTribunal, takeCase } from '../handlers';
import { fixPapers } from '../documents/edits';
import { previewCompletion } from '../documents/previewCompletion';
import * as contract from '../contract/tasks';
import { invalid, Problem } from '../errors';
import { stepUnder } from '../history';
import { pageOfAll } from '../http/paging';
import { route, type Call } from '../http/Route';
import { loadOf } from '../load';
import { whyNot } from '../reassign';
import { changedMeanwhile, shanghaiTime } from '../changedMeanwhile';
import { demandDocuments, validateInput } from '../validateInput';
import { namesOf } from '../views/people';
import { formOf, taskRows, taskView, type Look } from '../views/tasks';

type On<Suffix extends string, Body = unknown> = Call<`/tasks/{id}${Suffix}`, unknown, Body>;

export const taskRoutes = [
  route(contract.listTasks, listTasks),
  route(contract.countTasks, countTasks),
  route(contract.readTask, async (call) => taskView(call.target, call.who, await lookOf(call))),
  route(contract.claimTask, claim),
  route(contract.releaseTask, release),
  route(contract.taskColleagues, async ({ target }) => ({
    rows: (await colleagues(target)).map(({ _id, name }) => ({ id: _id, name })),
  })),
  route(contract.reassignCandidates, candidates),
  route(contract.reassignTasks, reassign),
  route(contract.delegateTask, delegate),
  route(contract.completeTask, complete),
  route(contract.previewTask, preview),
  route(contract.keepDraft, keepDraft),
  route(contract.dropDraft, async ({ target, who }) => {
    await Drafts.deleteOne({ _id: `${target._id}|${holderOf(who)}` });
    return undefined;
  }),
];

export const lookOf = async ({ at, lang, deps }: Pick<Call, 'at' | 'lang' | 'deps'>): Promise<Look> => ({
  now: at,
  lang,
  references: await deps.references.inForce(),
  texts: deps.settings.texts,
});

const FIRST_DUE = Date.UTC(2020, 0, 1);
const LAST_DUE = Date.UTC(9999, 11, 31);
const DAY = 86_400_000;

/** Those for whom the caller stands in while they are absent. */
type Away = readonly string[];
type View = 'mine' | 'claimable' | 'team' | 'overseen' | 'escalated';
interface Wanted {
  view: View;
  size: number;
  after?: string;
  case?: string;
  stage?: string;
  region?: string;
  group?: string;
  person?: string;
  text?: string;
  dueWithin?: number;
}

async function listTasks(call: Call<'/tasks', Wanted>) {
  const { who, query, at } = call;
  if (['overseen', 'escalated'].includes(query.view) && !has(who, 'task.reassign')) throw new Problem('FORBIDDEN');
  const until = query.dueWithin === undefined ? LAST_DUE : at.getTime() + query.dueWithin * DAY;
  const away = await deputised(who, at);
  const page = await pageOfAll<Task>(
    Tasks,
    inboxOf(who, query.view, away)
      .flatMap((filter) => (query.view === 'overseen' && query.person ? ofPerson(filter, query.person) : [filter]))
      .map((filter) => ({ ...filter, ...narrowed(who, query) })),
    {
      sort: 'due',
      direction: 1,
      size: query.size,
      after: query.after,
      bounds: [FIRST_DUE, until],
      anchor: at.getTime(),
      window: windowOf(who, query.view),
      projection: { variables: 0, result: 0, headers: 0, properties: 0 },
    },
    (task) => inView(who, task, query.view, away) && says(task, query.text),
  );
  return { ...page, rows: await taskRows(page.rows, await lookOf(call)) };
}

/** What can be in the caller's inbox, as far as an index can select it; `inView` checks the rest. */
function inboxOf(who: Who, view: View, away: Away): Record<string, unknown>[] {
  const open = { status: 'open' };
  if (who.kind === 'party') return [{ case: who.case, ...open }];
  if (isParty(who)) return [{ parties: { $in: [...who.parties] }, ...open }];
  const asking = (roles: Role[]) => ({ groups: roles.length === 1 ? roles[0] : { $in: roles } });
  if (view === 'overseen') return [{ ...asking(overseenBy(who)), ...open, ...filterOf(who, 'task.reassign') }];
  if (view === 'escalated') return [{ groups: 'supervisor', ...open, ...filterOf(who, 'task.reassign') }];
  if (view === 'mine') {
    const ids = { $in: [who.id, ...away] };
    return [
      { assignee: ids, ...open },
      // Written as a list, which does not lead: those that nobody has are too many.
      { keeper: ids, assignee: { $in: [null] }, ...open },
    ];
  }
  const roles = reachesOf(who, 'task.act').map(([role]) => role);
  return [{ ...asking(roles), ...open, ...areaFilter(who.region!) }];
}

/** What one person has, and what they keep. */
const ofPerson = (filter: Record<string, unknown>, person: string) => [
  { ...filter, assignee: person },
  { ...filter, keeper: person, assignee: { $in: [null] } },
];

/** One's own tasks are so few that they are read at once. */
const windowOf = (who: Who, view: View): number => (view === 'mine' || isParty(who) ? LAST_DUE - FIRST_DUE : DAY);

/** The reader's own filters; a party has few tasks and no area. */
function narrowed(who: Who, { case: number, stage, region, group }: Wanted): Record<string, unknown> {
  return {
    ...(number && who.kind === 'user' && { case: number }),
    ...(stage && { stage }),
    ...(group && { groups: group }),
    ...(region && !isParty(who) && areaFilter(region)),
  };
}

function inView(who: Who, task: Task, view: View, away: Away): boolean {
  if (view === 'overseen') return mayReassign(who, task);
  if (view === 'escalated') return mayRead(who, task);
  if (!isFor(who, task)) return false;
  const turn = turnOf(task);
  const mine = turn === who.id || (turn !== undefined && away.includes(turn));
  if (view === 'mine') return mine || (isParty(who) && !task.assignee);
  // What somebody keeps who has the case is offered to nobody else; the team sees it.
  return view === 'team' || (!task.assignee && (mine || turn === undefined) && isOwnLevel(who, task));
}

function says(task: Task, text: string | undefined): boolean {
  if (!text) return true;
  const plain = text.normalize('NFKC').toLowerCase();
  return [task.case, task.title, task.name, task.nameEn].some((part) =>
    part?.normalize('NFKC').toLowerCase().includes(plain),
  );
}

const COUNTED = 300;

async function countTasks({ who, at }: Call<'/tasks/counts'>) {
  const away = await deputised(who, at);
  const count = async (view: View) =>
    pageOfAll<Task>(
      Tasks,
      inboxOf(who, view, away),
      {
        sort: 'due',
        direction: 1,
        size: COUNTED,
        bounds: [FIRST_DUE, LAST_DUE],
        anchor: at.getTime(),
        window: windowOf(who, view),
        projection: Object.fromEntries(['due', ...aboutFields].map((field) => [field, 1])),
      },
      (task) => inView(who, task, view, away),
    );
  const [mine, team] = [await count('mine'), await count('team')];
  const soon = at.getTime() + 3 * DAY;
  return {
    mine: mine.rows.length,
    claimable: team.rows.filter((task) => inView(who, task, 'claimable', away)).length,
    team: team.rows.length,
    overdue: team.rows.filter(({ due }) => due <= at).length,
    dueSoon: team.rows.filter(({ due }) => due > at && due.getTime() <= soon).length,
    capped: Boolean(mine.next ?? team.next),
  };
}

/** The problem that a task is no longer open: who closed it, and when. */
async function gone(task: Task): Promise<Problem> {
  const names = await namesOf([task.closedBy]);
  const by = names(task.closedBy);
  const at = task.closedAt?.toISOString();
  const detail =
    task.status === 'completed'
      ? {
          zh: `该任务已由${by?.name ?? '他人'}于 ${shanghaiTime(task.closedAt)} 办结。`,
          en: `${by?.name ?? 'Somebody'} completed it at ${shanghaiTime(task.closedAt)}.`,
        }
      : {
          zh: `流程已于 ${shanghaiTime(task.closedAt)} 撤回该任务：案件已进入下一步或已结束。`,
          en: `The process withdrew it at ${shanghaiTime(task.closedAt)}: the case moved on or ended.`,
        };
  return new Problem('TASK_CLOSED', {
    detail,
    more: {
      task: {
        id: outside(task._id),
        status: task.status,
        ...(by && { closedBy: by }),
        ...(at && { closedAt: at }),
        ...(task.act && { act: task.act }),
      },
    },
  });
}

async function taken(task: Task): Promise<Problem> {
  const by = (await namesOf([task.assignee]))(task.assignee);
  return new Problem('TASK_TAKEN', {
    detail: { zh: `该任务已由${by?.name}领取。`, en: `${by?.name} has claimed it.` },
    more: { assignee: by },
  });
}

async function claim(call: On<'/claim', { version?: number }>) {
  const { target: task, who, body, at } = call;
  if (isMine(who, task) && task.status === 'open') return taskView(task, who, await lookOf(call));
  const away = await deputised(who, at);
  if (!mayWith(who, task, away).claim)
    throw task.status !== 'open' ? await gone(task) : task.assignee ? await taken(task) : new Problem('FORBIDDEN');
  await demandNotExcluded(who, task);
  if (await isEnteredByOthers(who, task)) throw new Problem('SEVERAL');
  const turn = turnOf(task);
  const absent = turn !== undefined && turn !== who.id && away.includes(turn) ? turn : undefined;
  if (absent) await demandChosenByOthers(absent, who.id, task.case, at);
  else await takeCase(task, who);
  return change(
    call,
    'task.claim',
    { assignee: task.assignee ?? null, ...(body.version !== undefined && { version: body.version }) },
    { $set: { assignee: who.id, claimedAt: at }, ...(absent && { $push: { given: standingIn(who, absent, at) } }) },
    absent === undefined ? undefined : { for: absent },
  );
}

/** What a deputy takes for somebody absent stands in the history with both names. */
const standingIn = (who: Who, absent: string, at: Date) => ({
  at,
  by: who.id,
  from: absent,
  to: who.id,
  reason: '',
  work: '',
  deputy: true as const,
});

async function release(call: On<'/release', { version?: number }>) {
  const { target: task, who } = call;
  if (task.status !== 'open') throw await gone(task);
  if (!task.assignee) return taskView(task, who, await lookOf(call));
  if (!isMine(who, task)) throw await taken(task);
  const deputy = task.given?.at(-1)?.deputy && task.given.at(-1)!.to === who.id;
  // A deputy gives it back to whom it belongs.
  if (!deputy) await giveBackCase(task, who.id);
  const back = deputy ? { $set: { keeper: task.given!.at(-1)!.from } } : {};
  return change(
    call,
    'task.release',
    { assignee: task.assignee },
    { ...back, $unset: { assignee: '', claimedAt: '' } },
  );
}

/** Optimistic locking: succeeds if the task is unchanged, otherwise throws what happened to it. */
async function change(
  call: On<string>,
  action: string,
  expected: Record<string, unknown>,
  to: { $set?: Record<string, unknown>; $unset?: Record<string, unknown>; $push?: Record<string, unknown> },
  detail?: Record<string, unknown>,
) {
  const { target: task, who, at } = call;
  const changed = await Tasks.updateOne({ _id: task._id, status: 'open', ...expected }, {
    ...to,
    $set: { ...to.$set, changedBy: who.id, changedAt: at },
    $inc: { version: 1 },
  } as never);
  const now = (await Tasks.findById(task._id).lean<Task>())!;
  if (!changed.modifiedCount) {
    if (now.status !== 'open') throw await gone(now);
    if (now.assignee && !isMine(who, now)) throw await taken(now);
    if (action !== 'task.claim' || !isMine(who, now)) throw await changedMeanwhile(now.changedBy, now.changedAt);
  }
  await audit(call, task.case, action, task._id, detail);
  return taskView(now, who, await lookOf(call));
}

/** Starts bulk work that reassigns the tasks and reports the reason for each refusal. */
async function reassign(call: Call<'/tasks/reassign', unknown, { ids: string[]; to: string[]; reason: string }>) {
  const { ids, to, reason } = call.body;
  const chosen = ids.map(inside);
  const plan = await shareOut(chosen, [...new Set(to)], call.at);
  const work = await startBulk(call, 'reassign', reason, { filter: { _id: { $in: chosen } }, to, plan });
  await audit(call, SYSTEM, 'task.reassignMany', work.id, { to, reason, total: work.total });
  return work;
}

/** Each case whole to one person, the next always to whoever then has least to do; the others stand ready if it is refused. */
async function shareOut(ids: string[], to: string[], at: Date): Promise<[string, string[]][]> {
  const tasks = await Tasks.find({ _id: { $in: ids } }, { case: 1 })
    .sort({ case: 1, _id: 1 })
    .lean<Task[]>();
  const loads = new Map(await Promise.all(to.map(async (id) => [id, (await loadOf(id, at)).open] as const)));
  const byCase = new Map<string, string[]>();
  for (const { case: number } of tasks) {
    if (byCase.has(number)) continue;
    const order = [...to].sort((a, b) => loads.get(a)! - loads.get(b)!);
    byCase.set(number, order);
    loads.set(order[0]!, loads.get(order[0]!)! + 1);
  }
  return tasks.map(({ _id, case: number }) => [_id, byCase.get(number)!]);
}

/** The most people whose load is counted for one list. */
const LOADED = 60;

async function candidates({
  who,
  body,
  at,
}: Call<'/tasks/reassign/candidates', unknown, { ids: string[]; to?: string[] }>) {
  const tasks = await Tasks.find({ _id: { $in: body.ids.map(inside) }, status: 'open' }).lean<Task[]>();
  const [first] = tasks;
  const role = first && overseenRole(who, first);
  if (!role) return { rows: [] };
  const people = (await colleagues(first, role)).filter(
    (user) => tasks.every((task) => isColleague(user, task, role)) && !tasks.every((task) => turnOf(task) === user._id),
  );
  const away = new Map(
    (
      await absencesOn(
        toDay(at.toISOString()),
        people.map(({ _id }) => _id),
      )
    ).map(({ user, to }) => [user, to]),
  );
  const conflictsOf = async (id: string) => {
    const found: { case: string; why: { zh: string; en: string } }[] = [];
    for (const task of tasks) {
      const why = await whyNot(id, who.id, role, [task]);
      if (why) found.push({ case: task.case, why: { zh: why.zh, en: why.en } });
    }
    return found;
  };
  return {
    rows: await Promise.all(
      people.map(async ({ _id: id, name }, index) => ({
        id,
        name,
        ...(index < LOADED && { load: await loadOf(id, at) }),
        ...(away.has(id) && { absentUntil: away.get(id)! }),
        ...(body.to?.includes(id) && { conflicts: await conflictsOf(id) }),
      })),
    ),
  };
}

async function delegate(call: On<'/delegate', { to: string; note?: string; version?: number }>) {
  const { target: task, who, body, at } = call;
  if (task.status !== 'open') throw await gone(task);
  if (task.assignee && !isMine(who, task)) throw await taken(task);
  const to = (await colleagues(task)).find(({ _id }) => _id === body.to);
  if (!to)
    throw invalid(
      'to',
      '此人不能办理该任务，请从可转交的同事中选择',
      'This person cannot do the task: choose one of the colleagues listed',
    );
  await demandNoParty(who, task.case);
  await demandNotExcluded({ id: to._id, kind: 'user' }, task);
  return change(
    call,
    'task.delegate',
    { assignee: task.assignee ?? null },
    { $set: { assignee: to._id, claimedAt: at } },
    { to: to._id, ...(body.note && { note: body.note }) },
  );
}

async function keepDraft({ target, who, body, at }: On<'/draft', { data: Record<string, unknown> }>) {
  if (JSON.stringify(body.data).length > 500_000) throw new Problem('TOO_LARGE');
  await Drafts.updateOne(
    { _id: `${target._id}|${holderOf(who)}` },
    { $set: { task: target._id, by: who.id, data: body.data, at } },
    { upsert: true },
  );
  return { at: at.toISOString() };
}

interface Entered {
  values: Record<string, unknown>;
  act?: string;
  for?: RecordedFor[];
  /** The one-time code by which a party confirms it. */
  code?: string;
  paper?: string;
}

async function complete(call: On<'/complete', Entered>) {
  const { target: task, who, key, deps } = call;
  const done = await doneBefore(task, key);
  const { act, variables, for: named, release } = done ? { ...done, release: undefined } : await admitted(call);
  try {
    // Before the step: what it opens comes to whoever then has the case.
    if (act === 'tribunal.form') await handToTribunal(task, (variables as { presiding?: unknown }).presiding);
    else if (!isRecording(who, task)) await takeCase(task, who);
  } catch (error) {
    await release?.();
    throw error;
  }
  await deps.temporal
    .completeTask(task.instance, key, {
      key: task.key,
      variables,
      by: who.id,
      ...(act && { act }),
      ...(named && { for: named }),
    })
    .catch(async (error: unknown) => {
      // Only what was certainly not taken gives up the time that was booked for it.
      if (error instanceof Problem && error.status < 500) await release?.();
      throw error instanceof Problem && error.status === 409 ? await refused(task, error, call.at) : error;
    });
  await Drafts.deleteMany({ task: task._id });
  if (who.session.link) await spend(call, act);
  return completion(task, await lookOf(call));
}

/** Whoever came by a one-time link has done what it was for. */
async function spend(call: On<'/complete', Entered>, act: string | undefined): Promise<void> {
  const { who, target: task, at } = call;
  const spent = await TaskLinks.updateOne(
    { _id: who.session.link!.id, usedAt: { $exists: false } },
    { $set: { usedAt: at, ...(act && { act }) } },
  );
  if (spent.modifiedCount) await audit(call, task.case, 'link.use', task._id, { ...(act && { act }) });
}

async function admitted(call: On<'/complete', Entered>) {
  const { target: task, who, body, at, deps } = call;
  if (task.status !== 'open') throw await gone(task);
  if (!mayWith(who, task).complete && !mayRecord(who, task)) throw await taken(task);
  await demandNotExcluded(who, task);
  if (await isEnteredByOthers(who, task)) throw new Problem('SEVERAL');
  if (isRecording(who, task)) await demandImpartial(who, task.case, rolesInCharge(who, task));
  const { act, variables } = await validateInput(task, body, at, deps.references);
  await demandDocuments(task.case, body.for);
  const agents = agentsAmong(body.for);
  if (agents.length) await demandAgents((await Cases.findById(task.case).lean<Case>())!, agents);
  const form = await formOf(task);
  await demandArbitrators(task, form, variables);
  const named = await demandBinding(call, act);
  if (task.properties.signs === 'true') await fixPapers(task, body.paper, at);
  // Who signs is known to the server; no form can say it.
  const signature = task.properties.signs === 'true' ? { signature: signedBy(who, named, at.toISOString()) } : {};
  const reserved = await reserve(task, form, variables, call);
  return { act, variables: { ...reserved.variables, ...signature }, for: named, release: reserved.release };
}

/** What completing it would make and begin; nothing is kept. Drafts are none of the parties' business. */
async function preview(call: On<'/preview', Pick<Entered, 'values' | 'act'>>) {
  const { target: task, who, body, at, deps } = call;
  if (task.status !== 'open') throw await gone(task);
  if (isParty(who)) return { papers: [], begins: [], status: 'active' as const };
  if (!mayWith(who, task).complete) throw await taken(task);
  await demandNotExcluded(who, task);
  const { variables } = await validateInput(task, body, at, deps.references);
  return previewCompletion(task, variables, who, at, deps);
}

/**
 * The step recorded for this key by an earlier attempt whose answer was lost. The process is asked again in any case:
 * it alone knows whether the step took effect, and repeats only what did not.
 */
async function doneBefore({ instance, key }: Task, under: string) {
  const step = await stepUnder(under, instance);
  return step?.events.find((event) => event.update === under && event.key === key);
}

/**
 * Either the process was faster than the inbox, or the inbox shows a step that never took effect, which is corrected in
 * a moment.
 */
async function refused(task: Task, problem: Problem, at: Date): Promise<Problem> {
  const now = await Tasks.findById(task._id).lean<Task>();
  if (now && now.status !== 'open') return gone(now);
  if (problem.code !== 'NOT_WAITING') return problem;
  await doubtInstance(task.instance, at);
  return new Problem('CATCHING_UP');
}

async function completion({ _id, instance }: Task, look: Look) {
  const task = (await Tasks.findById(_id).lean<Task>())!;
  const [row] = await taskRows([task], look);
  const after = await Tasks.find({ instance, status: 'open' }, { name: 1, element: 1, openedStep: 1 }).lean<Task[]>();
  const opened = after
    .filter(({ openedStep }) => openedStep >= (task.closedStep ?? Infinity))
    .map((each) => ({ id: outside(each._id), element: each.element, name: each.name }));
  const found = await Instances.findById(instance, { status: 1 }).lean<Instance>();
  return { task: row!, status: found?.status ?? 'active', opened };
}
