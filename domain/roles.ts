import { codeList } from './codeList';

/** The roles in which people sign in. What each may see and do is decided by the access rules of the API. */
export const roles = codeList({
  worker: { zh: '劳动者', en: 'Worker' },
  employer: { zh: '用人单位', en: 'Employer' },
  negotiator: { zh: '协商员', en: 'Negotiator' },
  mediator: { zh: '调解员', en: 'Mediator' },
  supervisor: { zh: '调解督办人', en: 'Mediation supervisor' },
  arbitrator: { zh: '仲裁员', en: 'Arbitrator' },
  court: { zh: '法院联络员', en: 'Court liaison' },
  official: { zh: '主管部门人员', en: 'Official' },
  administrator: { zh: '流程管理员', en: 'Administrator' },
  auditor: { zh: '审计人员', en: 'Auditor' },
});
export type Role = (typeof roles.codes)[number];

/** The two roles of people who are parties to a case; every other role is staff. */
export const partyRoles: readonly Role[] = ['worker', 'employer'];
export const staffRoles: readonly Role[] = roles.codes.filter((role) => !partyRoles.includes(role));
