import type { Capacity } from '../../domain/capacities';
import type { IdentificationMeans } from '../../domain/identification';
import { AccessCodes, Contacts, Users, type AccessCode, type Contact, type User } from '../../models';
import type { Who } from './Who';

/** A person whose identity is established, and how it was. */
export interface Person {
  /** `user:<id>`, or `code:<id>` for the holder of a tracking code. */
  id: string;
  name: string;
  /** In which capacity they were identified; an account does not say. */
  capacity?: Capacity;
  means: IdentificationMeans;
}

/**
 * The person behind a caller, if their identity is established: the owner of an account that was checked, or the person
 * to whom staff handed over a tracking code after checking who it was.
 */
export async function personOf({ kind, id, identified, session }: Who): Promise<Person | undefined> {
  if (kind === 'party') return session.party && identifiedBy(session.party.code);
  if (!identified) return undefined;
  const user = await Users.findById(id, { name: 1, identity: 1 }).lean<User>();
  return user?.identity
    ? { id: personId('user', id), name: user.name, means: user.identity.means as IdentificationMeans }
    : undefined;
}

async function identifiedBy(code: string): Promise<Person | undefined> {
  const found = await AccessCodes.findById(code).lean<AccessCode>();
  const { holder } = found ?? {};
  if (!holder || found?.revokedAt) return undefined;
  return {
    id: personId('code', code),
    name: holder.name,
    capacity: holder.capacity as Capacity,
    means: holder.means as IdentificationMeans,
  };
}

export const personId = (kind: 'user' | 'code', id: string): string => `${kind}:${id}`;

/** The number that this person gave, if any. */
export const contactOf = async (person: Person | undefined): Promise<Contact | undefined> =>
  (person && (await Contacts.findById(person.id).lean<Contact>())) ?? undefined;

/**
 * Under whom it is kept what a caller drafts, reads and uploads, and which requests were made: several people may hold codes
 * of one side, and none of them stops or reads the others.
 */
export const holderOf = ({ kind, id, session }: Pick<Who, 'kind' | 'id' | 'session'>): string =>
  kind === 'party' && session.party ? personId('code', session.party.first ?? session.party.code) : id;

/** Under whom it is kept how a caller wants to be told: an account, or the holder of a tracking code. */
export const toldAs = ({ kind, id, session }: Who): string =>
  kind === 'party' && session.party ? personId('code', session.party.code) : personId('user', id);
