import type { Role } from '../../domain/roles';
import type { Permission } from '../contract/permissions';

/**
 * How far a permission reaches: `own`: the cases in which one is the party of that role; `organisation`: those of one's
 * area that are one's organisation's or nobody's yet (whoever belongs to no organisation serves the whole area);
 * `area`: those filed in one's area; `province`: what belongs to the whole province, for those in charge of it; `all`:
 * everything.
 */
export type Reach = 'own' | 'organisation' | 'area' | 'province' | 'all';
/** Who has a permission. What is not stated is denied. */
export type Rule = 'public' | 'signedIn' | 'signature' | Partial<Record<Role, Reach>>;

const parties = { worker: 'own', employer: 'own' } as const;
const doers = {
  negotiator: 'area',
  mediator: 'organisation',
  supervisor: 'area',
  arbitrator: 'area',
  court: 'area',
} as const;
const staff = { ...doers, official: 'area', administrator: 'area' } as const;
const readers = { ...staff, auditor: 'area' } as const;

/** Who may do what, and how far. The one place where this is decided. */
export const rules: Record<Permission, Rule> = {
  public: 'public',
  signedIn: 'signedIn',
  signature: 'signature',
  // Anyone may file: a worker need not have an account.
  'case.file': 'public',
  'case.list': { ...parties, ...readers },
  'case.read': { ...parties, ...readers },
  'case.change': doers,
  // Of the parties only the applicant; staff put an oral withdrawal on record.
  'case.withdraw': { ...parties, mediator: 'organisation', arbitrator: 'area', administrator: 'area' },
  // What goes on among those who work on a case: comments, variables, the negotiation's and mediation's inner course.
  'case.inside': readers,
  'case.comment': staff,
  'case.code': { mediator: 'organisation', arbitrator: 'area', negotiator: 'area', administrator: 'area' },
  'task.list': { ...parties, ...staff },
  'task.read': { ...parties, ...readers },
  'task.act': { ...parties, ...staff },
  'task.delegate': staff,
  'document.read': { ...parties, ...readers },
  'document.write': { ...parties, ...staff },
  'message.send': { court: 'area', administrator: 'area' },
  'definition.read': { supervisor: 'all', administrator: 'all', auditor: 'all' },
  'definition.write': { administrator: 'province' },
  'operation.read': { supervisor: 'area', administrator: 'area', auditor: 'area' },
  'operation.repair': { administrator: 'area' },
  'statistics.read': { supervisor: 'area', official: 'area', administrator: 'area', auditor: 'area' },
  'reference.read': 'signedIn',
  'reference.write': { administrator: 'province' },
  'people.read': readers,
  'people.write': { administrator: 'area' },
  'audit.read': { auditor: 'area', administrator: 'area' },
};
