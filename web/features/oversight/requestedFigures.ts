import { province, regions } from '../../../domain/regions';
import type { Session } from '../../session';
import { inChina } from '../../ui/useNow';

export const oversightFilters = ['area', 'from', 'to', 'by'] as const;
export const cuts = ['period', 'area', 'industry', 'keyGroup', 'organisation', 'stage'] as const;
export type Cut = (typeof cuts)[number];

/** The area whose figures the reader sees first. */
export const ownArea = ({ region }: Session): string =>
  region && regions.some(({ code }) => code === region) ? region : province;

/** The figures requested by a URL; by default the reader's own area, this year to date, by month. */
export function requestedFigures(
  session: Session,
  now: number,
  filters: Partial<Record<(typeof oversightFilters)[number], string>>,
): { area: string; from: string; to: string; by: Cut } {
  const today = inChina(now);
  return {
    area: ownArea(session),
    from: `${today.getUTCFullYear()}-01`,
    to: today.toISOString().slice(0, 7),
    by: 'period',
    ...(filters as { by?: Cut }),
  };
}
