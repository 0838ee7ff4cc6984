import type { Compartment, Placed } from '../../domain/compartments';
import { isDiscreet } from '../../domain/internalMatters';
import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { covers, isMeant, sidesOf, type Belonging } from '../../domain/reach';
import { partyRoles, roleTraits, type Role } from '../../domain/roles';
import type { Task } from '../../models';
import type { Happened } from '../../workflows/hostContract';
import { compartmentRoles, walledOff } from './rules';
import type { Who } from './Who';

/** Something in a case, with what is needed to tell who leads the case's talks. */
type Within = Belonging & { mediator?: string };

/** Where something lies, and of a document who filed it. */
type Item = Placed & { createdBy?: string };

/**
 * Whether the caller may see something in a compartment. This is the only place where that is decided, for tasks,
 * facts, documents, comments and incidents alike. It only narrows what the rules allow. Anything without a compartment
 * is sealed.
 */
export function mayOpen(who: Who, thing: Within, item: Item): boolean {
  const { compartment = 'sealed', side } = item;
  if (compartment === 'open') return true;
  const roles = rolesIn(who, thing);
  if (compartment !== 'internal' && isWalledOff(who, roles, thing)) return false;
  return roles.some((role) => {
    if (!compartmentRoles[compartment].includes(role)) return false;
    const { reach } = roleTraits(role);
    if (reach === 'own' && side !== undefined && !isTheirs(who, role, thing, item)) return false;
    return (compartment === 'internal' || isOfTheTalks(who, role, thing)) && covers(who, role, reach, thing);
  });
}

/** The roles that count in a case: whoever is a party to it is that there, whatever work they do in other cases. */
function rolesIn(who: Who, thing: Within): readonly Role[] {
  const sides: readonly Role[] = sidesOf(who, thing);
  return sides.length || isMeant(who, thing) ? who.roles.filter((role) => sides.includes(role)) : who.roles;
}

/**
 * What a side says in confidence is its own. Who else belongs to a side is what the applicant entered, so an account that
 * shares a side opens nothing of it but what it filed itself; staff hand a code to whoever speaks for all of them.
 */
const isTheirs = (who: Who, role: Role, { parties = [] }: Within, { side, createdBy }: Item): boolean =>
  side === role && (who.case !== undefined || createdBy === who.id || keysOfSide(partyKeys(parties), role).length <= 1);

/**
 * Talks belong to the organisation that has the case. Before it is assigned they belong to the negotiators, and to no
 * organisation that might get the case; afterwards to no negotiator of another organisation.
 */
function isOfTheTalks(who: Who, role: Role, { organisation }: Within): boolean {
  if (role === 'mediator') return Boolean(organisation);
  return role !== 'negotiator' || !organisation || organisation === who.organisation;
}

/**
 * People who decide or inspect cannot open talks, whatever other roles they have, unless they lead the talks
 * themselves.
 */
const isWalledOff = (who: Who, roles: readonly Role[], { mediator }: Within): boolean =>
  roles.some((role) => walledOff.includes(role)) && !(mediator && who.mediator === mediator);

/**
 * Whether a party may learn that something happened: what one side asks for behind the other's back is known to whoever did
 * it, and to the side for which staff recorded it.
 */
export const mayLearnOf = (who: Who, thing: Belonging, { act, by, for: named }: Pick<Happened, 'act' | 'by' | 'for'>) =>
  !isDiscreet(act) || by === who.id || (named ?? []).some(({ side }) => sidesOf(who, thing).includes(side));

/** Whether a party may know of a task: when the other side last did one that offers such an act says that it did. */
export const mayKnowOf = (who: Who, task: Belonging & Pick<Task, 'acts' | 'groups'>): boolean =>
  !task.acts.some(({ code }) => isDiscreet(code)) ||
  !task.groups.every((group) => partyRoles.includes(group as Role)) ||
  task.groups.some((group) => (sidesOf(who, task) as string[]).includes(group));

/** The compartments of a case that the caller may open, for both sides together. */
export const openCompartments = (who: Who, thing: Within): ((compartment: Compartment) => boolean) => {
  const known = new Map<Compartment, boolean>();
  return (compartment) => {
    if (!known.has(compartment)) known.set(compartment, mayOpen(who, thing, { compartment }));
    return known.get(compartment)!;
  };
};
