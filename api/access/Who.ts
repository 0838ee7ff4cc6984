import { partyKeys, personKeys } from '../../domain/partyKeys';
import type { Principal, Side } from '../../domain/reach';
import type { Role } from '../../domain/roles';
import type { Lang } from '../../domain/text';
import type { Power } from '../../domain/mandates';
import type { AccessCode, Session, User } from '../../models';

/** The caller of a request. */
export interface Who extends Principal {
  kind: 'user' | 'party';
  /**
   * The user's id, or `<side>@<case number>`: the only name used to assign tasks and to record actions. Accounts,
   * mediators and people are never identified by their display names, because those need not be unique.
   */
  id: string;
  account?: string;
  name: string;
  /** The id under which cases know this user as a mediator. */
  mediator?: string;
  /** Roles of the account that do not count before somebody independent has checked who uses it. */
  withheld?: readonly Role[];
  /** Staff have checked this person's identity. Never true for a tracking code. */
  identified: boolean;
  language: Lang;
  session: Session;
  /** The mandate by which an agent acts for the side: the id of its first code, and what it says. */
  mandate?: { id: string; agent: string; principal: string; powers: readonly Power[]; byParty: boolean; until?: Date };
}

export function ofUser(user: User, session: Session): Who {
  return {
    kind: 'user',
    id: user._id,
    account: user.account,
    name: user.name,
    roles: user.roles as Role[],
    region: user.region,
    organisation: user.organisation,
    mediator: user.mediator,
    // A user whose identity has not been checked is a party to nothing: a number that was only typed in proves nothing.
    parties: user.identity ? partyKeys(user.parties ?? []) : [],
    persons: user.identity ? personKeys(user.parties ?? []) : [],
    identified: user.identity !== undefined && user.identity !== null,
    language: user.language,
    session,
  };
}

/** A party on one case, or its agent: `code` is the one by which they came. */
export function ofParty(session: Session, name: string, code: AccessCode): Who {
  const { case: number, side } = session.party! as { case: string; side: Side };
  const id = `${side}@${number}`;
  return {
    kind: 'party',
    id,
    name,
    roles: [side],
    parties: [],
    case: number,
    identified: false,
    language: 'zh',
    session,
    ...(code.mandate && { mandate: mandateOf(code) }),
  };
}

function mandateOf({ _id, first, holder, mandate }: AccessCode): Who['mandate'] {
  const { principal, powers, until, by } = mandate!;
  const about = { agent: holder?.name ?? '', principal, powers: powers as Power[], byParty: by !== undefined };
  return { id: first ?? _id, ...about, ...(until && { until }) };
}
