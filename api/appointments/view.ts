import { appointmentKinds } from '../../domain/appointments';
import { derive } from '../../domain/limits/derive';
import { citeAll } from '../../domain/limits/laws';
import { limitOf } from '../../domain/limits/rules';
import { Cases, Organisations, Rooms, type Appointment, type Case, type Organisation, type Room } from '../../models';
import { maySee } from '../access/appointments';
import { outside } from '../access/targets';
import type { Who } from '../access/Who';
import type { Appointment as Shown } from '../contract/appointments';
import type { InForce } from '../references';
import { namesOf } from '../views/people';

/**
 * Appointments as the reader may see them. Of others it is only shown that their room is taken; those without a room are
 * left out.
 */
export async function appointmentViews(rows: Appointment[], who: Who, references: InForce): Promise<Shown[]> {
  const seen = rows.filter((row) => maySee(who, 'case.read', row));
  const [rooms, titles, names] = await Promise.all([
    roomsOf(rows),
    titlesOf(seen),
    namesOf(seen.flatMap(({ people }) => people)),
  ]);
  const visible = new Set(seen);
  return rows.flatMap((row): Shown[] => {
    const { room, host } = rooms(row.room);
    const basic = {
      start: row.start.toISOString(),
      end: row.end.toISOString(),
      ...(row.allDay && { allDay: row.allDay }),
      status: row.status,
      ...(room && { room: { id: room._id, name: room.name } }),
    };
    if (!visible.has(row)) return room ? [basic] : [];
    const place = placeIn(row, room, host);
    return [
      {
        ...basic,
        shown: {
          id: outside(row._id),
          case: row.case,
          title: titles(row.case),
          kind: row.kind,
          ...(place && { place }),
          ...(row.link && { link: row.link }),
          ...(row.side && { side: row.side }),
          people: row.people.flatMap((each) => names(each) ?? []),
          ...postponement(row, references),
        },
      },
    ];
  });
}

/** The rooms of appointments, with their organisations. */
export async function roomsOf(rows: readonly Pick<Appointment, 'room'>[]) {
  const rooms = await Rooms.find({ _id: { $in: rows.flatMap(({ room }) => room ?? []) } }).lean<Room[]>();
  const hosts = await Organisations.find({ _id: { $in: rooms.map(({ organisation }) => organisation) } }).lean<
    Organisation[]
  >();
  return (id: string | undefined): { room?: Room; host?: Organisation } => {
    const room = rooms.find(({ _id }) => _id === id);
    return { room, host: hosts.find(({ _id }) => _id === room?.organisation) };
  };
}

/** Where it is. */
export function placeIn({ place }: Pick<Appointment, 'place'>, room?: Room, host?: Organisation) {
  if (place) return { zh: place, en: place };
  if (!room) return undefined;
  const address = host?.address;
  return {
    zh: [host?.name.zh, address && `（${address}）`, room.name.zh].filter(Boolean).join(''),
    en: [room.name.en, host?.name.en, address].filter(Boolean).join(', '),
  };
}

async function titlesOf(rows: readonly Appointment[]): Promise<(number: string) => string> {
  const found = await Cases.find(
    { _id: { $in: [...new Set(rows.map((row) => row.case))] } },
    { worker: 1, employer: 1 },
  ).lean<Pick<Case, '_id' | 'worker' | 'employer'>[]>();
  const titles = new Map(
    found.map(({ _id, worker, employer }) => [_id, [worker, employer].filter(Boolean).join(' — ')]),
  );
  return (number) => titles.get(number) ?? '';
}

/** Until when a party may ask for another day (调解仲裁法第35条). */
function postponement({ kind, status, day }: Appointment, { calendar, rules }: InForce) {
  const { postponement: id } = appointmentKinds.rows[kind];
  const limit = id && status === 'fixed' ? limitOf(rules.data, id) : undefined;
  const last = limit && derive({ limit, trigger: day, calendar: calendar.bound }).dueDate;
  return last
    ? { postponeBy: { day: last, article: { zh: citeAll(limit.source, 'zh'), en: citeAll(limit.source, 'en') } } }
    : {};
}
