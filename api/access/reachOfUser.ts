import { Users, type Session, type User } from '../../models';
import type { Permission } from '../contract/permissions';
import { filterOf, type Filter } from './reach';
import { whoIs } from './independence';

/** For work done on behalf of a user who is not signed in at the time. */
const noSession: Session = {
  _id: '',
  createdAt: new Date(0),
  expiresAt: new Date(0),
  lastSeenAt: new Date(0),
};

/** What a user can reach now with a permission; the role or area may have been lost since the work began. */
export async function reachOfUser(id: string, permission: Permission): Promise<Filter | undefined> {
  const user = await Users.findById(id).lean<User>();
  return user?.active ? filterOf(await whoIs(user, noSession), permission) : undefined;
}
