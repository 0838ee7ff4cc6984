import { formatCaseNumber } from '../domain/caseNumber';
import type { Case as Filed } from '../domain/case';
import { toDay } from '../domain/limits/dates';
import { nextNumber } from '../models';
import { newCode, type Keys } from './keys';
import type { RunInput } from './temporal';
import { filingInput } from '../workflows/messages';

/** What is decided once for a filing, and kept if the first attempt fails. */
export interface FilingPlan {
  number: string;
  filedAt: string;
  /** For a filer who files on their own behalf. */
  code: string;
}

export async function planFiling(filed: Filed, now: Date): Promise<FilingPlan> {
  const year = Number(toDay(now.toISOString()).slice(0, 4));
  const sequence = await nextNumber(`case/${filed.region}/${year}`);
  return {
    number: formatCaseNumber({ region: filed.region, year, sequence }),
    filedAt: now.toISOString(),
    code: newCode(),
  };
}

/** The input with which the pipeline of this case starts. */
export const runInputOf = (filed: Filed, { number, filedAt }: FilingPlan, keys: Keys, by?: string): RunInput =>
  filingInput(filed, { number, filedAt, parties: partiesOf(filed, keys), ...(by && { filedBy: by }) });

/** The keys by which the people of a case find it among their own; they do not reveal identity numbers. */
export function partiesOf({ workers, employer, furtherEmployers = [] }: Filed, keys: Keys): string[] {
  const people = [workers, ...(workers.members ?? []), ...(workers.representatives ?? [])].map(
    (person) => person.identityNumber ?? person.identityDocument?.number,
  );
  // The owner is the party only where there is no licence (解释(一) art. 29).
  const employers = [employer, ...furtherEmployers].map(
    ({ creditCode, ownerIdentityNumber }) => creditCode ?? ownerIdentityNumber,
  );
  const known = (ids: (string | undefined)[], side: 'worker' | 'employer') =>
    ids.filter((id) => id !== undefined).map((id) => keys.partyKey(side, id));
  return [...new Set([...known(people, 'worker'), ...known(employers, 'employer')])];
}
