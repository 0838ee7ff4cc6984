import { Users, type Session, type User } from '../../models';
import type { Permission } from '../contract/permissions';
import { filterOf, type Filter } from './reach';
import { ofUser } from './Who';

/** For what is done in a user's name while nobody is signed in. */
const noSession: Session = {
  _id: '',
  createdAt: new Date(0),
  expiresAt: new Date(0),
  lastSeenAt: new Date(0),
};

/** What a user reaches now by a permission, who may have lost it, or the area, since what is done was begun. */
export async function reachOfUser(id: string, permission: Permission): Promise<Filter | undefined> {
  const user = await Users.findById(id).lean<User>();
  return user?.active ? filterOf(ofUser(user, noSession), permission) : undefined;
}
