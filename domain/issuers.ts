import type { IssuerKind } from './documents';
import { level, province, regionName, upward } from './regions';
import type { Text } from './text';

/** Who issues a paper: its name in the head, the signature and the line of the seal, and the word of its numbers. */
export interface Issuer {
  /** The organisation, if it is registered. */
  id?: string;
  kind: IssuerKind;
  name: Text;
  /** 代字: 合肥庐阳劳人仲. Absent: its papers get no number from here. */
  mark?: string;
}

/** 合肥市庐阳区, 肥西县, 安徽省: as offices of the place begin their names. */
const placeZh = (region: string): string => regionName(region, 'zh', { full: true });

/** The place in a mark: 合肥庐阳 for a district, 肥西 for a county, 合肥 for a city. */
function short(region: string): string {
  const own = regionName(region, 'zh');
  const stripped = (name: string) => (name.length > 2 ? name.replace(/[省市区县]$/, '') : name);
  const [, above] = upward(region);
  return own.endsWith('区') && above && above !== province
    ? stripped(regionName(above, 'zh')) + stripped(own)
    : stripped(own);
}

/** The commission of a place that has not been registered under a name of its own (Organisation rules, 令34 art. 4). */
export const commissionOf = (region: string): Issuer => ({
  kind: 'commission',
  name: {
    zh: `${placeZh(region)}劳动人事争议仲裁委员会`,
    en: `Labour and Personnel Dispute Arbitration Commission of ${regionName(region, 'en')}`,
  },
  mark: `${short(region)}劳人仲`,
});

/** The court of a place; `intermediate`: of its city. */
export function courtOf(region: string, intermediate = false): Issuer {
  const place = intermediate && level(region) === 'county' ? (upward(region)[1] ?? region) : region;
  const middle = level(place) === 'city';
  return {
    kind: 'court',
    name: {
      zh: `${placeZh(place)}${middle ? '中级' : place === province ? '高级' : ''}人民法院`,
      en: `${middle ? 'Intermediate ' : place === province ? 'High ' : ''}People's Court of ${regionName(place, 'en')}`,
    },
  };
}

/** The mark of an organisation that registered none. */
export const markOf = (kind: IssuerKind, name: string, region: string): string | undefined =>
  kind === 'commission'
    ? commissionOf(region).mark
    : kind === 'organisation'
      ? `${name}调`
      : kind === 'union'
        ? `${name}工`
        : undefined;

/** The series of an issuer's numbers for a kind of paper in a year, as it is printed: 合肥庐阳劳人仲裁字〔2026〕. */
export const seriesOf = (mark: string, word: string, year: string): string => `${mark}${word}字〔${year}〕`;
export const numberIn = (series: string, number: number): string => `${series}${number}号`;
