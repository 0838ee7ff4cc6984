import type { Principal, Side } from '../../domain/reach';
import type { Role } from '../../domain/roles';
import type { Lang } from '../../domain/text';
import type { Session, User } from '../../models';

/** Who asks. */
export interface Who extends Principal {
  kind: 'user' | 'party';
  /**
   * The user's id, or `<side>@<case number>`: the one name by which tasks are assigned and deeds recorded. No account,
   * mediator or person is known by another, since others can be called the same.
   */
  id: string;
  account?: string;
  name: string;
  /** Of a user who mediates: by which id cases know their mediator. */
  mediator?: string;
  /** Staff have checked that this is who it says. By a tracking code nobody is. */
  identified: boolean;
  language: Lang;
  session: Session;
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
    // Whose identity nobody has checked is nobody's party: a number that was typed in proves nothing.
    parties: user.identity ? (user.parties ?? []) : [],
    identified: user.identity !== undefined && user.identity !== null,
    language: user.language,
    session,
  };
}

export function ofParty(session: Session, name: string): Who {
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
  };
}
