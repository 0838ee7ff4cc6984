import { z } from 'zod';
import { appointmentKinds, appointmentStatuses, equipment, LONGEST } from '../../domain/appointments';
import { codeField, textField } from '../../domain/fields';
import { bilingual, day, id, instant, number, pageOf, paging, person } from './common';
import { narrows, operation } from './operation';

const tag = 'calendar';
/** Rooms are no secret among those who work on cases. */
const register = 'The register is open to all who work on cases';
const mine = 'It is the caller’s own';

const roomFields = {
  organisation: id,
  name: z.strictObject({ zh: textField(60), en: textField(60) }),
  seats: z.number().int().min(1).max(1000),
  equipment: z.array(codeField(equipment)).max(10).default([]),
  /** Open from and to, in minutes since midnight. */
  hours: z
    .strictObject({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
    .default({ from: 480, to: 1080 }),
  active: z.boolean().default(true),
};
export const roomBody = z.strictObject(roomFields).meta({ id: 'NewRoom' });
export const roomSchema = z
  .strictObject({
    id,
    organisation: id,
    organisationName: bilingual.optional(),
    name: bilingual,
    seats: z.number().int(),
    equipment: z.array(z.string()),
    hours: z.strictObject({ from: z.number().int(), to: z.number().int() }),
    active: z.boolean(),
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof roomSchema>;

/** A session or hearing. Of what the reader may not see, only that the room is taken then. */
export const appointmentSchema = z
  .strictObject({
    start: instant,
    end: instant,
    /** Only its day is fixed. */
    allDay: z.literal(true).optional(),
    status: z.enum(appointmentStatuses.codes),
    room: z.strictObject({ id, name: bilingual }).optional(),
    shown: z
      .strictObject({
        id,
        case: z.string(),
        /** Worker against employer. */
        title: z.string(),
        kind: z.enum(appointmentKinds.codes),
        place: bilingual.optional(),
        link: z.string().optional(),
        side: z.enum(['worker', 'employer']).optional(),
        people: z.array(person),
        /** The last day on which a party may ask for another day, with the article. */
        postponeBy: z.strictObject({ day, article: bilingual }).optional(),
      })
      .optional(),
  })
  .meta({ id: 'Appointment' });
export type Appointment = z.infer<typeof appointmentSchema>;

export const listRooms = operation({
  tag,
  id: 'listRooms',
  method: 'get',
  path: '/rooms',
  permission: 'people.read',
  target: { none: register, query: { organisation: { none: register }, region: { none: register } } },
  query: z.strictObject({
    ...paging,
    organisation: id.optional(),
    text: z.string().trim().max(100).optional(),
    region: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  answer: pageOf(roomSchema),
  summary: { zh: '会议室、仲裁庭', en: 'Rooms' },
});
export const addRoom = operation({
  tag,
  id: 'addRoom',
  method: 'post',
  path: '/rooms',
  permission: 'people.write',
  target: { body: { organisation: 'organisation' } },
  body: roomBody,
  answer: roomSchema,
  status: 201,
  summary: { zh: '登记房间', en: 'Add a room' },
});
export const changeRoom = operation({
  tag,
  id: 'changeRoom',
  method: 'put',
  path: '/rooms/{id}',
  permission: 'people.write',
  target: { path: { id: 'room' }, body: { organisation: 'organisation' } },
  body: roomBody,
  answer: roomSchema,
  summary: { zh: '修改房间', en: 'Change a room' },
});

/** Without `of` those within reach; `mine`: where the caller takes part; with `organisation`: in its rooms. */
export const listAppointments = operation({
  tag,
  id: 'listAppointments',
  method: 'get',
  path: '/appointments',
  permission: 'case.list',
  target: { list: 'appointment', query: { organisation: narrows } },
  query: z.strictObject({
    ...paging,
    from: day.optional(),
    to: day.optional(),
    of: z.enum(['mine', 'area']).default('area'),
    organisation: id.optional(),
  }),
  answer: pageOf(appointmentSchema),
  summary: { zh: '日程：调解和开庭', en: 'Sessions and hearings' },
});
export const caseAppointments = operation({
  tag,
  id: 'caseAppointments',
  method: 'get',
  path: '/cases/{number}/appointments',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({
    rows: z.array(appointmentSchema),
    /** The days on which a side cannot come: for that side, and for staff. */
    unavailable: z.array(z.strictObject({ side: z.enum(['worker', 'employer']), days: z.array(day) })),
    /** The sides for which the caller may say so. */
    own: z.array(z.enum(['worker', 'employer'])),
  }),
  summary: { zh: '案件的日程', en: 'The sessions and hearings of a case' },
});
export const setUnavailable = operation({
  tag,
  id: 'setUnavailable',
  method: 'put',
  path: '/cases/{number}/unavailable',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  /** `side`: for staff in charge, who write down what a side told them. */
  body: z
    .strictObject({ days: z.array(day).max(60), side: z.enum(['worker', 'employer']).optional() })
    .meta({ id: 'Unavailable' }),
  summary: { zh: '一方当事人哪些天不方便', en: 'The days on which a side cannot come' },
});
export const downloadAppointment = operation({
  tag,
  id: 'downloadAppointment',
  method: 'get',
  path: '/appointments/{id}/ics',
  permission: 'case.read',
  target: { path: { id: 'appointment' } },
  gives: 'text/calendar',
  summary: { zh: '一次日程的日历文件', en: 'An appointment as a calendar file' },
});

/** What speaks against a time: `blocking` cannot be set aside, the rest is a warning or needs a reason. */
const objection = z.strictObject({
  field: z.string(),
  kind: z.enum(['room', 'person', 'party', 'notice', 'day']),
  text: bilingual,
});
export const findSlots = operation({
  tag,
  id: 'findSlots',
  method: 'get',
  path: '/tasks/{id}/slots',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  query: z.strictObject({
    from: day.optional(),
    on: day.optional(),
    at: z.string().max(20).optional(),
    minutes: number(15, LONGEST).optional(),
    room: id.optional(),
  }),
  answer: z.strictObject({
    /** The first day for which notice can still be served in time. */
    earliest: day,
    free: z.array(
      z.strictObject({ on: day, at: z.string(), room: z.strictObject({ id, name: bilingual }).optional() }),
    ),
    objections: z.array(objection),
  }),
  summary: { zh: '空闲时间和冲突', en: 'Free times, and what speaks against one' },
});

export const doorList = operation({
  tag,
  id: 'doorList',
  method: 'get',
  path: '/organisations/{id}/door',
  permission: 'people.read',
  target: { path: { id: 'organisation' } },
  query: z.strictObject({ on: day }),
  answer: z.strictObject({
    organisation: bilingual,
    rows: z.array(
      z.strictObject({
        start: instant,
        end: instant,
        room: bilingual,
        /** Absent: taken, by whom nobody has to know. */
        case: z.string().optional(),
        kind: z.enum(appointmentKinds.codes).optional(),
      }),
    ),
  }),
  summary: { zh: '门口公示：案号、房间、时间', en: 'The day list for the door: case number, room, time' },
});

const feed = z.strictObject({ since: instant.optional(), usedAt: instant.optional() });
export const readFeed = operation({
  tag,
  id: 'readFeed',
  method: 'get',
  path: '/calendar/feed',
  permission: 'signedIn',
  target: { none: mine },
  answer: feed,
  summary: { zh: '自己的日历订阅', en: 'The caller’s calendar feed' },
});
export const createFeed = operation({
  tag,
  id: 'createFeed',
  method: 'post',
  path: '/calendar/feed',
  permission: 'signedIn',
  target: { none: mine },
  answer: z.strictObject({ path: z.string() }),
  status: 201,
  // An answer kept for repetitions would hold the secret.
  keyed: false,
  summary: {
    zh: '新建日历订阅地址（只显示一次，旧地址作废）',
    en: 'Make a feed address: shown once, and the old one ends',
  },
});
export const revokeFeed = operation({
  tag,
  id: 'revokeFeed',
  method: 'delete',
  path: '/calendar/feed',
  permission: 'signedIn',
  target: { none: mine },
  summary: { zh: '作废日历订阅地址', en: 'End the feed address' },
});
export const serveFeed = operation({
  tag,
  id: 'serveFeed',
  method: 'get',
  path: '/calendar/feeds/{secret}/heyi.ics',
  permission: 'public',
  target: { path: { secret: { none: 'Whoever has the secret address may read it' } } },
  strangers: 600,
  gives: 'text/calendar',
  summary: { zh: '日历订阅', en: 'A calendar feed' },
});
