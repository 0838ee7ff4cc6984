import type { Lang, Text } from './text';
import rows from './regions.json';

export type RegionLevel = 'province' | 'city' | 'county';

/** A place of Anhui by its GB/T 2260 code. `parent`: the place that administers it, null for the province. */
export interface Region extends Text {
  code: string;
  level: RegionLevel;
  parent: string | null;
}

/**
 * The places of Anhui (GB/T 2260 as in force since 2024): the province, 16 cities, 104 counties and districts.
 * 宿松县 (340826) and 广德市 (341882) are administered directly by the province (省直管县), so the province is their parent.
 */
export const regions: readonly Region[] = rows as Region[];

export const province = '340000';

const byCode = new Map(regions.map((region) => [region.code, region]));

/** The place with this code, or undefined. */
export function region(code: string): Region | undefined {
  return byCode.get(code);
}

/** The level of a place, or undefined if it is not a place of Anhui. */
export function level(code: string): RegionLevel | undefined {
  return byCode.get(code)?.level;
}

/** The place that administers this one: the city of a district, the province of a city, null above the province. */
export function parent(code: string): string | null {
  return byCode.get(code)?.parent ?? null;
}

/** The city of a place: the place itself if it is a city, or the province if it administers the place directly. */
export const cityOf = (code: string): string => (level(code) === 'county' ? (parent(code) ?? code) : code);

/** The place itself and those above it, from near to far: the path of an escalation. */
export function upward(code: string): string[] {
  const way: string[] = [];
  for (let at: string | null = byCode.has(code) ? code : null; at; at = parent(at)) way.push(at);
  return way;
}

/** Whether the place is `area` itself or administered from it, directly or indirectly. */
export function within(code: string, area: string): boolean {
  return upward(code).includes(area);
}

/** The places that this one administers directly. */
export function children(code: string): Region[] {
  return regions.filter((each) => each.parent === code);
}

/**
 * The name of a place; an unknown code is its own name. With `full`, the names of the places above it come first,
 * except the province.
 */
export function regionName(code: string, lang: Lang, options: { full?: boolean } = {}): string {
  const names = upward(code)
    .filter((each) => each === code || (options.full && each !== province))
    .map((each) => byCode.get(each)![lang]);
  if (!names.length) return code;
  return lang === 'zh' ? names.reverse().join('') : names.join(', ');
}
