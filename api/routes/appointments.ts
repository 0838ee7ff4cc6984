import { liveStatuses } from '../../domain/appointments';
import { addTo, endOf, instantOn, toDay, type Day } from '../../domain/limits/dates';
import { bothSides } from '../../domain/acts';
import { isParty, sidesOf, type Side } from '../../domain/reach';
import {
  Appointments,
  Organisations,
  Rooms,
  Unavailabilities,
  type Appointment,
  type Case,
  type Organisation,
  type Room,
  type Unavailability,
} from '../../models';
import { maySee } from '../access/appointments';
import { sharesEntered } from '../access/binding';
import { filterOf, has, reaches, type Filter } from '../access/reach';
import { belonging } from '../access/targets';
import type { Who } from '../access/Who';
import { endFeed, feedOf, newFeed, readFeed } from '../appointments/feeds';
import { icsOf } from '../appointments/ics';
import { slotsFor } from '../appointments/slots';
import { appointmentViews, roomsOf } from '../appointments/view';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/appointments';
import { invalid, Problem } from '../errors';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';

/** The longest span of a list. */
const LONGEST = 100;
const MOST = 200;

export const appointmentRoutes = [
  route(contract.listRooms, listRooms),
  route(contract.addRoom, (call) => saveRoom(call, call.key.slice(0, 24))),
  route(contract.changeRoom, (call) => saveRoom(call, call.target._id)),
  route(contract.listAppointments, list),
  route(contract.caseAppointments, ofCase),
  route(contract.setUnavailable, setUnavailable),
  route(contract.downloadAppointment, async (call) => {
    sendCalendar(call, await icsOf([call.target], call.lang, call.at), `${call.target.case}.ics`);
    return undefined;
  }),
  route(contract.findSlots, slotsFor),
  route(contract.doorList, doorList),
  route(contract.readFeed, async ({ who }) => {
    const found = await feedOf(who);
    return found ? { since: found.at.toISOString(), ...(found.usedAt && { usedAt: found.usedAt.toISOString() }) } : {};
  }),
  route(contract.createFeed, async (call) => {
    const secret = await newFeed(call.who, call.at);
    await audit(call, SYSTEM, 'calendar.feed', call.who.id);
    return { path: `/api/calendar/feeds/${secret}/heyi.ics` };
  }),
  route(contract.revokeFeed, async (call) => {
    await endFeed(call.who);
    await audit(call, SYSTEM, 'calendar.feedEnd', call.who.id);
    return undefined;
  }),
  route(contract.serveFeed, async (call) => {
    const found = await readFeed(call.params.secret, call.at);
    if (!found) throw new Problem('NOT_FOUND');
    sendCalendar(call, await icsOf(found.rows, found.lang, call.at));
    return undefined;
  }),
];

function sendCalendar({ res }: Pick<Call, 'res'>, text: string, name?: string): void {
  res.setHeader('Content-Type', 'text/calendar; charset=utf-8');
  if (name) res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  res.end(text);
}

async function listRooms({
  query,
}: Call<'/rooms', { size: number; after?: string; organisation?: string; text?: string; region?: string }>) {
  const from = query.after === undefined ? 0 : Number(query.after);
  if (!Number.isInteger(from) || from < 0) throw new Problem('BAD_CURSOR');
  const { organisation, text, region, size } = query;
  const plain = text?.toLowerCase();
  const all = (
    await Rooms.find({ ...(organisation && { organisation }), ...(region && { region }) })
      .sort({ organisation: 1, _id: 1 })
      .lean<Room[]>()
  ).filter(({ name }) => !plain || [name.zh, name.en].some((each) => each.toLowerCase().includes(plain)));
  return {
    rows: await roomViews(all.slice(from, from + size)),
    ...(all.length > from + size && { next: String(from + size) }),
  };
}

async function roomViews(rooms: Room[]) {
  const hosts = await Organisations.find(
    { _id: { $in: rooms.map(({ organisation }) => organisation) } },
    { name: 1 },
  ).lean<Organisation[]>();
  return rooms.map(({ _id, organisation, name, seats, equipment, hours, active }) => {
    const host = hosts.find((each) => each._id === organisation);
    return {
      id: _id,
      organisation,
      ...(host && { organisationName: host.name }),
      name,
      seats,
      equipment: [...equipment],
      hours,
      active,
    };
  });
}

type RoomBody = Omit<Room, '_id' | 'region'>;

async function saveRoom(call: Call<string, unknown, RoomBody, unknown>, id: string) {
  const { body } = call;
  const host = await Organisations.findById(body.organisation).lean<Organisation>();
  if (!host) throw invalid('organisation', '没有这个机构', 'There is no such organisation');
  if (body.hours.from >= body.hours.to) throw invalid('hours.to', '结束要晚于开始', 'It closes after it opens');
  const room: Room = { ...body, _id: id, region: host.region };
  await Rooms.replaceOne({ _id: id }, room, { upsert: true });
  await audit(call, SYSTEM, 'room.save', id, { organisation: host._id, name: room.name.zh, active: room.active });
  return (await roomViews([room]))[0]!;
}

