import { appointmentKinds, freeSlots, type AppointmentKind } from '../../domain/appointments';
import { derive } from '../../domain/limits/derive';
import { citeAll } from '../../domain/limits/laws';
import { addTo, toDay, type Day } from '../../domain/limits/dates';
import { limitOf } from '../../domain/limits/rules';
import { bookedOf, clashesOf, personThing, roomThing, Unavailabilities, type Unavailability } from '../../models';
import { invalid } from '../errors';
import type { Call } from '../http/Route';
import type { InForce } from '../references';
import { formOf } from '../views/tasks';
import { peopleOf } from './people';
import { fieldsOfAppointment, kindOf } from './planned';
import { appointmentOf, clashFaults, isRoom } from './reserve';
import { roomsFor } from './rooms';

/** How many days ahead times are looked for, and how many are proposed. */
const AHEAD = 45;
const PROPOSED = 6;

interface Asked {
  from?: Day;
  on?: Day;
  at?: string;
  minutes?: number;
  room?: string;
}

/** Free times for the meeting that a task fixes, and what speaks against the time that was entered. */
export async function slotsFor(call: Call<'/tasks/{id}/slots', Asked>) {
  const { target: task, query, who, at: now, deps } = call;
  const kind = kindOf(task);
  if (!kind) throw invalid('id', '这项任务不确定日程', 'This task fixes no meeting');
  const references = await deps.references.inForce();
  const today = toDay(now.toISOString());
  const earliest = earliestFor(kind, today, references);
  const minutes = query.minutes ?? appointmentKinds.rows[kind].minutes;
  const [people, hosted, wishes] = await Promise.all([
    peopleOf(task, who),
    roomsFor(task, kind),
    Unavailabilities.find({ case: task.case }).lean<Unavailability[]>(),
  ]);
  const rooms = hosted.filter(({ room }) => query.room === undefined || room._id === query.room);
  const first = query.from !== undefined && query.from > earliest ? query.from : earliest;
  const days = workingDays(first, references).filter((day) => !wishes.some((each) => each.days.includes(day)));
  const taken = await bookedOf(
    [...people.map(personThing), ...rooms.map(({ room }) => roomThing(room._id))],
    [first, addTo(first, AHEAD, 'day')],
    { instance: task.instance, kind },
    now,
  );
  const free = freeSlots(
    days,
    minutes,
    people.map(personThing),
    rooms.map(({ room }) => ({ id: roomThing(room._id), hours: room.hours })),
    taken,
    PROPOSED,
  );
  const named = (thing: string) => rooms.find(({ room }) => roomThing(room._id) === thing)!.room;
  return {
    earliest,
    free: free.map(({ on, at, room }) => ({
      on,
      at,
      ...(room && { room: { id: named(room)._id, name: named(room).name } }),
    })),
    objections: query.on ? await objectionsTo(call, kind, query.on, minutes, references, wishes) : [],
  };
}

function workingDays(first: Day, { calendar }: InForce): Day[] {
  return Array.from({ length: AHEAD }, (_, index) => addTo(first, index, 'day')).filter(calendar.bound.isWorkingDay);
}

/** The last day on which notice of a meeting on this day can be served. */
function serveBy(kind: AppointmentKind, on: Day, { calendar, rules }: InForce) {
  const { notice } = appointmentKinds.rows[kind];
  const limit = notice ? limitOf(rules.data, notice) : undefined;
  const last = limit && derive({ limit, trigger: on, calendar: calendar.bound }).dueDate;
  return last ? { limit, last } : undefined;
}

/** The first working day for which notice served tomorrow would be in time; without notice, tomorrow. */
function earliestFor(kind: AppointmentKind, today: Day, references: InForce): Day {
  const tomorrow = addTo(today, 1, 'day');
  const possible = (day: Day) =>
    references.calendar.bound.isWorkingDay(day) && (serveBy(kind, day, references)?.last ?? day) >= tomorrow;
  for (let day = tomorrow, left = 60; left > 0; day = addTo(day, 1, 'day'), left--) if (possible(day)) return day;
  return tomorrow;
}

async function objectionsTo(
  { target: task, query, who, at: now }: Call<'/tasks/{id}/slots', Asked>,
  kind: AppointmentKind,
  on: Day,
  minutes: number,
  references: InForce,
  wishes: readonly Unavailability[],
) {
  const fields = fieldsOfAppointment(await formOf(task));
  const notice = serveBy(kind, on, references);
  const { room } = query;
  const appointment = await appointmentOf(task, { on, at: query.at, minutes, ...(room && { room }) }, who, now);
  const clashes = await clashFaults(await clashesOf(appointment, now), fields);
  const at = (field: 'on') => fields[field] ?? field;
  return [
    ...(references.calendar.bound.isWorkingDay(on)
      ? []
      : [{ field: at('on'), kind: 'day' as const, text: { zh: '这一天不是工作日', en: 'This is no working day' } }]),
    ...(notice && notice.last < toDay(now.toISOString()) ? [tooLate(at('on'), notice)] : []),
    ...wishes
      .filter(({ days }) => days.includes(on))
      .map(({ side }) => ({ field: at('on'), kind: 'party' as const, text: cannot[side] })),
    ...clashes.map(({ thing, path, zh, en }) => ({
      field: path.replace(/^values\./, ''),
      kind: isRoom(thing) ? ('room' as const) : ('person' as const),
      text: { zh, en },
    })),
  ];
}

const cannot = {
  worker: { zh: '劳动者说这一天不方便', en: 'The worker has said that this day is not possible' },
  employer: { zh: '用人单位说这一天不方便', en: 'The employer has said that this day is not possible' },
};

const tooLate = (field: string, { limit, last }: NonNullable<ReturnType<typeof serveBy>>) => ({
  field,
  kind: 'notice' as const,
  text: {
    zh: `通知最迟须在 ${last} 送达，已来不及（${citeAll(limit!.source, 'zh')}）`,
    en: `Notice would have to be served by ${last}, which has passed (${citeAll(limit!.source, 'en')})`,
  },
});
