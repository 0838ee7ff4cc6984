import { codeList } from './codeList';

/** What kind of organisation an employer is, as its credit code says (GB 32100: who registered it, and as what). */
export const employerKinds = codeList({
  enterprise: { zh: '企业', en: 'Enterprise', prefix: '91', negotiationRules: true },
  'individual-business': { zh: '个体工商户', en: 'Individual business', prefix: '92', negotiationRules: false },
  cooperative: { zh: '农民专业合作社', en: 'Farmers’ cooperative', prefix: '93', negotiationRules: false },
  'social-organisation': { zh: '社会团体', en: 'Social organisation', prefix: '51', negotiationRules: true },
  'private-non-enterprise': {
    zh: '民办非企业单位',
    en: 'Private non-enterprise unit',
    prefix: '52',
    negotiationRules: true,
  },
  foundation: { zh: '基金会', en: 'Foundation', prefix: '53', negotiationRules: false },
  'state-organ': { zh: '机关', en: 'State organ', prefix: '11', negotiationRules: false },
  'public-institution': { zh: '事业单位', en: 'Public institution', prefix: '12', negotiationRules: false },
});
export type EmployerKind = (typeof employerKinds.codes)[number];

/** The kind of an employer; undefined without a credit code, or for a kind that is not listed. */
export const employerKind = (creditCode: string | null | undefined): EmployerKind | undefined =>
  employerKinds.codes.find((code) => creditCode?.startsWith(employerKinds.rows[code].prefix));

/**
 * Whether the ministry's rules of negotiation hold, by which five days of silence count as a refusal: of enterprises
 * directly (Reg17 art. 2), of private non-enterprise units and social organisations by analogy (art. 36). Elsewhere only
 * a period that both sides agreed runs.
 */
export function negotiationRulesApply(employer: { creditCode?: string | null } | null | undefined): boolean {
  const kind = employerKind(employer?.creditCode);
  return kind !== undefined && employerKinds.rows[kind].negotiationRules;
}
