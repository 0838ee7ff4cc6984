import { organisationsQuery, type Organisation } from '../../api/oversight';
import { pick, type Language } from '../../texts';
import type { Source } from './SearchSelect';

interface List {
  codes: readonly string[];
  name(code: string, language: Language): string;
}
export const optionsOf = (list: List, language: Language) =>
  list.codes.map((code) => ({ value: code, label: list.name(code, language) }));

/** The register of organisations, to choose one; `row` contains the current choice. */
export const organisationSource = (
  language: Language,
  row?: { organisation?: string; organisationName?: Organisation['name'] },
): Source => ({
  query: organisationsQuery,
  option: ({ id, name }: Organisation) => ({ value: id, label: pick(name, language) }),
  chosen:
    row?.organisation && row.organisationName
      ? { value: row.organisation, label: pick(row.organisationName, language) }
      : undefined,
});
