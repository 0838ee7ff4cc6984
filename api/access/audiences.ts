import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { worksOn } from '../../domain/reach';
import { partyRoles } from '../../domain/roles';
import { Cases, type Case, type Notice } from '../../models';
import { mayOpen } from './compartments';
import type { Who } from './Who';

/**
 * The audiences to which a caller belongs, as notices name them: `user:<id>`, `party:<key>`, `<role>@<area or
 * organisation>`.
 */
export async function audiencesOf(who: Who): Promise<string[]> {
  if (who.kind === 'party') return partyAudiences(who);
  const staff = who.roles.filter((role) => !partyRoles.includes(role));
  const places = [who.region, who.organisation].filter((place) => place !== undefined);
  return [
    `user:${who.id}`,
    ...who.parties.map((key) => `party:${key}`),
    ...staff.flatMap((role) => places.map((place) => `${role}@${place}`)),
  ];
}

/** A party signed in by tracking code receives what is addressed to its side of its one case. */
async function partyAudiences(who: Who): Promise<string[]> {
  const found = await Cases.findById(who.case, { parties: 1 }).lean<Case>();
  const keys = keysOfSide(partyKeys(found?.parties ?? []), who.roles[0]!);
  return [`user:${who.id}`, `party:${who.id}`, ...keys.map((key) => `party:${key}`)];
}

/**
 * Whether the caller, to whom a notice is addressed, may read what it says: one of no compartment is open. `away`: those for
 * whom the caller stands in; what is addressed to them must be within the caller's own reach.
 */
export function mayOpenNotice(who: Who, notice: Omit<Notice, 'deliveries'>, away: readonly string[] = []): boolean {
  const about = { ...notice, case: notice.case ?? '', region: notice.region ?? '' };
  const others = notice.audience.some((each) => away.some((id) => each === `user:${id}`));
  if (others && !worksOn(who, about)) return false;
  return mayOpen(who, about, { compartment: notice.compartment ?? 'open', side: notice.side });
}
