import type { Employer } from '../../models';
import { alikeTo } from '../../models';
import { reaches } from '../access/reach';
import type { Who } from '../access/Who';
import type { EmployerDetail, EmployerRow } from '../contract/employers';
import { namesOf } from './people';

export const employerRowOf = (found: Employer): EmployerRow => ({
  id: found._id,
  name: found.name,
  formerNames: found.formerNames ?? [],
  industry: found.industry ?? undefined,
  headcount: found.headcount ?? undefined,
  size: found.size ?? undefined,
  region: found.region,
  focus: found.focus ?? false,
  active: found.active ?? true,
  suspect: found.suspect,
});

/** An employer with its history and those that may be the same, as far as the reader may see them. */
export async function employerView(who: Who, found: Employer): Promise<EmployerDetail> {
  const changes = (found.changes ?? []).toReversed();
  const [alike, names] = await Promise.all([alikeTo(found), namesOf(changes.map(({ by }) => by))]);
  return {
    ...employerRowOf(found),
    otherCodes: found.codes.filter((code) => code !== found._id),
    foundedOn: found.foundedOn ?? undefined,
    areas: found.areas ?? [],
    partyOrganisation: found.partyOrganisation ?? false,
    union: found.union ?? false,
    committee: found.committee ?? false,
    negotiationRules: found.negotiationRules ?? false,
    contactName: found.contactName ?? undefined,
    contactPhone: found.contactPhone ?? undefined,
    alike: alike
      .filter(({ places }) => places.some((region) => reaches(who, 'employer.read', { case: '', region })))
      .map(employerRowOf),
    changes: changes.map(({ at, by, how, fields, reason }) => ({
      at: at.toISOString(),
      by: names(by),
      how,
      fields: fields.map(({ field, from, to }) => ({
        field,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      })),
      ...(reason && { reason }),
    })),
    version: found.version,
    changeable: reaches(who, 'employer.write', { case: '', region: found.region }),
  };
}
