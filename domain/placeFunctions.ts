import {
  commissionName,
  commissions,
  commonSuperior,
  competentCommissions,
  competentCourts,
  type Competence,
} from './competence';
import type { FeelFunction } from './feel';
import { level, parent, within } from './regions';

/** The functions of FEEL that know places alone, so that forms have them in the browser too. */
export const placeFunctions: Record<string, FeelFunction> = {
  'competent courts': (dispute: Competence | null, organisation: { region?: string | null } | null) =>
    competentCourts(dispute ?? {}, organisation),
  'competent commissions': (dispute: Competence | null) => competentCommissions(dispute ?? {}),
  commissions: (here?: string | null) => commissions(here),
  'commission name': (place: string | null) => commissionName(place),
  'common superior': (one: string, other: string) => commonSuperior(one, other),
  'region level': (code: string) => level(code) ?? null,
  'region parent': (code: string) => parent(code),
  'region within': (code: string, area: string) => within(code, area),
};
