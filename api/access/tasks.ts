import { within } from '../../domain/regions';
import { covers, isParty } from '../../domain/reach';
import type { Role } from '../../domain/roles';
import type { Task } from '../../models';
import { mayOpen } from './compartments';
import { areaAt, reaches, reachesOf } from './reach';
import { rules } from './rules';
import type { Who } from './Who';

/** What of a task its reach goes by. */
export type About = Pick<
  Task,
  | 'case'
  | 'region'
  | 'organisation'
  | 'mediator'
  | 'parties'
  | 'groups'
  | 'users'
  | 'level'
  | 'assignee'
  | 'status'
  | 'compartment'
  | 'side'
>;

/**
 * Whether somebody is one of those whom the process asks to do this task, or to whom it was given; nobody is who may not
 * see what it is about.
 */
export function isFor(who: Who, task: About): boolean {
  if (!mayOpen(who, task, task)) return false;
  if (task.assignee === who.id) return true;
  if (task.users.includes(who.id)) return true;
  return reachesOf(who, 'task.act').some(
    ([role, reach]) => task.groups.includes(role) && covers(who, role, reach, task) && ofLevel(who, role, task),
  );
}

/** A task for supervisors of a level is for those of that area, and for those above who take it over. */
function ofLevel(who: Who, role: Role, task: About): boolean {
  return role !== 'supervisor' || !task.level || within(areaAt(task.region, task.level), who.region!);
}

/** In the inbox stands what is meant for one's own level, not all that one could take over. */
export const isInInbox = (who: Who, task: About): boolean =>
  isFor(who, task) &&
  (!task.level ||
    !task.groups.includes('supervisor') ||
    who.roles.every((role) => role !== 'supervisor') ||
    areaAt(task.region, task.level) === who.region ||
    task.assignee === who.id);

export const isMine = (who: Who, task: About): boolean => task.assignee === who.id;

/** That there is a task: those who may do it, and staff who may look into the case. Its form and values: `mayOpen`. */
export const mayRead = (who: Who, task: About): boolean =>
  isFor(who, task) || (!isParty(who) && reaches(who, 'task.read', task));

/** What somebody may do with a task as it stands. */
export function mayWith(who: Who, task: About) {
  const open = task.status === 'open' && typeof rules['task.act'] === 'object' && isFor(who, task);
  const mine = isMine(who, task);
  return {
    claim: open && !task.assignee && who.kind === 'user',
    release: open && mine && who.kind === 'user',
    complete: open && (mine || !task.assignee),
    delegate:
      open && who.kind === 'user' && !isParty(who) && (mine || !task.assignee || who.roles.includes('supervisor')),
  };
}
