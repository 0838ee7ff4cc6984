import { appointmentFields, appointmentKinds, minutesOf, type AppointmentField } from '../../domain/appointments';
import type { AppointmentKind } from '../../domain/appointments';
import { instantOn } from '../../domain/limits/dates';
import type { Side } from '../../domain/reach';
import type { Form } from '../../engine/form';
import type { Task } from '../../models';

/** What a form says of a meeting. */
export interface Planned {
  on: string;
  at?: string;
  minutes: number;
  room?: string;
  place?: string;
  link?: string;
  side?: Side;
  reason?: string;
}

/** The kind of meeting that a task fixes, if it fixes one. */
export function kindOf({ properties }: Pick<Task, 'properties'>): AppointmentKind | undefined {
  const { appointment } = properties;
  return appointmentKinds.has(appointment) ? appointment : undefined;
}

/** The keys of the form's fields that make an appointment. */
export function fieldsOfAppointment(form: Form | undefined): Partial<Record<AppointmentField, string>> {
  const named = (form?.components ?? []).flatMap(({ key, properties }) => {
    const field = appointmentFields.find((each) => each === properties?.appointment);
    return key && field ? [[field, key] as const] : [];
  });
  return Object.fromEntries(named);
}

/** What was entered; undefined: no meeting is fixed this time. */
export function plannedIn(
  kind: AppointmentKind,
  fields: Partial<Record<AppointmentField, string>>,
  values: Record<string, unknown>,
): Planned | undefined {
  const text = (field: AppointmentField): string | undefined => {
    const value = fields[field] === undefined ? undefined : values[fields[field]];
    return typeof value === 'string' && value.trim() ? value.trim() : undefined;
  };
  const on = text('on')?.slice(0, 10);
  if (!on) return undefined;
  const minutes = Number(values[fields.minutes ?? ''] ?? appointmentKinds.rows[kind].minutes);
  const [at, side] = [text('at'), text('side')];
  return {
    on,
    ...(minutesOf(at) !== undefined && { at: at!.slice(0, 5) }),
    minutes,
    ...(side === 'worker' || side === 'employer' ? { side } : {}),
    ...optional({ room: text('room'), place: text('place'), link: text('link'), reason: text('reason') }),
  };
}

const optional = <T extends Record<string, string | undefined>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };

/** When it begins and ends. China has one time zone and no summer time. */
export function timesOf({ on, at, minutes }: Pick<Planned, 'on' | 'at' | 'minutes'>): {
  day: string;
  start: Date;
  end: Date;
  allDay?: true;
} {
  const start = new Date(instantOn(on, at ?? '00:00'));
  const length = at === undefined ? 24 * 60 : minutes;
  return {
    day: on,
    start,
    end: new Date(start.getTime() + length * 60_000),
    ...(at === undefined && { allDay: true as const }),
  };
}
