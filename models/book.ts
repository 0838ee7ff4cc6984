import { liveStatuses, overlap, type Span } from '../domain/appointments';
import { Appointments, BookedDays, type Appointment, type BookedDay } from './Appointment';
import { inTransaction, type ClientSession } from './connection';

/** What is booked beside the appointment itself: a room, or a person's time. */
export interface Clash {
  thing: string;
  with: Appointment;
}

export const roomThing = (id: string): string => `room:${id}`;
export const personThing = (id: string): string => `person:${id}`;
export const thingsOf = ({ room, people }: Pick<Appointment, 'room' | 'people'>): string[] => [
  ...(room ? [roomThing(room)] : []),
  ...people.map(personThing),
];

/** The minutes of its day; none if only its day is fixed. */
export const spanOf = ({ start, end, day, allDay }: Pick<Appointment, 'start' | 'end' | 'day' | 'allDay'>) => {
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  const minutes = (at: Date) => Math.round((at.getTime() - midnight) / 60_000);
  return allDay ? undefined : { from: minutes(start), to: minutes(end) };
};

const DUPLICATE = 11000;
const TURNS = 8;
const KEPT = 60 * 86_400_000;
class Overtaken extends Error {}

/**
 * Books an appointment: its room, the time of its people, and the appointment itself, all or nothing. Returns what
 * stands against it, in which case nothing is booked, unless the caller lets it pass. An earlier booking of the same task, or of
 * the same meeting of its process, which this one replaces, is no clash.
 */
export async function book(wanted: Appointment, mayPass: (clash: Clash) => boolean, now: Date): Promise<Clash[]> {
  for (let turn = 0; ; turn++) {
    try {
      return await inTransaction((session) => bookOnce(wanted, mayPass, now, session));
    } catch (error) {
      // Somebody else was faster: what they booked is seen now.
      const overtaken = error instanceof Overtaken || (error as { code?: number }).code === DUPLICATE;
      if (!overtaken || turn >= TURNS) throw error;
    }
  }
}

async function bookOnce(wanted: Appointment, mayPass: (clash: Clash) => boolean, now: Date, session: ClientSession) {
  const span = spanOf(wanted);
  const things = span ? thingsOf(wanted) : [];
  const days = await read(things, wanted.day, session);
  const clashes = span ? await clashesIn([...days.values()], wanted, span, now, session) : [];
  if (clashes.some((clash) => !mayPass(clash))) return clashes;
  for (const thing of things) await put(thing, wanted, span!, days.get(thing), session);
  await Appointments.replaceOne({ _id: wanted._id }, wanted, { upsert: true, session });
  return [];
}

async function read(things: string[], day: string, session?: ClientSession): Promise<Map<string, BookedDay>> {
  const ids = things.map((thing) => `${thing}|${day}`);
  const found = ids.length ? await BookedDays.find({ _id: { $in: ids } }, null, { session }).lean<BookedDay[]>() : [];
  // In the order of the things, so that clashes are always reported in the same order.
  return new Map(things.flatMap((thing) => found.filter((each) => each.thing === thing).map((each) => [thing, each])));
}

/** Writes under the version that was read. */
async function put(
  thing: string,
  { _id, day, end }: Appointment,
  span: Span,
  before: BookedDay | undefined,
  session: ClientSession,
): Promise<void> {
  const bookings = [
    ...(before?.bookings ?? []).filter(({ appointment }) => appointment !== _id),
    { ...span, appointment: _id },
  ];
  if (!before) {
    const until = new Date(end.getTime() + KEPT);
    await BookedDays.create([{ _id: `${thing}|${day}`, thing, day, version: 1, bookings, until }], { session });
    return;
  }
  const { version } = before;
  const changed = await BookedDays.updateOne(
    { _id: before._id, version },
    { $set: { bookings, version: version + 1 } },
    { session },
  );
  if (!changed.modifiedCount) throw new Overtaken();
}

async function clashesIn(
  days: BookedDay[],
  wanted: Pick<Appointment, '_id' | 'instance' | 'kind'>,
  span: Span,
  now: Date,
  session?: ClientSession,
): Promise<Clash[]> {
  const taken = days.flatMap(({ thing, bookings }) =>
    bookings
      .filter((each) => each.appointment !== wanted._id && overlap(each, span))
      .map((each) => ({ thing, ...each })),
  );
  const live = await liveAmong(
    taken.map(({ appointment }) => appointment),
    now,
    session,
  );
  return taken.flatMap(({ thing, appointment }) => {
    const other = live.get(appointment);
    const replaced = other?.instance === wanted.instance && other.kind === wanted.kind;
    return other && !replaced ? [{ thing, with: other }] : [];
  });
}

/** Of these appointments, those that still take their time: what ended, or was never fixed, takes none. */
async function liveAmong(ids: string[], now: Date, session?: ClientSession): Promise<Map<string, Appointment>> {
  if (!ids.length) return new Map();
  const found = await Appointments.find({ _id: { $in: [...new Set(ids)] }, status: { $in: liveStatuses } }, null, {
    session,
  }).lean<Appointment[]>();
  return new Map(
    found.filter(({ status, keptUntil }) => status === 'fixed' || keptUntil > now).map((each) => [each._id, each]),
  );
}

/** What stands against an appointment now; booking it asks again. */
export async function clashesOf(wanted: Appointment, now: Date): Promise<Clash[]> {
  const span = spanOf(wanted);
  return span ? clashesIn([...(await read(thingsOf(wanted), wanted.day)).values()], wanted, span, now) : [];
}

/** What is booked of these things between two days. `but`: the meeting that is to be fixed anew does not count. */
export async function bookedOf(
  things: readonly string[],
  [from, to]: [string, string],
  but: Pick<Appointment, 'instance' | 'kind'>,
  now: Date,
): Promise<(thing: string, day: string) => Span[]> {
  const days = things.length
    ? await BookedDays.find({ thing: { $in: things }, day: { $gte: from, $lte: to } }).lean<BookedDay[]>()
    : [];
  const live = await liveAmong(
    days.flatMap(({ bookings }) => bookings.map(({ appointment }) => appointment)),
    now,
  );
  const spans = new Map(
    days.map(({ _id, bookings }) => [
      _id,
      bookings.filter(({ appointment }) => {
        const other = live.get(appointment);
        return other && !(other.instance === but.instance && other.kind === but.kind);
      }),
    ]),
  );
  return (thing, day) => spans.get(`${thing}|${day}`) ?? [];
}

/** Gives up what was kept for a step that was refused. */
export const unbook = async (id: string): Promise<void> => {
  await Appointments.deleteOne({ _id: id, status: 'pending' });
};
