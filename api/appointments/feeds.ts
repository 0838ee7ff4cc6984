import { partyKeys } from '../../domain/partyKeys';
import { sidesOf, worksOn, type Principal } from '../../domain/reach';
import type { Role } from '../../domain/roles';
import type { Lang } from '../../domain/text';
import {
  AccessCodes,
  Appointments,
  CalendarFeeds,
  isInForce,
  Users,
  wasSeenByStaff,
  type AccessCode,
  type Appointment,
  type CalendarFeed,
  type User,
} from '../../models';
import { toldAs } from '../access/person';
import type { Who } from '../access/Who';
import { newToken, sha256 } from '../keys';

const DAY = 86_400_000;
/** What a feed shows: from a month ago to a year ahead. */
const BEFORE = 31 * DAY;
const AFTER = 366 * DAY;
const MOST = 500;
/** The use of a feed is noted at most so often: calendars ask every few minutes. */
const NOTED = 3_600_000;

/** Makes a new secret address; the one before ends. */
export async function newFeed(who: Who, at: Date): Promise<string> {
  const secret = newToken();
  const person = toldAs(who);
  await CalendarFeeds.deleteMany({ person });
  await CalendarFeeds.create({ _id: sha256(secret), person, at });
  return secret;
}

export const feedOf = async (who: Who): Promise<CalendarFeed | null> =>
  CalendarFeeds.findOne({ person: toldAs(who) }).lean<CalendarFeed>();

export const endFeed = async (who: Who): Promise<void> => {
  await CalendarFeeds.deleteMany({ person: toldAs(who) });
};

/** What the feed with this secret shows now; undefined: there is none, or its person has no access any more. */
export async function readFeed(secret: string, now: Date): Promise<{ rows: Appointment[]; lang: Lang } | undefined> {
  const feed = await CalendarFeeds.findById(sha256(secret)).lean<CalendarFeed>();
  const owner = feed && (await ownerOf(feed.person, now));
  if (!owner) return undefined;
  if (!feed.usedAt || now.getTime() - feed.usedAt.getTime() > NOTED)
    await CalendarFeeds.updateOne({ _id: feed._id }, { $set: { usedAt: now } });
  const start = { $gte: new Date(now.getTime() - BEFORE), $lt: new Date(now.getTime() + AFTER) };
  const rows = (
    await Promise.all(
      owner.filters.map((filter) =>
        Appointments.find({ ...filter, start, status: { $ne: 'pending' } })
          .sort({ start: 1 })
          .limit(MOST)
          .lean<Appointment[]>(),
      ),
    )
  ).flat();
  return { rows: [...new Map(rows.filter(owner.may).map((row) => [row._id, row])).values()], lang: owner.lang };
}

interface Owner {
  filters: Record<string, unknown>[];
  may(row: Appointment): boolean;
  lang: Lang;
}

async function ownerOf(person: string, now: Date): Promise<Owner | undefined> {
  const id = person.slice(person.indexOf(':') + 1);
  return person.startsWith('code:') ? ownerOfCode(id, now) : ownerOfAccount(id);
}

/** A talk with one side alone is nothing to the other. */
const isTheirs = (who: Principal, row: Appointment): boolean =>
  sidesOf(who, row).some((side) => row.side === undefined || row.side === side);

async function ownerOfAccount(id: string): Promise<Owner | undefined> {
  const user = await Users.findById(id).lean<User>();
  if (!user?.active || user.unseen) return undefined;
  const parties = user.identity ? partyKeys(user.parties ?? []) : [];
  const who: Principal = { roles: user.roles as Role[], region: user.region, organisation: user.organisation, parties };
  return {
    filters: [{ people: id }, ...(parties.length ? [{ parties: { $in: parties } }] : [])],
    may: (row) => (row.people.includes(id) && worksOn(who, row)) || isTheirs(who, row),
    lang: user.language,
  };
}

async function ownerOfCode(id: string, now: Date): Promise<Owner | undefined> {
  const code = await AccessCodes.findById(id).lean<AccessCode>();
  if (!code || !isInForce(code, now) || wasSeenByStaff(code)) return undefined;
  const who: Principal = { roles: [code.side], parties: [], case: code.case };
  return { filters: [{ case: code.case }], may: (row) => isTheirs(who, row), lang: 'zh' };
}
