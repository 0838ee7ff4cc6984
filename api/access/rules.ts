import type { Compartment } from '../../domain/compartments';
import type { Reach } from '../../domain/reach';
import { roles, roleTraits, staffRoles, type Role } from '../../domain/roles';
import { permissions, type Permission } from '../contract/permissions';

/** Who has a permission, and how far it reaches. Anything not listed is denied. */
export type Rule = 'public' | 'signedIn' | 'signature' | Partial<Record<Role, Reach>>;

/** Roles that read what belongs to a case. */
const reading = ['case.list', 'case.read', 'task.read', 'document.read'] as const;
/** Roles that also see internal matters: comments, variables, the detailed history. */
const inside = [...reading, 'case.inside', 'people.read'] as const;
const doing = ['task.list', 'task.act', 'document.write'] as const;
/** Roles with an inbox: they do, delegate and comment on tasks. */
const desk = [...inside, ...doing, 'case.comment', 'task.delegate'] as const;
/** Roles that also handle cases. */
const handling = [...desk, 'case.change'] as const;
/**
 * Roles that deal with the parties in person in one of the stages of a case (domain/stages.ts), record what they do, and
 * write to them.
 */
const inCharge = ['case.code', 'case.withdraw', 'task.record', 'letter.post'] as const;
/** Roles that a process asks about one thing: they see the task and nothing else of the case. */
const asked = ['task.list', 'task.read', 'task.act'] as const;
/** Among the parties, only the applicant may withdraw. */
const party = [...reading, ...doing, 'case.withdraw'] as const;

/** The roles that may open a compartment, in addition to the rules for the operation itself. */
export const compartmentRoles: Record<Exclude<Compartment, 'open'>, readonly Role[]> = {
  // Approvals and deliberations: never the parties, nor those who are asked about one thing only.
  internal: staffRoles.filter((role) => roleTraits(role).reach !== 'asked'),
  // The parties to the talks, and those who lead them.
  sealed: ['worker', 'employer', 'negotiator', 'mediator'],
  expert: ['negotiator', 'mediator'],
};
/** Roles that decide later or inspect the work of others: talks stay closed to them (特邀调解规定第16、26条). */
export const walledOff: readonly Role[] = [
  'clerk',
  'arbitrator',
  'director',
  'court',
  'inspector',
  'official',
  'administrator',
  'auditor',
];

/** Whose work a role assigns: the supervisor that of mediators, the director that of arbitrators. */
export const overseen: Partial<Record<Role, readonly Role[]>> = { supervisor: ['mediator'], director: ['arbitrator'] };

/** What each role may do, with the reach of the role itself (domain/roles.ts). The only place where this is decided. */
const given: Record<Role, readonly Permission[]> = {
  worker: party,
  employer: party,
  negotiator: [...handling, ...inCharge],
  mediator: [...handling, ...inCharge, 'employer.read'],
  supervisor: [
    ...handling,
    'task.reassign',
    'service.list',
    'definition.read',
    'operation.read',
    'statistics.read',
    'employer.read',
  ],
  union: asked,
  clerk: [...handling, ...inCharge, 'service.list'],
  arbitrator: [...handling, ...inCharge, 'service.list'],
  director: [...handling, 'task.reassign', 'service.list', 'statistics.read'],
  'legal-aid': asked,
  expert: asked,
  inspector: asked,
  adviser: asked,
  finance: asked,
  department: asked,
  court: [...handling, ...inCharge, 'service.list', 'message.send'],
  official: [...desk, 'statistics.read', 'employer.read', 'employer.write'],
  administrator: [
    ...desk,
    'audit.read',
    'definition.read',
    'definition.write',
    'message.send',
    'operation.read',
    'operation.repair',
    'parameter.write',
    'people.write',
    'employer.read',
    'employer.write',
    'proposal.decide',
    'reference.write',
    'statistics.read',
  ],
  auditor: [
    ...inside,
    'service.list',
    'audit.read',
    'definition.read',
    'operation.read',
    'statistics.read',
    'employer.read',
  ],
};

/**
 * What those may do with a matter other than a dispute whose roles its kind names (`matterRead`), as far as each role
 * reaches: a kind picks among the roles, and gives none of them more than this.
 */
export const readersMay: readonly Permission[] = [...reading, 'case.inside', 'case.comment', 'document.write'];
/** What whoever began such a matter may do with it besides. */
export const beginnerMay: readonly Permission[] = [...reading, 'document.write', 'case.withdraw'];

/** Permissions that do not depend on a role. Anyone may file: a worker need not have an account. */
const open: Partial<Record<Permission, Rule>> = {
  public: 'public',
  signedIn: 'signedIn',
  signature: 'signature',
  'case.file': 'public',
  'reference.read': 'signedIn',
  // The kind of matter says which roles.
  'matter.list': 'signedIn',
  'matter.begin': 'signedIn',
};

/**
 * Permissions that reach further than the role that has them, or are reserved for those in charge of the whole
 * province.
 */
const reachOf: Partial<Record<Permission, Reach>> = {
  'definition.read': 'all',
  'definition.write': 'province',
  'reference.write': 'province',
};

const ruleOf = (permission: Permission): Rule =>
  Object.fromEntries(
    roles.codes
      .filter((role) => given[role].includes(permission))
      .map((role) => [role, reachOf[permission] ?? roleTraits(role).reach]),
  );

/** Who may do what, and how far: the same, by permission. */
export const rules = Object.fromEntries(
  permissions.map((permission) => [permission, open[permission] ?? ruleOf(permission)]),
) as Record<Permission, Rule>;
