import { formatCaseNumber } from '../domain/caseNumber';
import type { Case as Filed } from '../domain/case';
import { toDay } from '../domain/limits/dates';
import { nextNumber } from '../models';
import { newCode, type Keys } from './keys';
import { partiesOf } from './partyKeys';
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
