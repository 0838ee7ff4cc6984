import { province, within } from './regions';
import { partyRoles, roleTraits, type Role, type RoleTraits } from './roles';

/** How far a permission reaches: as its role does, or what belongs to the whole province, or everything. */
export type Reach = RoleTraits['reach'] | 'province' | 'all';

export type Side = 'worker' | 'employer';

/** Whose reach is asked for: a user, or a party who signed in to one case. */
export interface Principal {
  roles: readonly Role[];
  /** Of a user: the area in charge of. */
  region?: string;
  organisation?: string;
  /** Party keys, each with its side: `worker:…`, `employer:…`. */
  parties: readonly string[];
  /** Of a party's session: its one case. */
  case?: string;
}

/** Anything that belongs to a case or an area, as far as access goes by it. */
export interface Belonging {
  case: string;
  region: string;
  organisation?: string;
  parties?: readonly string[];
}

/** The sides of a case on which somebody is a party. */
export function sidesOf(who: Principal, thing: Belonging): Side[] {
  if (who.case !== undefined) return who.case === thing.case ? [who.roles[0] as Side] : [];
  const keys = (thing.parties ?? []).filter((key) => who.parties.includes(key));
  return (['worker', 'employer'] as const).filter((side) => keys.some((key) => key.startsWith(`${side}:`)));
}

/** Whoever is in charge of the whole province is so also of what lies nowhere: a process that is no case. */
export const inArea = (who: Principal, region: string): boolean =>
  who.region === province || (who.region !== undefined && within(region, who.region));

/** Whether one role with this reach covers a thing. */
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
    case 'own':
      return sidesOf(who, thing).includes(role as Side);
  }
}

/** Whether somebody may be given a task of a case: by one of the roles that do tasks, as far as it goes. */
export const worksOn = (who: Principal, thing: Belonging): boolean =>
  who.roles.some((role) => !roleTraits(role).looksOn && covers(who, role, roleTraits(role).reach, thing));

/** Whether somebody is party or representative only, no staff. */
export const isParty = (who: Pick<Principal, 'roles'>): boolean => who.roles.every((role) => partyRoles.includes(role));
