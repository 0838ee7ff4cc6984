import { codeList } from './codeList';

/** The capacity in which a person or an organisation takes part in a case. */
export const capacities = codeList({
  party: { zh: '当事人', en: 'Party' },
  worker: { zh: '劳动者', en: 'Worker' },
  employer: { zh: '用人单位', en: 'Employer' },
  'user-unit': { zh: '用工单位', en: 'User unit' },
  'dispatch-unit': { zh: '劳务派遣单位', en: 'Dispatch unit' },
  applicant: { zh: '申请人', en: 'Applicant' },
  respondent: { zh: '被申请人', en: 'Respondent' },
  plaintiff: { zh: '原告', en: 'Plaintiff' },
  defendant: { zh: '被告', en: 'Defendant' },
  appellant: { zh: '上诉人', en: 'Appellant' },
  appellee: { zh: '被上诉人', en: 'Appellee' },
  'third-party': { zh: '第三人', en: 'Third party' },
  representative: { zh: '代表人', en: 'Elected representative' },
  'statutory-agent': { zh: '法定代理人', en: 'Statutory agent' },
  agent: { zh: '委托代理人', en: 'Authorised agent' },
  'legal-representative': { zh: '法定代表人', en: 'Legal representative' },
  mediator: { zh: '调解员', en: 'Mediator' },
  arbitrator: { zh: '仲裁员', en: 'Arbitrator' },
  recorder: { zh: '记录人员', en: 'Recorder' },
  expert: { zh: '调解专家', en: 'Mediation expert' },
  court: { zh: '法院联络员', en: 'Court liaison' },
  union: { zh: '工会干部', en: 'Union officer' },
  'legal-aid': { zh: '法律援助律师', en: 'Legal-aid lawyer' },
  supervisor: { zh: '督办人', en: 'Supervisor' },
  negotiator: { zh: '协商员', en: 'Negotiator' },
  inspector: { zh: '劳动保障监察员', en: 'Labour inspector' },
});
export type Capacity = (typeof capacities.codes)[number];

/** The capacity in which somebody acts for a party (Law art. 24, 25). */
export const agentKinds = codeList({
  'statutory-agent': { zh: '法定代理人', en: 'Statutory agent' },
  agent: { zh: '委托代理人', en: 'Authorised agent' },
  'legal-aid': { zh: '法律援助律师', en: 'Legal-aid lawyer' },
  union: { zh: '工会干部', en: 'Union officer' },
});

/** Who act as agents by appointment: what excludes agents excludes them. */
export const appointedAgents: readonly Capacity[] = ['agent', 'legal-aid', 'union'];

/** In these capacities somebody acts for several people: staff have seen the election or the authority. */
export const forSeveral: readonly Capacity[] = ['representative', ...appointedAgents];

/** Documents that stand in for a resident identity card. */
export const identityDocuments = codeList({
  passport: { zh: '护照', en: 'Passport' },
  'foreign-permanent-residence': { zh: '外国人永久居留身份证', en: 'Foreign permanent resident card' },
  'hk-macao-permit': { zh: '港澳居民来往内地通行证', en: 'Mainland travel permit for Hong Kong and Macao residents' },
  'taiwan-permit': { zh: '台湾居民来往大陆通行证', en: 'Mainland travel permit for Taiwan residents' },
  military: { zh: '军人身份证件', en: 'Military identity document' },
});
