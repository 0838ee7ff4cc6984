import type { Role } from '../domain/roles';
import type { Text } from '../domain/text';
import {
  appendAudit,
  AuditEntries,
  Cases,
  Tasks,
  Users,
  type Case,
  type Reassignment,
  type Task,
  type User,
} from '../models';
import { exclusionFor, explanationOf } from './access/exclusions';
import { partyTo } from './access/independence';
import { overseenRole, turnOf } from './access/tasks';
import { isColleague } from './colleagues';
import { catalogue, type Code } from './errors';

type Refused = Text & { code: string };

const refused = (code: Code, { zh, en }: Text = catalogue[code]): Refused => ({ code, zh, en });

/**
 * Gives the case of a task to somebody else in the same role, whoever has it now: its open tasks in that role and who
 * keeps the next ones; once per bulk work. The first of those named who may have all of them gets it. Returns the reason
 * if it is refused. Who ordered it and why is kept with the tasks, in the history and, once for the case, in the audit log.
 */
export async function reassignTask(order: Reassignment): Promise<Refused | undefined> {
  const [task, overseer] = await Promise.all([
    Tasks.findById(order.task).lean<Task>(),
    Users.findById(order.by, { roles: 1 }).lean<User>(),
  ]);
  const role = task && overseer && overseenRole(overseer as { roles: Role[] }, task);
  const before = task?.given?.find(({ work }) => work === order.work);
  if (!before && task?.status !== 'open') return refused('TASK_CLOSED');
  if (!task || !role) return refused('OUT_OF_REACH');
  const from = before ? before.from : turnOf(task);
  // Since given on by other work: only what is missing of the record is added.
  if (before && task.given!.at(-1)!.work !== order.work) return putOnRecord(task, role, from, before.to, order);
  const tasks = [
    ...(task.status === 'open' && !before ? [task] : []),
    ...(await othersOf(task, role, from, order.work)),
  ];
  const chosen = before ? before.to : await choose(order, from, role, tasks);
  if (typeof chosen !== 'string') return chosen;
  if (chosen === from) return undefined;
  for (const each of tasks) if (!(await give(each, from, chosen, order))) return reassignTask(order);
  await handOver(task, role, from, chosen);
  return putOnRecord(task, role, from, chosen, order);
}

/** The other open tasks of the case in the role that belong to the same person. */
async function othersOf({ _id, case: number }: Task, role: Role, from: string | undefined, work: string) {
  if (from === undefined) return [];
  const open = await Tasks.find({ case: number, status: 'open', groups: role, _id: { $ne: _id } }).lean<Task[]>();
  return open.filter((each) => turnOf(each) === from && !each.given?.some((done) => done.work === work));
}

/** The first who may have all the tasks, or why the first named may not. */
async function choose(
  { to: named, by }: Reassignment,
  from: string | undefined,
  role: Role,
  tasks: readonly Task[],
): Promise<string | Refused> {
  let first: Refused | undefined;
  for (const id of named) {
    if (id === from) return id;
    const why = await whyNot(id, by, role, tasks);
    if (!why) return id;
    first ??= why;
  }
  return first ?? refused('OUT_OF_REACH');
}

/** Why somebody may not get these tasks of a case in this role from the one who gives them. */
export async function whyNot(id: string, by: string, role: Role, tasks: readonly Task[]): Promise<Refused | undefined> {
  const user = await Users.findById(id).lean<User>();
  for (const task of tasks) {
    // Nobody chooses who deals with their own case. Who is excluded is told so, and not that they cannot see it.
    const excluded = (await exclusionFor({ id, kind: 'user' }, task)) ?? (await partyTo(by, task.case));
    if (excluded) return refused('EXCLUDED', explanationOf(excluded));
    if (!user || !isColleague(user, task, role))
      return refused('OUT_OF_REACH', {
        zh: '此人不能办理该案，请从名单中选择',
        en: 'This person cannot do it: choose one of those listed',
      });
  }
  return undefined;
}

/** False if it was claimed, released or completed in the meantime: then everything is looked at again. */
async function give(task: Task, from: string | undefined, to: string, { by, reason, work, at }: Reassignment) {
  const given = { at, by, ...(from && { from }), to, reason, work };
  const assigned = task.assignee !== undefined && task.assignee !== null;
  const changed = await Tasks.updateOne(
    { _id: task._id, status: 'open', version: task.version, assignee: task.assignee ?? null },
    {
      // What nobody has begun stays to be begun, by the new one first; a single step is theirs at once.
      $set: { keeper: to, ...((assigned || !from) && { assignee: to, claimedAt: at }), changedBy: by, changedAt: at },
      $push: { given },
      $inc: { version: 1 },
    },
  );
  return changed.modifiedCount > 0;
}

/** Whom the process still names for it is noted, so that the next step does not go back to them. */
async function handOver({ case: number }: Task, role: Role, from: string | undefined, to: string): Promise<void> {
  const found = await Cases.findById(number, { handlers: 1 }).lean<Case>();
  const { instead = [], user } = found?.handlers?.[role] ?? {};
  const taken = [...new Set([...instead, ...(user ? [user] : []), ...(from ? [from] : [])])].filter((id) => id !== to);
  await Cases.updateOne(
    { _id: number },
    { $set: { [`handlers.${role}`]: { user: to, ...(taken.length && { instead: taken }) } } },
  );
}

/** Also completes an attempt that was interrupted between the change and its audit entry. */
async function putOnRecord(
  { case: chain }: Task,
  role: Role,
  from: string | undefined,
  to: string,
  { by, reason, work, at }: Reassignment,
): Promise<undefined> {
  const deed = { chain, action: 'case.reassign', subject: chain };
  if (!(await AuditEntries.exists({ ...deed, 'detail.work': work })))
    await appendAudit([{ ...deed, at, by, detail: { role, ...(from && { from }), to, reason, work } }]);
}
