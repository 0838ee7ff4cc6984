import type { DefinitionRow } from '../../api/definitions';
import { pick, type Language } from '../../texts';

/** The name of a definition in the reader's language; its key if it has no name. */
export const nameOf = ({ name, key }: Pick<DefinitionRow, 'name' | 'key'>, language: Language): string =>
  (name && pick(name, language)) || key;

/** The publisher of a version, otherwise its author. */
export const publisherOf = (
  { publishedBy, createdBy }: Pick<DefinitionRow, 'publishedBy' | 'createdBy'>,
  language: Language,
): string => {
  const by = publishedBy ?? createdBy;
  return by ? pick({ zh: by.name, en: by.nameEn }, language) : '–';
};

/** The URLs of a definition's pages. */
export const pages = {
  versions: ({ kind, key }: Pick<DefinitionRow, 'kind' | 'key'>) => `/processes/${kind}/${encodeURIComponent(key)}`,
  view: (id: string) => `/processes/view/${encodeURIComponent(id)}`,
  edit: (id: string) => `/processes/edit/${encodeURIComponent(id)}`,
  trial: (id: string) => `/processes/try/${encodeURIComponent(id)}`,
  simulation: (id: string) => `/processes/simulate/${encodeURIComponent(id)}`,
  compare: (before: string, after: string) =>
    `/processes/compare/${encodeURIComponent(before)}/${encodeURIComponent(after)}`,
  migrate: (key: string, from?: string, to?: string) =>
    `/processes/migrate/${encodeURIComponent(key)}${from ? `?from=${from}${to ? `&to=${to}` : ''}` : ''}`,
  heat: (id: string) => `/operations/heat/${encodeURIComponent(id)}`,
};
