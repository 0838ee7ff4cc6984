import { province, regionName, regions, within } from '../../domain/regions';
import { pick, type Language } from '../texts';

/** The name of an area on its own, including the whole province. */
export const placeName = (code: string, language: Language): string =>
  code === province ? pick({ zh: '安徽省', en: 'Anhui Province' }, language) : regionName(code, language);

/** Areas to choose from: all of them, or those within one. */
export const placeOptions = (language: Language, area: string = province) =>
  regions
    .filter(({ code }) => within(code, area))
    .map(({ code }) => ({ value: code, label: placeName(code, language) }));
