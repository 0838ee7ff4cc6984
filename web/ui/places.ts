import { children, level, parent, province, regionName, regions, within } from '../../domain/regions';
import { pick, type Language } from '../texts';

/** The name of an area on its own, including the whole province. */
export const placeName = (code: string, language: Language): string =>
  code === province ? pick({ zh: '安徽省', en: 'Anhui Province' }, language) : regionName(code, language);

/** What is chosen first: the cities, and beside them the places directly under the province. */
export const firstPlaces = (language: Language) =>
  children(province).map(({ code }) => ({ value: code, label: regionName(code, language) }));

/** Which of the first places a place belongs to, and the counties to choose from there. */
export function firstPlaceOf(place: string) {
  const city = level(place) === 'county' && parent(place) !== province ? parent(place)! : place;
  return { city, counties: level(city) === 'city' ? children(city) : [] };
}

/** Areas to choose from: all of them, or those within one. */
export const placeOptions = (language: Language, area: string = province) =>
  regions
    .filter(({ code }) => within(code, area))
    .map(({ code }) => ({ value: code, label: placeName(code, language) }));
