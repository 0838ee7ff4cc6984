import { bothSides, bound } from '../../domain/acts';
import { covers, sidesOf, type Belonging, type Side } from '../../domain/reach';
import { partyRoles } from '../../domain/roles';
import { inCharge, pipelineStages } from '../../domain/stages';
import type { Task } from '../../models';
import type { RecordedFor } from '../../domain/identification';
import { Problem } from '../errors';
import { mayOpen } from './compartments';
import { reachesOf } from './reach';
import { isFor, type About } from './tasks';
import type { Who } from './Who';

type RequestedTask = About & Pick<Task, 'stage'>;

/**
 * Whether the caller is a member of staff who deals with this matter in its stage and so records what its parties do.
 */
export function isInCharge(who: Who, thing: Belonging & { stage?: string }): boolean {
  return reachesOf(who, 'task.record').some(
    ([role, reach]) =>
      covers(who, role, reach, thing) && (!pipelineStages.has(thing.stage) || inCharge[thing.stage] === role),
  );
}

/** Whether the caller may record what a party does on a task of that party. */
export const mayRecord = (who: Who, task: RequestedTask): boolean =>
  task.status === 'open' &&
  mayOpen(who, task, task) &&
  bothSides.some((side) => task.groups.includes(side)) &&
  isInCharge(who, task);

/** Whether the caller does a task as a party, that is, has it neither by a staff role nor by assignment. */
export function actsAsParty(who: Who, task: RequestedTask): boolean {
  const staff = who.roles.filter((role) => !partyRoles.includes(role));
  if (staff.length > 0 && (isFor({ ...who, roles: staff, parties: [] }, task) || mayRecord(who, task))) return false;
  return sidesOf(who, task).length > 0;
}

/** Whether the caller may bind their side: their identity must have been checked. A tracking code proves nothing. */
export const mayBind = (who: Who): boolean => who.identified;

/**
 * Throws unless an act is done by the party it binds, with a checked identity, or recorded by staff who name the people
 * it binds. Nobody can bind both sides in one act without naming each.
 */
export function demandBinding(
  who: Who,
  task: RequestedTask,
  act: string | undefined,
  named: readonly RecordedFor[] | undefined,
): void {
  const { sides, all } = bound(act, task.groups);
  if (actsAsParty(who, task)) {
    if (named) throw new Problem('FORBIDDEN');
    if (sides.length > 0 && !mayBind(who)) throw new Problem('NEEDS_IDENTITY');
    return;
  }
  const partySides = bothSides.filter((side) => task.groups.includes(side));
  // Staff who record what only a party can do must always name the party.
  const own = isFor(who, task);
  demandNamed(sides.length > 0 ? sides : partySides, all, sides.length > 0 || !own, named);
}

/** The sides named by staff must be those that the act binds: all of them, or one where one is enough. */
export function demandNamed(
  sides: readonly Side[],
  all: boolean,
  needed: boolean,
  named: readonly RecordedFor[] = [],
): void {
  const namedSides = named.map(({ side }) => side);
  const missing = all ? sides.some((side) => !namedSides.includes(side)) : sides.length > 0 && namedSides.length === 0;
  if (
    new Set(namedSides).size !== namedSides.length ||
    namedSides.some((side) => !sides.includes(side)) ||
    (needed && missing)
  )
    throw new Problem('NOT_NAMED', { more: { sides: [...sides], all } });
}
