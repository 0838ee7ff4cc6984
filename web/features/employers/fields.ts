import { employerSizes } from '../../../domain/employers/employer';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import type { EmployerDetail } from '../../api/employers';
import type { Language, T } from '../../texts';
import { placeOptions } from '../../ui/places';
import type { EditorField } from '../admin/Editor';
import { optionsOf } from '../admin/options';
import type { useEmployerTexts } from './texts';

type Texts = ReturnType<typeof useEmployerTexts>;
export type TextKey = Texts extends T<infer K> ? K : never;

const switches = ['partyOrganisation', 'union', 'committee', 'negotiationRules', 'focus', 'active'] as const;

/** The fields of the editor; the code is given once. */
export const editorFields = (t: Texts, language: Language, isNew: boolean): EditorField[] => [
  ...(isNew ? [{ path: 'creditCode', label: t('creditCode') }] : []),
  { path: 'name', label: t('name') },
  { path: 'formerNames', label: t('formerNames'), type: 'tags', help: t('formerHelp') },
  { path: 'industry', label: t('industry'), type: 'select', options: optionsOf(industries, language) },
  { path: 'headcount', label: t('headcount') },
  { path: 'foundedOn', label: t('foundedOn'), help: '2026-05-11' },
  { path: 'region', label: t('region'), type: 'select', options: placeOptions(language) },
  { path: 'areas', label: t('areas'), type: 'many', options: placeOptions(language) },
  { path: 'contactName', label: t('contactName') },
  { path: 'contactPhone', label: t('contactPhone') },
  ...switches.map((path): EditorField => ({ path, label: t(path), type: 'switch' })),
];

export const editorValues = (row: EmployerDetail | undefined): Record<string, unknown> => ({
  ...(row && {
    name: row.name,
    industry: row.industry,
    headcount: row.headcount === undefined ? undefined : String(row.headcount),
    foundedOn: row.foundedOn,
    region: row.region,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
  }),
  formerNames: row?.formerNames ?? [],
  areas: row?.areas ?? [],
  ...Object.fromEntries(switches.map((path) => [path, row ? row[path] : path === 'active'])),
});

/** What the editor holds as the API takes it. */
export const sentValues = ({ headcount, ...rest }: Record<string, unknown>) => ({
  ...rest,
  ...(headcount !== undefined && { headcount: /^\d+$/.test(String(headcount)) ? Number(headcount) : headcount }),
});

/** The value of a field in words, for the history. */
export function valueInWords(field: string, value: unknown, t: Texts, language: Language): string {
  if (Array.isArray(value))
    return value.map((each) => valueInWords(field, each, t, language)).join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'boolean') return t(`${value}`);
  if (value === undefined || value === null || value === '') return '—';
  const text = String(value);
  if (field === 'industry') return industries.name(text, language);
  if (field === 'region' || field === 'areas') return regionName(text, language, { full: true });
  return field === 'size' ? employerSizes.name(text, language) : text;
}
