import type { AppointmentKind, AppointmentStatus, Equipment, Span } from '../domain/appointments';
import type { Compartment } from '../domain/compartments';
import type { Side } from '../domain/reach';
import { bilingual, json, model, type Bilingual } from './schema';

/**
 * A session or hearing, made from the step that fixes it: the API books it before the step is taken (api/appointments),
 * and the records of the case fix, end and cancel it (activities/records/appointments.ts).
 */
export interface Appointment {
  /** `<task>/<hash of key>`: two attempts at one task do not touch each other's booking. */
  _id: string;
  /** The task that fixes it, and the request that completes it (the update's id in the step). */
  task: string;
  key: string;
  case: string;
  instance: string;
  kind: AppointmentKind;
  status: AppointmentStatus;
  /** In Asia/Shanghai; `allDay`: only the day is fixed. */
  day: string;
  start: Date;
  end: Date;
  allDay?: true;
  room?: string;
  /** The organisation of the room. */
  host?: string;
  place?: string;
  link?: string;
  /** The one side that is asked to come alone. */
  side?: Side;
  /** Accounts of those who lead or record it. */
  people: string[];
  /** Why it stays although somebody has another appointment then. */
  reason?: string;
  /** Of the case, for access. */
  region: string;
  city: string;
  organisation?: string;
  mediator?: string;
  parties: string[];
  /** Of a matter other than a dispute: the roles that may see it, and who began it. */
  readers?: string[];
  begunBy?: string;
  compartment: Compartment;
  by: string;
  at: Date;
  /** The step that fixed it; until then its time is kept free. */
  step?: number;
  keptUntil: Date;
  endedAt?: Date;
}

export const Appointments = model<Appointment>(
  'Appointment',
  'appointments',
  {
    task: String,
    key: String,
    case: String,
    instance: String,
    kind: String,
    status: String,
    day: String,
    start: Date,
    end: Date,
    allDay: Boolean,
    room: String,
    host: String,
    place: String,
    link: String,
    side: String,
    people: [String],
    reason: String,
    region: String,
    city: String,
    organisation: String,
    mediator: String,
    parties: [String],
    readers: { type: [String], default: undefined },
    begunBy: String,
    compartment: String,
    by: String,
    at: Date,
    step: Number,
    keptUntil: Date,
    endedAt: Date,
  },
  [
    [{ case: 1, start: 1, _id: 1 }],
    [{ instance: 1, status: 1 }],
    [{ task: 1 }],
    [{ people: 1, start: 1, _id: 1 }],
    [{ parties: 1, start: 1, _id: 1 }],
    [{ room: 1, start: 1, _id: 1 }],
    [{ host: 1, start: 1, _id: 1 }],
    [{ organisation: 1, start: 1, _id: 1 }],
    [{ region: 1, start: 1, _id: 1 }],
    [{ city: 1, start: 1, _id: 1 }],
    [{ start: 1, _id: 1 }],
  ],
);

/** A room of an organisation. */
export interface Room {
  _id: string;
  organisation: string;
  /** Of the organisation, for access. */
  region: string;
  name: Bilingual;
  seats: number;
  equipment: Equipment[];
  /** When it is open, in minutes since midnight. */
  hours: Span;
  active: boolean;
}

export const Rooms = model<Room>(
  'Room',
  'rooms',
  {
    organisation: String,
    region: String,
    name: bilingual,
    seats: Number,
    equipment: [String],
    hours: json,
    active: Boolean,
  },
  [[{ organisation: 1, active: 1 }], [{ region: 1 }]],
);

/**
 * All that is booked of one thing (`room:<id>`, `person:<id>`) on one day: one document, changed only under the version
 * that was read, so that two bookings of the same time cannot both succeed (models/book.ts).
 */
export interface BookedDay {
  /** `<thing>|<day>`. */
  _id: string;
  thing: string;
  day: string;
  version: number;
  bookings: (Span & { appointment: string })[];
  /** Deleted then. */
  until: Date;
}

export const BookedDays = model<BookedDay>(
  'BookedDay',
  'bookedDays',
  {
    thing: String,
    day: String,
    version: Number,
    bookings: [{ _id: false, appointment: String, from: Number, to: Number }],
    until: Date,
  },
  [[{ thing: 1, day: 1 }], [{ until: 1 }, { expireAfterSeconds: 0 }]],
);

/** The days on which a side of a case cannot come. */
export interface Unavailability {
  /** `<side>@<case>`. */
  _id: string;
  case: string;
  side: Side;
  days: string[];
  by: string;
  at: Date;
}

export const Unavailabilities = model<Unavailability>(
  'Unavailability',
  'unavailabilities',
  { case: String, side: String, days: [String], by: String, at: Date },
  [[{ case: 1 }]],
);

/** A person's calendar feed. Its address holds a secret, of which only the hash is stored. */
export interface CalendarFeed {
  /** SHA-256 of the secret. */
  _id: string;
  /** `user:<id>` or `code:<id>`; each has one. */
  person: string;
  at: Date;
  usedAt?: Date;
}

export const CalendarFeeds = model<CalendarFeed>(
  'CalendarFeed',
  'calendarFeeds',
  { person: String, at: Date, usedAt: Date },
  [[{ person: 1 }, { unique: true }]],
);
