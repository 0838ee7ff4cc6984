import { appointmentKinds, timeOf, type AppointmentKind } from '../../domain/appointments';
import { upward } from '../../domain/regions';
import { Organisations, Rooms, type Organisation, type Room, type Task } from '../../models';

/** Nobody chooses among more. */
const MOST = 100;

/** A room with its organisation. */
export interface Hosted {
  room: Room;
  host: Organisation;
}

/**
 * The rooms in which a task may fix a meeting: those of the organisation that has the case, or of the bodies of the kind's
 * hosts at the case's place and above it.
 */
export async function roomsFor(
  { organisation, region }: Pick<Task, 'organisation' | 'region'>,
  kind: AppointmentKind,
): Promise<Hosted[]> {
  const { hosts } = appointmentKinds.rows[kind];
  if (!hosts) return [];
  const own = kind === 'session' && organisation ? { _id: organisation } : undefined;
  const found = await Organisations.find({
    ...(own ?? { region: { $in: upward(region) }, kind: { $in: hosts } }),
    active: true,
  }).lean<Organisation[]>();
  const rooms = await Rooms.find({ organisation: { $in: found.map(({ _id }) => _id) }, active: true })
    .sort({ _id: 1 })
    .limit(MOST)
    .lean<Room[]>();
  const way = upward(region);
  return rooms
    .map((room) => ({ room, host: found.find(({ _id }) => _id === room.organisation)! }))
    .sort((a, b) => way.indexOf(a.host.region) - way.indexOf(b.host.region));
}

/** The rooms as options of a form's field. */
export const roomOptions = (rooms: readonly Hosted[]) =>
  rooms.map(({ room: { _id, name, seats, hours }, host }) => {
    const open = `${timeOf(hours.from)}–${timeOf(hours.to)}`;
    return {
      value: _id,
      label: `${host.name.zh} ${name.zh}（${seats}座，${open}）`,
      label_en: `${name.en}, ${host.name.en} (${seats} seats, ${open})`,
    };
  });

/** Where it is, in words. */
export const placeOf = ({ room, host }: Hosted): string =>
  [host.name.zh, host.address && `（${host.address}）`, room.name.zh].filter(Boolean).join('');
