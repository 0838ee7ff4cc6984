import { LONGEST, minutesOf, timeOf, type AppointmentField } from '../../domain/appointments';
import type { Form } from '../../engine/form';
import { book, spanOf, unbook, type Appointment, type Clash, type Task } from '../../models';
import type { Who } from '../access/Who';
import { invalid, Problem, type Fault } from '../errors';
import type { Call } from '../http/Route';
import { sha256 } from '../keys';
import { namesOf } from '../views/people';
import { peopleOf } from './people';
import { fieldsOfAppointment, kindOf, plannedIn, timesOf, type Planned } from './planned';
import { placeOf, roomsFor, type Hosted } from './rooms';

/** How long a time is kept free for a step whose fate is unknown: a repetition of it, or its record, settles it. */
const KEPT = 86_400_000;

interface Reserved {
  /** What the step is taken with: the place of the room is filled in. */
  variables: Record<string, unknown>;
  /** Gives the time up, if the step was refused. */
  release(): Promise<void>;
}

/**
 * Books the meeting that a task fixes, before the step is taken: a room cannot be had twice, and somebody's second appointment
 * at the same time needs a reason. Throws CLASH otherwise.
 */
export async function reserve(
  task: Task,
  form: Form | undefined,
  variables: Record<string, unknown>,
  { who, at: now, key }: Pick<Call, 'who' | 'at' | 'key'>,
): Promise<Reserved> {
  const kind = kindOf(task);
  const fields = fieldsOfAppointment(form);
  const planned = kind && plannedIn(kind, fields, variables);
  if (!planned) return { variables, release: async () => undefined };
  const hosted = planned.room === undefined ? undefined : await demandRoom(task, planned, fields);
  const appointment = {
    ...(await appointmentOf(task, planned, who, now, hosted)),
    _id: `${task._id}/${sha256(key).slice(0, 16)}`,
    key,
  };
  const clashes = await book(appointment, ({ thing }) => !isRoom(thing) && planned.reason !== undefined, now);
  if (clashes.length) throw await clashProblem(clashes, fields);
  const place = fields.place && hosted && !planned.place ? { [fields.place]: placeOf(hosted) } : {};
  return { variables: { ...variables, ...place }, release: () => unbook(appointment._id) };
}

/** The meeting as it would be booked. */
export async function appointmentOf(
  task: Task,
  planned: Planned,
  who: Pick<Who, 'id' | 'kind' | 'roles'>,
  now: Date,
  hosted?: Hosted,
): Promise<Appointment> {
  const { room, place, link, side, reason } = planned;
  return {
    _id: task._id,
    task: task._id,
    key: '',
    case: task.case,
    instance: task.instance,
    kind: kindOf(task)!,
    status: 'pending',
    ...timesOf(planned),
    ...(room && { room }),
    ...(hosted && { host: hosted.host._id }),
    ...(place && { place }),
    ...(link && { link }),
    ...(side && { side }),
    ...(reason && { reason }),
    people: await peopleOf(task, who),
    region: task.region,
    city: task.city,
    ...(task.organisation && { organisation: task.organisation }),
    ...(task.mediator && { mediator: task.mediator }),
    parties: task.parties,
    ...(task.readers && { readers: task.readers, ...(task.begunBy && { begunBy: task.begunBy }) }),
    compartment: task.compartment ?? 'sealed',
    by: who.id,
    at: now,
    keptUntil: new Date(now.getTime() + KEPT),
  };
}

/** The room must be one of those that the form offers, the time given and within its hours. */
async function demandRoom(
  task: Task,
  planned: Planned,
  fields: Partial<Record<AppointmentField, string>>,
): Promise<Hosted> {
  const hosted = (await roomsFor(task, kindOf(task)!)).find(({ room }) => room._id === planned.room);
  const path = (field: AppointmentField) => `values.${fields[field] ?? field}`;
  if (!hosted) throw invalid(path('room'), '没有这个房间，请另选', 'There is no such room: choose another');
  const from = minutesOf(planned.at);
  if (from === undefined) throw invalid(path('at'), '使用房间的，请填写时间', 'A room is booked for a time: give it');
  if (!(planned.minutes >= 15 && planned.minutes <= LONGEST) || from + planned.minutes > 24 * 60)
    throw invalid(path('minutes'), '时长不对，或者过了当天', 'Such a length cannot be, or it passes midnight');
  const { hours } = hosted.room;
  if (from < hours.from || from + planned.minutes > hours.to) {
    const open = `${timeOf(hours.from)}–${timeOf(hours.to)}`;
    throw invalid(path('at'), `该房间开放时间为 ${open}`, `The room is open ${open}`);
  }
  return hosted;
}

export const isRoom = (thing: string): boolean => thing.startsWith('room:');

/** A clash in words; whose case it is, nobody learns by it. */
export async function clashFaults(
  clashes: readonly Clash[],
  fields: Partial<Record<AppointmentField, string>>,
): Promise<(Fault & { thing: string })[]> {
  const names = await namesOf(clashes.filter(({ thing }) => !isRoom(thing)).map(({ thing }) => idOf(thing)));
  return clashes.map(({ thing, with: other }) => {
    const span = spanOf(other)!;
    const when = `${other.day} ${timeOf(span.from)}–${timeOf(span.to)}`;
    if (isRoom(thing))
      return {
        thing,
        path: `values.${fields.room ?? 'room'}`,
        code: 'ROOM_TAKEN',
        zh: `该房间 ${when} 已有安排，请另选时间或房间`,
        en: `The room is taken ${when}: choose another time or room`,
      };
    const name = names(idOf(thing))?.name ?? '';
    return {
      thing,
      path: `values.${fields.reason ?? fields.at ?? 'at'}`,
      code: 'PERSON_BUSY',
      zh: `${name} ${when} 另有安排：请另选时间，确需同时进行的，写明理由`,
      en: `${name} has another appointment ${when}: choose another time, or say why it has to be then`,
    };
  });
}

const idOf = (thing: string): string => thing.slice(thing.indexOf(':') + 1);

async function clashProblem(clashes: readonly Clash[], fields: Partial<Record<AppointmentField, string>>) {
  const errors = await clashFaults(clashes, fields);
  return new Problem('CLASH', { errors: errors.map(({ thing: _thing, ...fault }) => fault) });
}
