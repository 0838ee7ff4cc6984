import { province, within } from './regions';
import { partyRoles, roleTraits, type Role, type RoleTraits } from './roles';

/** How far a permission reaches: as far as its role, the whole province, or everything. */
export type Reach = RoleTraits['reach'] | 'province' | 'all';

export type Side = 'worker' | 'employer';

/** Whose reach it is: a user, or a party signed in to one case. */
export interface Principal {
  /** The user's id. */
  id?: string;
  roles: readonly Role[];
  /** The area that a user is in charge of. */
  region?: string;
  organisation?: string;
  /** Party keys, each with its side: `worker:…`, `employer:…`. */
  parties: readonly string[];
  /** The same by number alone: whoever is meant by a party’s number does nothing in that case as staff. */
  persons?: readonly string[];
  /** The one case of a party's session. */
  case?: string;
}

/** Anything that belongs to a case or an area, with the fields that decide access. */
export interface Belonging {
  case: string;
  region: string;
  organisation?: string;
  parties?: readonly string[];
  /** Of a task: the roles that a process asks. */
  groups?: readonly string[];
  /** Of a matter other than a dispute, and of its tasks: the roles that its kind lets see it … */
  readers?: readonly string[];
  /** … and the user who began it. */
  begunBy?: string;
}

/** The sides of a case on which somebody is a party. */
export function sidesOf(who: Principal, thing: Belonging): Side[] {
  if (who.case !== undefined) return who.case === thing.case ? [who.roles[0] as Side] : [];
  const keys = (thing.parties ?? []).filter((key) => who.parties.includes(key));
  return (['worker', 'employer'] as const).filter((side) => keys.some((key) => key.startsWith(`${side}:`)));
}

/** Whether somebody’s number is that of a party, by whatever name. */
export const isMeant = ({ persons = [] }: Principal, { parties = [] }: Belonging): boolean =>
  persons.some((key) => parties.includes(key));

/**
 * Whoever is in charge of the whole province is also in charge of what belongs to no place, such as a process that is
 * not a case.
 */
export const inArea = (who: Principal, region: string): boolean =>
  who.region === province || (who.region !== undefined && within(region, who.region));

/** Whether a role with this reach covers a thing. */
export function covers(who: Principal, role: Role, reach: Reach, thing: Belonging): boolean {
  switch (reach) {
    case 'all':
    case 'province':
      return true;
    case 'area':
      return inArea(who, thing.region);
    case 'organisation':
      return (
        inArea(who, thing.region) &&
        (!thing.organisation || !who.organisation || thing.organisation === who.organisation)
      );
    case 'asked':
      return inArea(who, thing.region) && Boolean(thing.groups?.includes(role) || thing.readers?.includes(role));
    case 'own':
      return sidesOf(who, thing).includes(role as Side);
  }
}

/** Whether somebody may be given a task of a case, by one of the roles that do tasks and within its reach. */
export const worksOn = (who: Principal, thing: Belonging): boolean =>
  began(who, thing) ||
  who.roles.some((role) => !roleTraits(role).readsOnly && covers(who, role, roleTraits(role).reach, thing));

/** Whether somebody began the matter. */
export const began = (who: Principal, { begunBy }: Belonging): boolean => begunBy !== undefined && begunBy === who.id;

/** Whether somebody is only a party or representative, not staff. */
export const isParty = (who: Pick<Principal, 'roles'>): boolean => who.roles.every((role) => partyRoles.includes(role));
