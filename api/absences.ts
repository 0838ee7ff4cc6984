import { toDay } from '../domain/limits/dates';
import { inArea, isParty } from '../domain/reach';
import { partyRoles, roleTraits, type Role } from '../domain/roles';
import { Absences, absencesOn, deputisedOn, Users, type Absence, type User } from '../models';
import { partyTo } from './access/independence';
import { overseenBy } from './access/tasks';
import { ofUser, type Who } from './access/Who';
import { audit, SYSTEM } from './audit/audit';
import type { Absence as Shown } from './contract/absences';
import { invalid, Problem } from './errors';
import type { Call } from './http/Route';
import { namesOf } from './views/people';

/** Those for whom the caller stands in today; their absence ends this by itself. */
export const deputised = async (who: Pick<Who, 'id' | 'kind' | 'roles'>, at: Date): Promise<string[]> =>
  who.kind === 'user' && !isParty(who) ? deputisedOn(toDay(at.toISOString()), who.id) : [];

/** Throws EXCLUDED if whoever chose the deputy is a party to the case: nobody chooses who deals with their own. */
export async function demandChosenByOthers(absent: string, deputy: string, number: string, at: Date): Promise<void> {
  const days = await absencesOn(toDay(at.toISOString()), [absent]);
  const chosen = days.find((absence) => absence.deputy === deputy);
  if (chosen && (await partyTo(chosen.by, number)))
    throw new Problem('EXCLUDED', {
      detail: {
        zh: '指定代理人的人是本案当事人，不能由其指定的人代办：请由主管另行指定',
        en: 'Whoever chose the deputy is a party to this case, in which the deputy does nothing: somebody else assigns it',
      },
    });
}

const MOST_DEPUTIES = 200;
/** At most a year each, and few at once. */
const MOST_DAYS = 366;
const MOST_KEPT = 20;

const workRoles = (user: Pick<User, 'roles'>): Role[] =>
  (user.roles as Role[]).filter((role) => !partyRoles.includes(role) && !roleTraits(role).readsOnly);

/**
 * Whether somebody may stand in for another: a role of theirs in common, an area that holds theirs, no other
 * organisation. For each task it is checked again whether the deputy may have it (reach, compartment, exclusions).
 */
export function mayStandIn(deputy: User, user: User): boolean {
  if (deputy._id === user._id || !deputy.active || isParty(deputy as { roles: Role[] })) return false;
  const shared = workRoles(deputy).some((role) => user.roles.includes(role));
  const sameHouse = !deputy.organisation || !user.organisation || deputy.organisation === user.organisation;
  return shared && sameHouse && inArea(ofUser(deputy, undefined as never), user.region);
}

export async function deputiesFor(user: User): Promise<{ id: string; name: string }[]> {
  const found = await Users.find({ roles: { $in: workRoles(user) }, active: true })
    .sort({ name: 1 })
    .limit(500)
    .lean<User[]>();
  return found
    .filter((each) => mayStandIn(each, user))
    .slice(0, MOST_DEPUTIES)
    .map(({ _id, name }) => ({ id: _id, name }));
}

type Entered = { from: string; to: string; deputy: string };

/** Enters an absence, once per key. Throws INVALID for days or a deputy that cannot be. */
export async function enterAbsence(
  call: Pick<Call, 'key' | 'who' | 'at' | 'lang'> & { body: Entered },
  user: User,
): Promise<Shown> {
  const { key, who, at, body } = call;
  const _id = key.slice(0, 24);
  const known = await Absences.findById(_id).lean<Absence>();
  if (known) return (await absenceViews([known]))[0]!;
  const { from, to, deputy } = body;
  const today = toDay(at.toISOString());
  if (to < from || to < today)
    throw invalid('to', '最后一天不能早于第一天，也不能早于今天', 'The last day is before the first, or before today');
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000)
    throw invalid('to', `一次最多 ${MOST_DAYS} 天`, `At most ${MOST_DAYS} days at once`);
  const running = await Absences.find({ user: user._id, to: { $gte: today }, endedAt: { $exists: false } }).lean<
    Absence[]
  >();
  if (running.length >= MOST_KEPT || running.some((each) => each.from <= to && each.to >= from))
    throw invalid('from', '这几天已经登记了缺勤', 'An absence is entered for these days already');
  const chosen = await Users.findById(deputy).lean<User>();
  if (!chosen || !mayStandIn(chosen, user))
    throw invalid(
      'deputy',
      '此人不能代理：应有相同的办案角色，辖区包含本人辖区，调解员应在同一组织',
      'This person cannot stand in: it takes a role in common, an area that holds yours and, of mediators, the same organisation',
    );
  if (await Absences.exists({ user: deputy, from: { $lte: to }, to: { $gte: from }, endedAt: { $exists: false } }))
    throw invalid(
      'deputy',
      '代理人这几天自己也不在，请另选一人',
      'The deputy is absent in these days, too: choose another',
    );
  const absence: Absence = { _id, user: user._id, from, to, deputy, by: who.id, at };
  await Absences.updateOne({ _id }, { $setOnInsert: absence }, { upsert: true });
  await audit(call, SYSTEM, 'absence.add', user._id, { from, to, deputy });
  return (await absenceViews([absence]))[0]!;
}

/** Ends an absence now, before its last day. Throws NOT_FOUND if it is not of this user. */
export async function endAbsence(
  call: Pick<Call, 'who' | 'at' | 'lang'>,
  id: string,
  user: string,
): Promise<undefined> {
  const ended = await Absences.findOneAndUpdate(
    { _id: id, user, endedAt: { $exists: false } },
    { $set: { endedAt: call.at, endedBy: call.who.id } },
  ).lean<Absence>();
  if (ended) await audit(call, SYSTEM, 'absence.end', user, { absence: id });
  else if (!(await Absences.exists({ _id: id, user }))) throw new Problem('NOT_FOUND');
  return undefined;
}

/** Of these people, or in which they stand in: now and later, the next first. */
export const absencesOf = (field: 'user' | 'deputy', ids: readonly string[], at: Date): Promise<Absence[]> =>
  ids.length
    ? Absences.find({ [field]: { $in: ids }, to: { $gte: toDay(at.toISOString()) }, endedAt: { $exists: false } })
        .sort({ from: 1 })
        .limit(MOST_KEPT * ids.length)
        .lean<Absence[]>()
        .exec()
    : Promise.resolve([]);

export async function absenceViews(absences: readonly Absence[]): Promise<Shown[]> {
  const names = await namesOf(absences.flatMap(({ user, deputy, by }) => [user, deputy, by]));
  return absences.map(({ _id, user, from, to, deputy, by }) => ({
    id: _id,
    user: names(user)!,
    from,
    to,
    deputy: names(deputy)!,
    by: names(by)!,
  }));
}

/** Throws INVALID unless the caller assigns the work of this person. */
export function demandOverseen(who: Who, user: User): void {
  if (!overseenBy(who).some((role) => user.roles.includes(role)))
    throw invalid('id', '您不安排此人的工作', 'You do not assign the work of this person');
}
