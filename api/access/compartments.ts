import type { Compartment, Placed } from '../../domain/compartments';
import { covers, type Belonging } from '../../domain/reach';
import { roleTraits, type Role } from '../../domain/roles';
import { compartmentRoles, walledOff } from './rules';
import type { Who } from './Who';

/** Something in a case, with what is needed to tell who leads the case's talks. */
type Within = Belonging & { mediator?: string };

/**
 * Whether the caller may see something in a compartment. This is the only place where that is decided, for tasks,
 * facts, documents, comments and incidents alike. It only narrows what the rules allow. Anything without a compartment
 * is sealed.
 */
export function mayOpen(who: Who, thing: Within, { compartment = 'sealed', side }: Placed): boolean {
  if (compartment === 'open') return true;
  if (compartment !== 'internal' && isWalledOff(who, thing)) return false;
  return who.roles.some((role) => {
    if (!compartmentRoles[compartment].includes(role)) return false;
    const { reach } = roleTraits(role);
    if (reach === 'own' && side !== undefined && side !== role) return false;
    return (compartment === 'internal' || isOfTheTalks(who, role, thing)) && covers(who, role, reach, thing);
  });
}

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
const isWalledOff = (who: Who, { mediator }: Within): boolean =>
  who.roles.some((role) => walledOff.includes(role)) && !(mediator && who.mediator === mediator);

/** The compartments of a case that the caller may open, for both sides together. */
export const openCompartments = (who: Who, thing: Within): ((compartment: Compartment) => boolean) => {
  const known = new Map<Compartment, boolean>();
  return (compartment) => {
    if (!known.has(compartment)) known.set(compartment, mayOpen(who, thing, { compartment }));
    return known.get(compartment)!;
  };
};
