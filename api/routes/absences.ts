import { isParty } from '../../domain/reach';
import { Organisations, Users, type Organisation, type User } from '../../models';
import { absencesOf, absenceViews, deputiesFor, demandOverseen, endAbsence, enterAbsence } from '../absences';
import { placesWithin } from '../access/reach';
import { overseenBy } from '../access/tasks';
import type { Who } from '../access/Who';
import * as contract from '../contract/absences';
import { Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { loadOf } from '../load';

export const absenceRoutes = [
  route(contract.listAbsences, async ({ who, at }) => ({
    own: await absenceViews(await absencesOf('user', [who.id], at)),
    deputy: await absenceViews(await absencesOf('deputy', [who.id], at)),
  })),
  route(contract.addAbsence, async (call) => enterAbsence(call, await staffMember(call.who))),
  route(contract.endAbsence, (call) => endAbsence(call, call.params.id, call.who.id)),
  route(contract.listDeputies, async ({ who }) => ({ rows: await deputiesFor(await staffMember(who)) })),
  route(contract.listStaff, staff),
  route(contract.listDeputiesOf, async ({ target, who }) => {
    demandOverseen(who, target);
    return { rows: await deputiesFor(target) };
  }),
  route(contract.addAbsenceOf, async (call) => {
    demandOverseen(call.who, call.target);
    return enterAbsence(call, call.target);
  }),
  route(contract.endAbsenceOf, async (call) => {
    demandOverseen(call.who, call.target);
    return endAbsence(call, call.params.absence, call.target._id);
  }),
];

/** Only staff are stood in for: a party has agents. */
async function staffMember(who: Who): Promise<User> {
  const user = who.kind === 'user' && !isParty(who) ? await Users.findById(who.id).lean<User>() : null;
  if (!user) throw new Problem('FORBIDDEN');
  return user;
}

/** Those whose work the caller assigns, by id, so that the list continues; the load of each is counted by an index. */
async function staff({ who, query, at }: Call<'/staff', { size: number; after?: string }>) {
  const found = await Users.find({
    roles: { $in: overseenBy(who) },
    active: true,
    ...placesWithin(who.region),
    ...(query.after && { _id: { $gt: query.after } }),
  })
    .sort({ _id: 1 })
    .limit(query.size + 1)
    .lean<User[]>();
  const page = found.slice(0, query.size);
  const [loads, absences, organisations] = await Promise.all([
    Promise.all(page.map(({ _id }) => loadOf(_id, at))),
    absencesOf(
      'user',
      page.map(({ _id }) => _id),
      at,
    ),
    Organisations.find({ _id: { $in: page.flatMap(({ organisation }) => organisation ?? []) } }).lean<Organisation[]>(),
  ]);
  const shown = await absenceViews(absences);
  return {
    rows: page.map(({ _id, name, roles, region, organisation }, index) => {
      const house = organisations.find((each) => each._id === organisation);
      return {
        id: _id,
        name,
        roles,
        region,
        ...(organisation && { organisation }),
        ...(house && { organisationName: { zh: house.name.zh, en: house.name.en } }),
        load: loads[index]!,
        absences: shown.filter(({ user }) => user.id === _id),
      };
    }),
    ...(found.length > query.size && { next: page.at(-1)!._id }),
  };
}
