import { within } from '../../domain/regions';
import { began, covers, isParty, worksOn } from '../../domain/reach';
import type { Role } from '../../domain/roles';
import type { Task } from '../../models';
import { mayOpen } from './compartments';
import { areaAt, reaches, reachesOf } from './reach';
import { overseen, rules } from './rules';
import type { Who } from './Who';

/** The fields of a task that decide access to it; every projection must include them. */
export const aboutFields = [
  'case',
  'region',
  'organisation',
  'mediator',
  'parties',
  'readers',
  'begunBy',
  'independent',
  'groups',
  'users',
  'level',
  'assignee',
  'keeper',
  'status',
  'compartment',
  'side',
] as const;
export type About = Pick<Task, (typeof aboutFields)[number]>;

/**
 * Whether the process asks the caller to do this task, or it was assigned to them. Never true for somebody who may not
 * see what it is about.
 */
export function isFor(who: Who, task: About): boolean {
  if (!mayOpen(who, task, task) || (task.independent && began(who, task))) return false;
  const asked = reachesOf(who, 'task.act').some(
    ([role, reach]) => task.groups.includes(role) && covers(who, role, reach, task) && ofLevel(who, role, task),
  );
  // Whoever was named or has claimed it does it as long as their role and area last.
  const named = task.users.includes(who.id) || (task.assignee === who.id && task.groups.length === 0);
  return asked || (named && worksOn(who, task));
}

/** A task for supervisors of a level is for those of that area, and for those above who may take it over. */
function ofLevel(who: Who, role: Role, task: About): boolean {
  return role !== 'supervisor' || !task.level || within(areaAt(task.region, task.level), who.region!);
}

/** Whether a task is meant for the caller's own level; supervisors above it see it and may take it over. */
export const isOwnLevel = (who: Who, task: About): boolean =>
  !task.level ||
  !task.groups.includes('supervisor') ||
  who.roles.every((role) => role !== 'supervisor') ||
  areaAt(task.region, task.level) === who.region;

export const isMine = (who: Who, task: About): boolean => task.assignee === who.id;

/** Whose turn it is: who has it, or who keeps it because they have the case. */
export const turnOf = ({ assignee, keeper }: Pick<Task, 'assignee' | 'keeper'>): string | undefined =>
  assignee ?? keeper ?? undefined;

/**
 * Whether the caller may know that the task exists: those who may do it, and staff who may see the case. Its form and
 * values depend on `mayOpen`.
 */
export const mayRead = (who: Who, task: About): boolean =>
  isFor(who, task) || (!isParty(who) && reaches(who, 'task.read', task));

/** The roles whose work somebody assigns. */
export const overseenBy = (who: Pick<Who, 'roles'>): Role[] => [
  ...new Set(who.roles.flatMap((role) => overseen[role] ?? [])),
];

/** The role in which a task is assigned by the caller, who need not see its content. */
export const overseenRole = (who: Pick<Who, 'roles'>, { groups }: Pick<Task, 'groups'>): Role | undefined =>
  overseenBy(who).find((role) => groups.includes(role));

/** Supervisors reassign the tasks of mediators in their area, directors those of arbitrators. */
export const mayReassign = (who: Who, task: About): boolean =>
  overseenRole(who, task) !== undefined && reaches(who, 'task.reassign', task);

/** What the caller may do with a task in its present state; `away`: those for whom they stand in. */
export function mayWith(who: Who, task: About, away: readonly string[] = []) {
  const open = task.status === 'open' && typeof rules['task.act'] === 'object' && isFor(who, task);
  const mine = isMine(who, task);
  return {
    claim: open && (!task.assignee || away.includes(task.assignee)) && who.kind === 'user',
    release: open && mine && who.kind === 'user',
    complete: open && (mine || !task.assignee),
    delegate: open && who.kind === 'user' && !isParty(who) && (mine || !task.assignee),
    reassign: task.status === 'open' && mayReassign(who, task),
  };
}
