import { province, regionName, regions } from '../../../domain/regions';
import type { Language } from '../../texts';

interface List { codes: readonly string[]; name(code: string, language: Language): string }
export const optionsOf = (list: List, language: Language) => list.codes.map((code) => ({ value: code, label: list.name(code, language) }));
export const regionOptions = (language: Language) => regions.map(({ code }) => ({ value: code, label: code === province ? (language === 'zh' ? '安徽省' : 'Anhui Province') : regionName(code, language) }));
