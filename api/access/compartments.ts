import type { Compartment, Placed } from '../../domain/compartments';
import { covers, type Belonging } from '../../domain/reach';
import { roleTraits, type Role } from '../../domain/roles';
import { compartmentRoles, walledOff } from './rules';
import type { Who } from './Who';

/** What lies in a case, as far as it goes by who leads its talks. */
type Within = Belonging & { mediator?: string };

/**
 * Whether what lies there is for somebody's eyes: the one place where that is decided, for tasks, facts, papers,
 * comments and incidents alike. It only ever narrows what the rules give. What does not say where it lies is sealed.
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
 * Talks are of the organisation that has the case. Until one has it they are the negotiators' and of nobody who might
 * get it; from then on they are of no negotiator elsewhere.
 */
function isOfTheTalks(who: Who, role: Role, { organisation }: Within): boolean {
  if (role === 'mediator') return Boolean(organisation);
  return role !== 'negotiator' || !organisation || organisation === who.organisation;
}

/** Who decides or inspects opens no talks, whatever else that person is; but the one who leads them does. */
const isWalledOff = (who: Who, { mediator }: Within): boolean =>
  who.roles.some((role) => walledOff.includes(role)) && !(mediator && who.mediator === mediator);

/** The compartments of a case that somebody may open, for both sides together. */
export const opened = (who: Who, thing: Within): ((compartment: Compartment) => boolean) => {
  const known = new Map<Compartment, boolean>();
  return (compartment) => {
    if (!known.has(compartment)) known.set(compartment, mayOpen(who, thing, { compartment }));
    return known.get(compartment)!;
  };
};
