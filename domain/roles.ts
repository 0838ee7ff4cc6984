import { codeList } from './codeList';
import type { Text } from './text';

/**
 * The reach of a role: `own`: cases in which one is the party of that role; `organisation`: cases of one's area that
 * belong to one's organisation or to none yet; `area`: cases filed in one's area; `asked`: no case, only the tasks in
 * one's area for which a process asks this role. `readsOnly`: the role reads and does no tasks. `keeps`: whoever has a case in
 * this role (承办人) keeps its next steps.
 */
export interface RoleTraits extends Text {
  reach: 'own' | 'organisation' | 'area' | 'asked';
  readsOnly?: true;
  keeps?: true;
}

/** The roles with which people sign in. The API's access rules decide what each may do, one row per role as here. */
export const roles = codeList({
  worker: { zh: '劳动者', en: 'Worker', reach: 'own' },
  employer: { zh: '用人单位', en: 'Employer', reach: 'own' },
  negotiator: { zh: '协商员', en: 'Negotiator', reach: 'area', keeps: true },
  union: { zh: '工会人员', en: 'Union officer', reach: 'asked' },
  mediator: { zh: '调解员', en: 'Mediator', reach: 'organisation', keeps: true },
  supervisor: { zh: '调解督办人', en: 'Mediation supervisor', reach: 'area' },
  clerk: { zh: '书记员', en: 'Clerk of the commission', reach: 'area' },
  arbitrator: { zh: '仲裁员', en: 'Arbitrator', reach: 'area', keeps: true },
  director: { zh: '仲裁院负责人', en: 'Director of the arbitration court', reach: 'area' },
  court: { zh: '法院联络员', en: 'Court liaison', reach: 'area' },
  'legal-aid': { zh: '法律援助人员', en: 'Legal aid', reach: 'asked' },
  expert: { zh: '专家', en: 'Expert', reach: 'asked' },
  inspector: { zh: '监察、排查人员', en: 'Inspector', reach: 'asked' },
  adviser: { zh: '中小企业服务人员', en: 'SME adviser', reach: 'asked' },
  finance: { zh: '财务人员', en: 'Finance', reach: 'asked' },
  department: { zh: '部门人员', en: 'Department', reach: 'asked' },
  official: { zh: '主管部门人员', en: 'Official', reach: 'area' },
  administrator: { zh: '流程管理员', en: 'Administrator', reach: 'area' },
  auditor: { zh: '审计人员', en: 'Auditor', reach: 'area', readsOnly: true },
} satisfies Record<string, RoleTraits>);
export type Role = (typeof roles.codes)[number];

export const roleTraits = (role: Role): RoleTraits => roles.rows[role];

/** The role in which somebody has a case by doing what is asked of these roles; undefined: nobody keeps it. */
export const keptRole = (groups: readonly string[]): Role | undefined => {
  const [role] = groups;
  return groups.length === 1 && roles.has(role!) && roleTraits(role as Role).keeps ? (role as Role) : undefined;
};

/** The roles of people who are parties to a case; every other role is staff. */
export const partyRoles: readonly Role[] = roles.codes.filter((role) => roleTraits(role).reach === 'own');
export const staffRoles: readonly Role[] = roles.codes.filter((role) => !partyRoles.includes(role));

/** What somebody is besides the roles of an account: in a case. */
export type Part = Role | 'agent' | 'party';

/** Kinds of appointment: a part-time arbitrator, who has a firm; a mediator invited by the court that referred the case. */
export type Appointment = 'part-time' | 'invited';

/** The parts that somebody already has in a case, and their appointments there. */
export interface Standing {
  parts: readonly Part[];
  appointed: readonly Appointment[];
}

/** Two roles or parts that one person must not have together: on one account, or in one case. */
export interface Exclusion {
  one: Part;
  other: Part;
  within: 'account' | 'case';
  /** Applies only to those appointed in this way. */
  only?: Appointment;
  why: Text;
  /** Absent: the separation of duties, which needs no article. */
  law?: Text;
}

const recusal = { zh: '劳动争议调解仲裁法第33条', en: 'Mediation and Arbitration Law art. 33' };
const ofRecorders = { zh: '劳动人事争议仲裁办案规则第12条', en: 'Arbitration Rules art. 12' };
const invitation = {
  zh: '最高人民法院关于人民法院特邀调解的规定第16条',
  en: 'Provisions on Invited Mediation art. 16',
};
const once = {
  zh: '特邀调解员不得在同一案件中担任诉讼代理人',
  en: 'An invited mediator is no agent in the same case',
};

const ownCase = {
  other: 'party',
  within: 'case',
  why: { zh: '当事人不得以工作人员身份办理自己的案件', en: 'A party does nothing as staff in its own case' },
} as const;

/** What excludes what, with the legal source if there is one. */
export const exclusions: readonly Exclusion[] = [
  {
    one: 'administrator',
    other: 'auditor',
    within: 'account',
    why: { zh: '管理与审计应由不同的人担任', en: 'Whoever administers the system must not be the one who audits it' },
  },
  {
    one: 'arbitrator',
    other: 'party',
    within: 'case',
    why: { zh: '当事人不得仲裁自己的案件', en: 'A party does not arbitrate its own case' },
    law: recusal,
  },
  {
    one: 'clerk',
    other: 'party',
    within: 'case',
    why: { zh: '当事人不得担任本案的记录人员', en: 'A party is no clerk in its own case' },
    law: ofRecorders,
  },
  {
    one: 'director',
    other: 'party',
    within: 'case',
    why: { zh: '当事人不得审批自己的案件', en: 'A party decides nothing in its own case' },
    law: ofRecorders,
  },
  {
    one: 'mediator',
    other: 'party',
    within: 'case',
    why: { zh: '当事人不得调解自己的案件', en: 'A party does not mediate its own case' },
    law: recusal,
  },
  {
    one: 'court',
    other: 'party',
    within: 'case',
    why: { zh: '当事人不得办理自己的案件', en: 'A party does nothing for the court in its own case' },
    law: { zh: '民事诉讼法第47条', en: 'Civil Procedure Law art. 47' },
  },
  ...(['negotiator', 'supervisor', 'official', 'administrator'] as const).map((one): Exclusion => ({
    one,
    ...ownCase,
  })),
  {
    one: 'arbitrator',
    other: 'mediator',
    within: 'case',
    why: { zh: '调解过本案的人不得仲裁本案', en: 'Whoever mediated a case does not arbitrate it' },
    law: recusal,
  },
  {
    one: 'arbitrator',
    other: 'agent',
    within: 'case',
    only: 'part-time',
    why: {
      zh: '兼职仲裁员及其所在机构的人员不得在本案担任代理人',
      en: 'Neither a part-time arbitrator nor anybody of the same firm acts as agent before that commission',
    },
    law: {
      zh: '安徽省劳动人事争议调解仲裁条例第24条第3款',
      en: 'Anhui Regulations on Mediation and Arbitration art. 24(3)',
    },
  },
  { one: 'mediator', other: 'agent', within: 'case', only: 'invited', why: once, law: invitation },
  // The system knows no jurors, witnesses or payments yet; their exclusions belong here when it does.
];

/** The reason why somebody with these parts in a case may not have `part` as well. */
export function exclusionOf(part: Part, { parts, appointed }: Standing): Exclusion | undefined {
  return exclusions.find(
    (each) =>
      each.within === 'case' &&
      (!each.only || appointed.includes(each.only)) &&
      ((each.one === part && parts.includes(each.other)) || (each.other === part && parts.includes(each.one))),
  );
}
