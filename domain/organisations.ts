import { codeList } from './codeList';

/** Kinds of organisations that take part in resolving a dispute. */
export const organisationKinds = codeList({
  hrss: { zh: '人力资源社会保障行政部门', en: 'Human resources and social security authority' },
  commission: { zh: '劳动人事争议仲裁委员会', en: 'Labour and personnel dispute arbitration commission' },
  'arbitration-office': { zh: '劳动人事争议仲裁院', en: 'Arbitration court (office of the commission)' },
  tribunal: { zh: '仲裁庭', en: 'Tribunal' },
  'commission-mediation-centre': { zh: '仲裁院调解中心', en: 'Mediation centre inside the arbitration court' },
  'enterprise-committee': { zh: '企业劳动争议调解委员会', en: 'Enterprise mediation committee' },
  'peoples-mediation': { zh: '基层人民调解组织', en: "People's mediation organisation" },
  'township-centre': { zh: '乡镇（街道）劳动人事争议调解中心', en: 'Township or sub-district mediation centre' },
  'regional-industry': { zh: '区域性、行业性调解组织', en: 'Regional or industry mediation organisation' },
  'institution-committee': {
    zh: '事业单位、社会团体调解组织',
    en: 'Mediation organisation in a public institution or association',
  },
  'new-employment': { zh: '新业态劳动争议调解组织', en: 'Mediation organisation for new forms of employment' },
  chamber: { zh: '商会劳动争议调解组织', en: 'Mediation organisation of a chamber of commerce' },
  union: { zh: '工会', en: 'Trade union' },
  'union-room': { zh: '工会劳动争议调解室', en: 'Union mediation room' },
  'union-station': { zh: '工会法律服务工作站', en: 'Union legal-service station' },
  'employer-body': { zh: '企业联合会、企业家协会、工商联', en: "Employers' body" },
  'sme-service': { zh: '中小企业服务机构', en: 'Service body for small and medium enterprises' },
  tripartite: { zh: '协调劳动关系三方机制', en: 'Tripartite mechanism' },
  'service-centre': { zh: '劳动关系公共服务中心', en: 'Labour-relations public service centre' },
  'basic-court': { zh: '基层人民法院', en: "Basic people's court" },
  'intermediate-court': { zh: '中级人民法院', en: "Intermediate people's court" },
  'political-legal-committee': { zh: '党委政法委', en: 'Political and legal affairs committee' },
  justice: { zh: '司法行政部门', en: 'Justice authority' },
  'legal-aid-office': { zh: '法律援助机构', en: 'Legal-aid institution' },
  inspectorate: { zh: '劳动保障监察机构', en: 'Labour inspectorate' },
  'court-platform': { zh: '人民法院调解平台', en: "People's courts' mediation platform" },
  'court-link': { zh: '“总对总”在线诉调对接', en: 'Online link of litigation and mediation' },
  'ministry-platform': { zh: '“互联网+调解”服务平台', en: "The ministry's online mediation service" },
  'provincial-system': {
    zh: '安徽省劳动人事争议调解仲裁信息系统',
    en: 'Anhui mediation and arbitration information system',
  },
});
export type OrganisationKind = (typeof organisationKinds.codes)[number];

/** Which body set an organisation up, or houses it (opinions of 2023, articles 三 and 四). */
export const organisationHosts = codeList({
  authority: { zh: '人力资源社会保障部门', en: 'Human resources authority' },
  'arbitration-court': { zh: '仲裁院', en: 'Arbitration court' },
  court: { zh: '人民法院', en: 'People’s court' },
  union: { zh: '工会', en: 'Trade union' },
  township: { zh: '乡镇（街道）', en: 'Township or sub-district' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  institution: { zh: '事业单位', en: 'Public institution' },
  association: { zh: '社会团体、行业协会', en: 'Social organisation or industry association' },
  chamber: { zh: '商会', en: 'Chamber of commerce' },
  zone: { zh: '开发区', en: 'Development zone' },
});

/** The kinds of organisation that mediate (Anhui ordinance of 2026; Mediation and Arbitration Law art. 10). */
export const mediatingKinds: readonly OrganisationKind[] = [
  'enterprise-committee',
  'peoples-mediation',
  'township-centre',
  'regional-industry',
  'institution-committee',
  'new-employment',
  'chamber',
  'commission-mediation-centre',
  'union-room',
  'service-centre',
];

/** The bodies that a party of a dispute may turn to in person, but for committees of single employers. */
export const receivingKinds: readonly OrganisationKind[] = [
  ...mediatingKinds.filter((kind) => kind !== 'enterprise-committee' && kind !== 'institution-committee'),
  'arbitration-office',
  'union-station',
  'legal-aid-office',
  'inspectorate',
];

/** A body as far as it decides whether it mediates a dispute. */
interface Mediating {
  kind: string;
  /** The credit code of the employer whose own committee it is. */
  employer?: string | null;
  industries: readonly string[];
  causes: readonly string[];
}

/** What a mediation is about. */
export interface MediationOf {
  /** Kinds of organisation, the most suitable first; empty: any that mediates. */
  kinds: readonly string[];
  employer?: string | undefined;
  industry?: string | undefined;
  causes: readonly string[];
}

/**
 * Whether an organisation may mediate a dispute: an enterprise committee mediates only those of its own employer (Law
 * art. 10; Reg17 art. 16).
 */
export const mayMediate = ({ kind, employer }: Pick<Mediating, 'kind' | 'employer'>, of?: string): boolean =>
  (mediatingKinds as readonly string[]).includes(kind) &&
  (employer ? employer === of : kind !== 'enterprise-committee');

/**
 * How well an organisation fits: smaller is better, undefined if it does not. First the kind, in the order that the rule
 * gives; then whether it specialises in the industry, and in the cause.
 */
export function fitness(each: Mediating, { kinds, employer, industry, causes }: MediationOf): number[] | undefined {
  const place = kinds.length ? kinds.indexOf(each.kind) : 0;
  const fits = (own: readonly string[], asked: readonly string[]) =>
    !own.length || !asked.length || asked.some((one) => own.includes(one));
  if (place < 0 || !mayMediate(each, employer)) return undefined;
  if (!fits(each.industries, industry ? [industry] : []) || !fits(each.causes, causes)) return undefined;
  return [place, each.industries.length && industry ? 0 : 1, each.causes.length && causes.length ? 0 : 1];
}
