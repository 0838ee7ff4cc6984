import type { Compartment } from '../../domain/compartments';
import type { Reach } from '../../domain/reach';
import { roles, roleTraits, staffRoles, type Role } from '../../domain/roles';
import { permissions, type Permission } from '../contract/permissions';

/** Who has a permission, and how far it reaches. What is not stated is denied. */
export type Rule = 'public' | 'signedIn' | 'signature' | Partial<Record<Role, Reach>>;

/** Reads what belongs to a case. */
const reading = ['case.list', 'case.read', 'task.read', 'document.read'] as const;
/** Also what goes on among those who work on it: comments, variables, the inner course. */
const inside = [...reading, 'case.inside', 'people.read'] as const;
const doing = ['task.list', 'task.act', 'document.write'] as const;
/** Has a desk: tasks to do, to give to others and to comment on. */
const desk = [...inside, ...doing, 'case.comment', 'task.delegate'] as const;
/** Also handles cases. */
const handling = [...desk, 'case.change'] as const;
/** Has the parties in person before them in one of the stages of a case (domain/stages.ts), and puts on record what they do. */
const inCharge = ['case.code', 'case.withdraw', 'task.record'] as const;
/** Of the parties only the applicant withdraws. */
const party = [...reading, ...doing, 'case.withdraw'] as const;

/** Whose roles open what lies in a compartment, beside the rules of what is done with it. */
export const compartmentRoles: Record<Exclude<Compartment, 'open'>, readonly Role[]> = {
  // Approvals and deliberations: never the parties.
  internal: staffRoles,
  // Those whose talks they are, and who leads them.
  sealed: ['worker', 'employer', 'negotiator', 'mediator'],
  expert: ['negotiator', 'mediator'],
};
/** Who decides later, or looks into the work of others: before them talks stay closed (特邀调解规定第16、26条). */
export const walledOff: readonly Role[] = ['arbitrator', 'court', 'official', 'administrator', 'auditor'];

/** What each role may do, as far as the role itself goes (domain/roles.ts). The one place where this is decided. */
const given: Record<Role, readonly Permission[]> = {
  worker: party,
  employer: party,
  negotiator: [...handling, ...inCharge],
  mediator: [...handling, ...inCharge],
  supervisor: [...handling, 'definition.read', 'operation.read', 'statistics.read'],
  arbitrator: [...handling, ...inCharge],
  court: [...handling, ...inCharge, 'message.send'],
  official: [...desk, 'statistics.read'],
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
    'proposal.decide',
    'reference.write',
    'statistics.read',
  ],
  auditor: [...inside, 'audit.read', 'definition.read', 'operation.read', 'statistics.read'],
};

/** For whom nobody asks by role. Anyone may file: a worker need not have an account. */
const open: Partial<Record<Permission, Rule>> = {
  public: 'public',
  signedIn: 'signedIn',
  signature: 'signature',
  'case.file': 'public',
  'reference.read': 'signedIn',
};

/** What goes further than the role that has it, or belongs to the province and so to those in charge of all of it. */
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

/** Who may do what, and how far: the same by permission. */
export const rules = Object.fromEntries(
  permissions.map((permission) => [permission, open[permission] ?? ruleOf(permission)]),
) as Record<Permission, Rule>;
