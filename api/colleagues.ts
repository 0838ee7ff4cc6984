import { isParty } from '../domain/reach';
import type { Role } from '../domain/roles';
import { Users, type Task, type User } from '../models';
import { isFor } from './access/tasks';
import { ofUser } from './access/Who';

/** The users who may do a task by area and by any of its roles, or by the one given. */
export async function colleagues(task: Task, role?: Role): Promise<User[]> {
  const users = await Users.find({ roles: role ?? { $in: task.groups }, active: true })
    .sort({ name: 1 })
    .limit(500)
    .lean<User[]>();
  return users.filter((user) => isColleague(user, task, role));
}

/** Whether a user may do the task, ignoring its present assignee. */
export function isColleague(user: User, task: Task, role?: Role): boolean {
  const who = ofUser(user, undefined as never);
  if (!user.active || isParty(who) || (role && !user.roles.includes(role))) return false;
  return isFor(role ? { ...who, roles: [role] } : who, { ...task, assignee: undefined });
}