interface Listed {
  size: number;
  after?: string;
  from?: Day;
  to?: Day;
  of: 'mine' | 'area';
  organisation?: string;
}

async function list(call: Call<'/appointments', Listed>) {
  const { who, query, at, deps } = call;
  const from = query.from ?? toDay(at.toISOString());
  const to = query.to ?? addTo(from, LONGEST, 'day');
  if (to < from || to > addTo(from, LONGEST, 'day'))
    throw invalid('to', `一次最多查看 ${LONGEST} 天`, `A list covers at most ${LONGEST} days`);
  const byRoom = query.organisation !== undefined && has(who, 'people.read');
  const page = await pageOf<Appointment>(
    Appointments,
    {
      filter: { ...(byRoom ? { host: query.organisation } : wanted(who, query.of)), status: { $ne: 'pending' } },
      sort: 'start',
      direction: 1,
      size: query.size,
      after: query.after,
      bounds: [Date.parse(instantOn(from, '00:00')), Date.parse(endOf(to)) - 1],
    },
    (row) => maySee(who, 'case.list', row) || (byRoom && liveStatuses.includes(row.status)),
  );
  return { ...page, rows: await appointmentViews(page.rows, who, await deps.references.inForce()) };
}

/** As far as an index can select it; `maySee` checks the rest. */
function wanted(who: Who, of: 'mine' | 'area'): Filter {
  if (who.kind === 'party') return { case: who.case };
  if (isParty(who)) return { parties: { $in: [...who.parties] } };
  return of === 'mine' ? { people: who.id } : filterOf(who, 'case.list');
}

async function ofCase({ target, who, deps }: Call<'/cases/{number}/appointments'>) {
  const sides = sidesOf(who, belonging(target));
  const [rows, days] = await Promise.all([
    Appointments.find({ case: target._id, status: { $ne: 'pending' } })
      .sort({ start: 1 })
      .limit(MOST)
      .lean<Appointment[]>(),
    Unavailabilities.find({ case: target._id }).lean<Unavailability[]>(),
  ]);
  const seen = rows.filter((row) => maySee(who, 'case.read', row));
  return {
    rows: await appointmentViews(seen, who, await deps.references.inForce()),
    unavailable: days
      .filter(({ side }) => (isParty(who) ? sides.includes(side) : has(who, 'case.change')))
      .map(({ side, days: listed }) => ({ side, days: listed })),
    own: sidesFor(who, target),
  };
}

/** The sides for which somebody may say when they cannot come: a party for its own, staff in charge for what they were told. */
function sidesFor(who: Who, found: Case): Side[] {
  const own = sidesOf(who, belonging(found));
  if (!own.length && reaches(who, 'task.record', belonging(found))) return [...bothSides];
  return own.filter((side) => who.kind === 'party' || !sharesEntered(found, side));
}

async function setUnavailable(
  call: Call<'/cases/{number}/unavailable', unknown, { days: Day[]; side?: Side }>,
): Promise<undefined> {
  const { target, who, body, at } = call;
  const may = sidesFor(who, target);
  const sides = isParty(who) ? may : may.filter((side) => side === body.side);
  if (!sides.length)
    throw invalid(
      'side',
      '由当事人自己说明，或者由承办人写明是哪一方',
      'A party says it for itself; staff in charge name the side that told them',
    );
  const days = [...new Set(body.days)].sort();
  for (const side of sides)
    await Unavailabilities.replaceOne(
      { _id: `${side}@${target._id}` },
      { case: target._id, side, days, by: who.id, at },
      { upsert: true },
    );
  await audit(call, target._id, 'calendar.unavailable', target._id, { sides, days: days.length });
  return undefined;
}

/** For everybody who stands at the door: no names, and a talk with one side shows only that the room is taken. */
async function doorList({ target, query }: Call<'/organisations/{id}/door', { on: Day }>) {
  const rows = await Appointments.find({
    host: target._id,
    start: { $gte: new Date(instantOn(query.on, '00:00')), $lt: new Date(endOf(query.on)) },
    status: { $in: ['fixed', 'held'] },
  })
    .sort({ start: 1 })
    .limit(MOST)
    .lean<Appointment[]>();
  const rooms = await roomsOf(rows);
  return {
    organisation: target.name,
    rows: rows.flatMap((row) => {
      const { room } = rooms(row.room);
      if (!room) return [];
      return [
        {
          start: row.start.toISOString(),
          end: row.end.toISOString(),
          room: room.name,
          ...(!row.side && { case: row.case, kind: row.kind }),
        },
      ];
    }),
  };
}
