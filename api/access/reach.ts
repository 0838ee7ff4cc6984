import { covers, type Belonging, type Reach } from '../../domain/reach';
import { partyRoles, type Role } from '../../domain/roles';
import { level, province, regions, upward, within } from '../../domain/regions';
import { permissions, type Permission } from '../contract/permissions';
import { Problem } from '../errors';
import { rules } from './rules';
import type { Who } from './Who';

/** The reach of each role by which somebody has a permission. */
export function reachesOf(who: Who, permission: Permission): [Role, Reach][] {
  const rule = rules[permission];
  if (typeof rule === 'string') return [];
  return who.roles.flatMap((role): [Role, Reach][] => {
    const reach = rule[role];
    return reach && (reach !== 'province' || who.region === province) ? [[role, reach]] : [];
  });
}

/** Whether somebody has a permission at all, whatever it reaches. */
export function has(who: Who | undefined, permission: Permission): boolean {
  const rule = rules[permission];
  if (rule === 'public' || rule === 'signature') return true;
  return who !== undefined && (rule === 'signedIn' || reachesOf(who, permission).length > 0);
}

export const permissionsOf = (who: Who): Permission[] =>
  permissions.filter((permission) => permission !== 'signature' && has(who, permission));

/** Whether somebody may do this with that thing. */
export const reaches = (who: Who, permission: Permission, thing: Belonging): boolean =>
  reachesOf(who, permission).some(([role, reach]) => covers(who, role, reach, thing));

/** Throws OUT_OF_REACH where somebody has the permission, but not for this. */
export function demand(who: Who, permission: Permission, thing: Belonging): void {
  if (!reaches(who, permission, thing)) throw new Problem('OUT_OF_REACH');
}

export type Filter = Record<string, unknown>;

/**
 * What of a collection with `region`, `city`, `organisation` and `parties` a permission reaches, as the widest filter
 * of the person's roles.
 */
export function filterOf(who: Who, permission: Permission, view?: 'area' | 'mine'): Filter {
  const reached = new Set(
    reachesOf(who, permission)
      .filter(([role]) => view === undefined || (view === 'mine') === partyRoles.includes(role))
      .map(([, reach]) => reach),
  );
  if (reached.has('all') || reached.has('province')) return {};
  if (reached.has('area')) return areaFilter(who.region!);
  if (reached.has('organisation'))
    return { ...areaFilter(who.region!), ...(who.organisation && { organisation: { $in: [who.organisation, null] } }) };
  // With no role for it: what nobody's case is.
  return { parties: { $in: [...who.parties] } };
}

/** The cases of an area: of the province all, of a city by city, else by place. */
export function areaFilter(area: string): Filter {
  if (area === province) return {};
  return level(area) === 'city' ? { city: area } : { region: area };
}

/** The places of an area, for what has a region and no city: by who administers them, which their codes do not tell. */
export function placesWithin(area: string | undefined): Filter {
  if (area === province) return {};
  return { region: { $in: regions.filter(({ code }) => area && within(code, area)).map(({ code }) => code) } };
}

/**
 * The area whose supervisors a level means, for a case filed at a place. Places directly under the province have no
 * city above them.
 */
export function areaAt(place: string, wanted: string): string {
  const way = upward(place);
  if (wanted === 'county') return place;
  if (wanted === 'city') return way.find((area) => level(area) === 'city') ?? way.at(-1) ?? place;
  return province;
}
