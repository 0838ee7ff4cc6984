import { partyRoles, type Role } from '../../domain/roles';
import type { Lang } from '../../domain/text';
import type { Session, User } from '../../models';

export type Side = 'worker' | 'employer';

/** Who asks. */
export interface Who {
  kind: 'user' | 'party';
  /** The user's id, or `<side>@<case number>`. */
  id: string;
  account?: string;
  name: string;
  roles: readonly Role[];
  /** Of a user: the area in charge of. */
  region?: string;
  organisation?: string;
  /** Names under which a model may assign a task to this person. */
  names: readonly string[];
  /** Party keys, each with its side: `worker:…`, `employer:…`. */
  parties: readonly string[];
  /** Of a party's session: its one case and side. */
  case?: string;
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
    names: [user._id, user.account, ...(user.mediator ? [user.mediator] : [])],
    parties: user.parties ?? [],
    language: user.language,
    session,
  };
}

export function ofParty(session: Session, name: string): Who {
  const { case: number, side } = session.party!;
  const id = `${side}@${number}`;
  return { kind: 'party', id, name, roles: [side], names: [id], parties: [], case: number, language: 'zh', session };
}

/** Anything that belongs to a case, as far as access goes by it. */
export interface Belonging {
  case: string;
  region: string;
  organisation?: string;
  parties?: readonly string[];
}

/** The sides of a case on which somebody is a party. */
export function sidesOf(who: Who, thing: Belonging): Side[] {
  if (who.kind === 'party') return who.case === thing.case ? [who.roles[0] as Side] : [];
  const keys = (thing.parties ?? []).filter((key) => who.parties.includes(key));
  return (['worker', 'employer'] as const).filter((side) => keys.some((key) => key.startsWith(`${side}:`)));
}

/** Whether somebody is party or representative only, no staff. */
export const isParty = (who: Who): boolean => who.roles.every((role) => partyRoles.includes(role));
