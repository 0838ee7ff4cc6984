import { began, covers, type Belonging, type Reach } from '../../domain/reach';
import { partyRoles, roleTraits, staffRoles, type Role } from '../../domain/roles';
import { level, province, regions, upward, within } from '../../domain/regions';
import { permissions, type Permission } from '../contract/permissions';
import { Problem } from '../errors';
import { beginnerMay, readersMay, rules } from './rules';
import type { Who } from './Who';

/** The reach of each of the caller's roles that has the permission. */
export function reachesOf(who: Who, permission: Permission): [Role, Reach][] {
  const rule = rules[permission];
  if (typeof rule === 'string') return [];
  return who.roles.flatMap((role): [Role, Reach][] => {
    const reach = rule[role];
    return reach && (reach !== 'province' || who.region === province) ? [[role, reach]] : [];
  });
}

/** Whether the caller has a permission at all, whatever its reach. */
export function has(who: Who | undefined, permission: Permission): boolean {
  const rule = rules[permission];
  if (rule === 'public' || rule === 'signature') return true;
  return who !== undefined && (rule === 'signedIn' || reachesOf(who, permission).length > 0);
}

/** Whether a caller without the permission may still have it for some matter other than a dispute, by its kind. */
export const mayHave = (who: Who | undefined, permission: Permission): boolean =>
  has(who, permission) ||
  (who !== undefined &&
    who.roles.some((role) => staffRoles.includes(role)) &&
    (readersMay.includes(permission) || beginnerMay.includes(permission)));

export const permissionsOf = (who: Who): Permission[] =>
  permissions.filter((permission) => permission !== 'signature' && has(who, permission));

/** Whether the caller has the permission for this thing. */
export const reaches = (who: Who, permission: Permission, thing: Belonging): boolean =>
  thing.readers
    ? reachesMatter(who, permission, thing)
    : reachesOf(who, permission).some(([role, reach]) => covers(who, role, reach, thing));

/**
 * The same for a matter other than a dispute, and what belongs to it. Those whom its kind names may read and comment;
 * anything else takes the rule for the permission too. Whoever began it reads it.
 */
function reachesMatter(who: Who, permission: Permission, thing: Belonging): boolean {
  if (beginnerMay.includes(permission) && began(who, thing)) return true;
  const named = who.roles.filter((role) => thing.readers!.includes(role));
  if (readersMay.includes(permission))
    return named.some((role) => readerMay(role, permission) && covers(who, role, roleTraits(role).reach, thing));
  return reachesOf(who, permission).some(([role, reach]) => named.includes(role) && covers(who, role, reach, thing));
}

/** Parties never see what is internal, and auditors change nothing. */
function readerMay(role: Role, permission: Permission): boolean {
  if (partyRoles.includes(role)) return beginnerMay.includes(permission);
  return !roleTraits(role).readsOnly || !['case.comment', 'document.write'].includes(permission);
}

/** Throws OUT_OF_REACH if the caller has the permission, but not for this thing. */
export function demand(who: Who, permission: Permission, thing: Belonging): void {
  if (!reaches(who, permission, thing)) throw new Problem('OUT_OF_REACH');
}

export type Filter = Record<string, unknown>;

/**
 * What a permission reaches in a collection with `region`, `city`, `organisation` and `parties`, as one filter over all
 * roles of the caller.
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
  // No role has it: a filter that matches nothing.
  return { parties: { $in: [...who.parties] } };
}

/** The cases of an area: the whole province, a city by its city field, anything else by place. */
export function areaFilter(area: string): Filter {
  if (area === province) return {};
  return level(area) === 'city' ? { city: area } : { region: area };
}

/**
 * The places of an area, for documents with a region and no city. They are grouped by administering authority, which
 * their codes do not show.
 */
export function placesWithin(area: string | undefined): Filter {
  if (area === province) return {};
  return { region: { $in: regions.filter(({ code }) => area && within(code, area)).map(({ code }) => code) } };
}

/**
 * The area whose supervisors a level refers to, for a case filed at a place. Places directly under the province have no
 * city above them.
 */
export function areaAt(place: string, wanted: string): string {
  const way = upward(place);
  if (wanted === 'county') return place;
  if (wanted === 'city') return way.find((area) => level(area) === 'city') ?? way.at(-1) ?? place;
  return province;
}
