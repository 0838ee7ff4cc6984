import type { Text } from '../domain/text';
import { appendAudit, AuditEntries, Tasks, Users, type Reassignment, type Task, type User } from '../models';
import { exclusionFor, explanationOf } from './access/exclusions';
import { partyTo } from './access/independence';
import { isColleague } from './colleagues';
import { catalogue, type Code } from './errors';

type Refused = Text & { code: string };

const refused = (code: Code, { zh, en }: Text = catalogue[code]): Refused => ({ code, zh, en });

/**
 * Reassigns a mediator's task to another eligible mediator, whoever has it now; once per bulk work. Returns the reason if
 * it is refused. Who ordered it and why is kept with the task, in the history and in the audit log.
 */
export async function reassignTask(order: Reassignment): Promise<Refused | undefined> {
  const { task: id, to, by, reason, work, at } = order;
  const task = await Tasks.findById(id).lean<Task>();
  if (task?.given?.some((each) => each.work === work)) return putOnRecord(task, order);
  if (task?.status !== 'open') return refused('TASK_CLOSED');
  if (task.assignee === to) return undefined;
  const why = await whyNot(task, order);
  if (why) return why;
  const given = { at, by, ...(task.assignee && { from: task.assignee }), to, reason, work };
  const changed = await Tasks.updateOne(
    { _id: id, status: 'open', version: task.version, assignee: task.assignee ?? null },
    {
      $set: { assignee: to, claimedAt: at, changedBy: by, changedAt: at },
      $push: { given },
      $inc: { version: 1 },
    },
  );
  // Claimed, released or completed in the meantime: start over with the current state.
  if (!changed.modifiedCount) return reassignTask(order);
  return putOnRecord({ ...task, given: [given] }, order);
}

async function whyNot(task: Task, { to, by }: Reassignment): Promise<Refused | undefined> {
  // Nobody chooses the mediator of their own case. Who is excluded is told so, and not that they cannot see it.
  const excluded = (await exclusionFor({ id: to, kind: 'user' }, task)) ?? (await partyTo(by, task.case));
  if (excluded) return refused('EXCLUDED', explanationOf(excluded));
  const user = await Users.findById(to).lean<User>();
  if (!user || !isColleague(user, task, 'mediator'))
    return refused('OUT_OF_REACH', {
      zh: '此人不是可以办理该案的调解员，请从名单中选择',
      en: 'This is no mediator who can do it: choose one of those listed',
    });
  return undefined;
}

/** Also completes an attempt that was interrupted between the change and its audit entry. */
async function putOnRecord({ _id, case: chain, given }: Task, { by, work, at }: Reassignment): Promise<undefined> {
  const { from, to, reason } = given!.find((each) => each.work === work)!;
  const deed = { chain, action: 'task.reassign', subject: _id };
  if (!(await AuditEntries.exists({ ...deed, 'detail.work': work })))
    await appendAudit([{ ...deed, at, by, detail: { ...(from && { from }), to, reason, work } }]);
}
