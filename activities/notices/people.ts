import type { Lang } from '../../domain/text';
import { partyRoles } from '../../domain/roles';
import {
  AccessCodes,
  NoticePreferences,
  Users,
  type AccessCode,
  type Notice,
  type NoticePreference,
  type User,
} from '../../models';
import type { Recipient } from '../channels/Channel';

/** The most people whom one notice reaches outside the pages. */
const MOST = 200;

/**
 * The people behind the audience of a notice who can be reached outside the pages: the users it names, the owners of
 * accounts whose identity was checked, and the holders of tracking codes handed over to an identified person. A role of
 * an area reads it in the pages.
 */
export async function peopleOf({ audience, case: number }: Pick<Notice, 'audience' | 'case'>): Promise<Recipient[]> {
  const named = (kind: string) =>
    audience.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length));
  const [ids, parties] = [named('user:'), named('party:')];
  const sides = [...new Set(parties.map((key) => key.split(':')[0]!))];
  const [users, codes] = await Promise.all([
    ids.length || parties.length
      ? Users.find(
          {
            active: true,
            $or: [{ _id: { $in: ids } }, { parties: { $in: parties }, identity: { $exists: true } }],
          },
          { email: 1, language: 1, roles: 1 },
        )
          .limit(MOST)
          .lean<User[]>()
      : [],
    number && sides.length
      ? AccessCodes.find(
          {
            case: number,
            side: { $in: sides as AccessCode['side'][] },
            holder: { $exists: true },
            revokedAt: { $exists: false },
          },
          { _id: 1 },
        )
          .limit(MOST)
          .lean<AccessCode[]>()
      : [],
  ]);
  return preferring([
    ...users.map(({ _id, email, language, roles }) => ({
      person: `user:${_id}`,
      language: language as Lang,
      ...(email && { email }),
      ...(roles.some((role) => !(partyRoles as readonly string[]).includes(role)) && { staff: true as const }),
    })),
    ...codes.map(({ _id }) => ({ person: `code:${_id}` })),
  ]);
}

/** People as they want to be told. */
async function preferring(people: Recipient[]): Promise<Recipient[]> {
  const wanted = people.length
    ? await NoticePreferences.find({ _id: { $in: people.map(({ person }) => person) } }).lean<NoticePreference[]>()
    : [];
  const by = new Map(wanted.map((preference) => [preference._id, preference]));
  return people.map((each) => {
    const { without, language } = by.get(each.person) ?? {};
    return { ...each, ...(without?.length && { without }), ...(language && { language }) };
  });
}
