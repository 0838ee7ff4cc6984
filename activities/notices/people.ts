import type { Lang } from '../../domain/text';
import { toDay } from '../../domain/limits/dates';
import { worksOn } from '../../domain/reach';
import { partyRoles, type Role } from '../../domain/roles';
import {
  absencesOn,
  AccessCodes,
  Cases,
  inForceAt,
  NoticePreferences,
  Users,
  type AccessCode,
  type Case,
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
export async function peopleOf(
  { audience, case: number }: Pick<Notice, 'audience' | 'case'>,
  at: Date,
): Promise<Recipient[]> {
  const named = (kind: string) =>
    audience.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length));
  const parties = named('party:');
  const ids = await withDeputies(named('user:'), number, at);
  const sides = [...new Set(parties.map((key) => key.split(':')[0]!))];
  const [users, codes] = await Promise.all([
    ids.length || parties.length
      ? Users.find(
          {
            active: true,
            $or: [{ _id: { $in: ids } }, { parties: { $in: parties }, identity: { $exists: true } }],
          },
          { email: 1, language: 1, roles: 1, parties: 1 },
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
            ...inForceAt(at),
          },
          { side: 1 },
        )
          .limit(MOST)
          .lean<AccessCode[]>()
      : [],
  ]);
  return preferring([
    ...users.map(({ _id, email, language, roles, parties: own }) => ({
      person: `user:${_id}`,
      language: language as Lang,
      of: own.filter((key) => parties.includes(key)),
      ...(email && { email }),
      ...(roles.some((role) => !(partyRoles as readonly string[]).includes(role)) && { staff: true as const }),
    })),
    ...codes.map(({ _id, side }) => ({ person: `code:${_id}`, of: [side] })),
  ]);
}

/**
 * With those who stand in today for who is absent, if the case is one on which they may work: a notice of a case goes to
 * both.
 */
async function withDeputies(ids: string[], number: string | undefined, at: Date): Promise<string[]> {
  const absences = number ? await absencesOn(toDay(at.toISOString()), ids) : [];
  if (!absences.length) return ids;
  const [found, deputies] = await Promise.all([
    Cases.findById(number, { region: 1, organisation: 1, parties: 1 }).lean<Case>(),
    Users.find({ _id: { $in: absences.map(({ deputy }) => deputy) } }).lean<User[]>(),
  ]);
  const may = deputies.filter(
    ({ roles, region, organisation, parties }) =>
      found &&
      worksOn({ roles: roles as Role[], region, organisation, parties: [] }, { ...found, case: found._id }) &&
      !parties.some((key) => found.parties.includes(key)),
  );
  return [...new Set([...ids, ...may.map(({ _id }) => _id)])];
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
