import { codeList } from './codeList';
import type { Day } from './limits/dates';
import { mediatingKinds, type OrganisationKind } from './organisations';
import type { Text } from './text';

interface Kind extends Text {
  /** How long it usually takes, in minutes. */
  minutes: number;
  /** The bodies whose rooms it may use; absent: those of the organisation that has the case. */
  hosts?: readonly OrganisationKind[];
  /** The limit by which its notice is served, counted back from its day, and by which a party may ask for another day. */
  notice?: string;
  postponement?: string;
}

const kinds: Record<'meeting' | 'session' | 'hearing' | 'court-hearing', Kind> = {
  meeting: { zh: '协商会议', en: 'Negotiation meeting', minutes: 60 },
  session: { zh: '调解', en: 'Mediation session', minutes: 90, hosts: mediatingKinds },
  hearing: {
    zh: '仲裁开庭',
    en: 'Arbitration hearing',
    minutes: 120,
    hosts: ['arbitration-office', 'commission', 'tribunal'],
    // 调解仲裁法第35条
    notice: 'arbitration-hearing-notice',
    postponement: 'arbitration-postponement',
  },
  'court-hearing': {
    zh: '法院开庭',
    en: 'Court hearing',
    minutes: 120,
    hosts: ['basic-court', 'intermediate-court'],
    // 民事诉讼法第139条
    notice: 'litigation-hearing-notice',
  },
};

/**
 * What people of a case come together for. A task with the property `appointment` fixes one of that kind when it is
 * completed; a task with the property `takesPlace` is that meeting itself.
 */
export const appointmentKinds = codeList<Record<keyof typeof kinds, Kind>>(kinds);
export type AppointmentKind = (typeof appointmentKinds.codes)[number];

/**
 * `pending`: its time is kept free while the step that fixes it is being taken. `held`: it took place. `cancelled`: it
 * will not, or another day was set.
 */
export const appointmentStatuses = codeList({
  pending: { zh: '确定中', en: 'Being fixed' },
  fixed: { zh: '已定', en: 'Fixed' },
  held: { zh: '已举行', en: 'Held' },
  postponed: { zh: '已延期', en: 'Postponed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
});
export type AppointmentStatus = (typeof appointmentStatuses.codes)[number];

/** Those for which room and people are kept free. */
export const liveStatuses: readonly AppointmentStatus[] = ['pending', 'fixed'];

/** What a room is equipped with. */
export const equipment = codeList({
  video: { zh: '视频连线', en: 'Video link' },
  recording: { zh: '录音录像', en: 'Recording' },
  projector: { zh: '投影', en: 'Projector' },
  access: { zh: '无障碍', en: 'Step-free access' },
});
export type Equipment = (typeof equipment.codes)[number];

/**
 * The fields of a form that make an appointment, named by a field's property `appointment`. `side`: the one side that is
 * asked to come alone; `reason`: why it stays although somebody has another appointment then.
 */
export const appointmentFields = ['on', 'at', 'minutes', 'room', 'place', 'link', 'side', 'reason'] as const;
export type AppointmentField = (typeof appointmentFields)[number];

export const LONGEST = 600;

/** A time of day as minutes since midnight; undefined if it is none. */
export function minutesOf(time: unknown): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?$/.exec(String(time ?? '')) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A span of one day, in minutes since midnight. */
export interface Span {
  from: number;
  to: number;
}
export const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

/** The hours in which appointments are proposed. */
const offered: readonly Span[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 17 * 60 + 30 },
];
const STEP = 30;
/** A day of one side is filled with proposals of one day only if there is no other. */
const A_DAY = 2;

/** What is taken on a day: rooms, people. */
export type Taken = (thing: string, day: Day) => readonly Span[];

export interface Slot {
  on: Day;
  at: string;
  room?: string;
}

/**
 * Free times, earliest first: on these days, when all `people` are free and one of the `rooms` is, within its hours;
 * without rooms, when the people are.
 */
export function freeSlots(
  days: readonly Day[],
  minutes: number,
  people: readonly string[],
  rooms: readonly { id: string; hours: Span }[],
  taken: Taken,
  most: number,
): Slot[] {
  const found: Slot[] = [];
  for (const on of days) {
    let today = 0;
    for (const { from, to } of offered)
      for (let start = from; start + minutes <= to && today < A_DAY && found.length < most; start += STEP) {
        const span = { from: start, to: start + minutes };
        const free = (thing: string) => !taken(thing, on).some((each) => overlap(each, span));
        if (!people.every(free)) continue;
        const room = rooms.find(({ id, hours }) => hours.from <= span.from && span.to <= hours.to && free(id));
        if (rooms.length && !room) continue;
        found.push({ on, at: timeOf(start), ...(room && { room: room.id }) });
        today += 1;
        start = span.to - STEP;
      }
    if (found.length >= most) break;
  }
  return found;
}
