import { commissionOf } from './issuers';
import { level, province, regionName, regions, upward, within } from './regions';
import type { Text } from './text';

/** What decides who is competent. */
export interface Competence {
  region?: string | null;
  performedIn?: string | null;
  employer?: { region?: string | null } | null;
  courtReferral?: { court?: string | null } | null;
}

/** A choice in a form: its Chinese name is what papers say. */
export interface Named {
  value: string;
  label: string;
  label_en: string;
}

/**
 * The courts that may confirm a mediation agreement (CPL art. 205): the one that asked for the mediation; otherwise the
 * basic court of a party's domicile or of the mediating organisation. The domicile of a worker is not known by place, so
 * the place of filing stands for it.
 */
export function competentCourts(
  { region, employer, courtReferral }: Competence,
  organisation: { region?: string | null } | null,
): Named[] {
  if (courtReferral?.court)
    return [{ value: courtReferral.court, label: courtReferral.court, label_en: courtReferral.court }];
  const places = counties([employer?.region, organisation?.region, region]);
  return places.length
    ? places.map((place) => body(place, '人民法院', 'Basic People’s Court'))
    : [
        {
          value: '有管辖权的基层人民法院',
          label: '有管辖权的基层人民法院',
          label_en: 'The competent basic people’s court',
        },
      ];
}

/**
 * The commissions that may review a mediation agreement (Rules33 art. 74): of the place of performance, or of the
 * employer's seat (Law art. 21).
 */
export function competentCommissions({ region, performedIn, employer }: Competence): Named[] {
  return counties([performedIn ?? region, employer?.region]).map((place) =>
    body(place, '劳动人事争议仲裁委员会', 'Arbitration Commission'),
  );
}

/** The commission of a place, as papers name it; null if the place has none. */
export const commissionName = (place: string | null | undefined): Text | null =>
  place && level(place) && place !== province ? commissionOf(place).name : null;

/** The commissions of all places but `here`, by the codes of their places. */
export const commissions = (here?: string | null): Named[] =>
  regions
    .filter(({ code }) => code !== province && code !== here)
    .map(({ code }) => {
      const { zh, en } = commissionOf(code).name;
      return { value: code, label: zh, label_en: en };
    });

/**
 * The place whose commission is over those of two places (Rules33 art. 9(2)): the nearest above both, which is neither of
 * them.
 */
export const commonSuperior = (one: string, other: string): string =>
  upward(one).find((place) => place !== one && place !== other && within(other, place)) ?? province;

const counties = (places: (string | null | undefined)[]): string[] => [
  ...new Set(places.filter((place): place is string => !!place && level(place) === 'county')),
];

const body = (place: string, zh: string, en: string): Named => {
  const name = `${regionName(place, 'zh', { full: true })}${zh}`;
  return { value: name, label: name, label_en: `${regionName(place, 'en', { full: true })} ${en}` };
};
