import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { appointmentKinds } from '../../domain/appointments';
import { addTo } from '../../domain/limits/dates';
import type { Lang } from '../../domain/text';
import type { Appointment } from '../../models';
import { placeIn, roomsOf } from './view';

/**
 * A calendar (RFC 5545) with case number, kind and place of each appointment, and no names: it leaves Heyi. Times are in UTC,
 * which every calendar shows in the reader's zone.
 */
export async function icsOf(rows: readonly Appointment[], lang: Lang, at: Date): Promise<string> {
  const rooms = await roomsOf(rows);
  const calendar = ical({
    name: lang === 'zh' ? '和议日程' : 'Heyi',
    prodId: { company: 'Heyi', product: 'Calendar', language: lang === 'zh' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const row of rows) {
    const { room, host } = rooms(row.room);
    const off = row.status === 'cancelled' || row.status === 'postponed';
    calendar.createEvent({
      id: `${row._id.replaceAll('/', '-')}@heyi`,
      stamp: row.endedAt ?? row.at ?? at,
      sequence: off ? 1 : 0,
      // A day as such has no time zone; its date is read from UTC.
      ...(row.allDay
        ? {
            allDay: true,
            start: new Date(`${row.day}T00:00:00Z`),
            end: new Date(`${addTo(row.day, 1, 'day')}T00:00:00Z`),
          }
        : { start: row.start, end: row.end }),
      summary: `${appointmentKinds.name(row.kind, lang)} ${row.case}`,
      location: placeIn(row, room, host)?.[lang],
      ...(row.link && { url: row.link }),
      status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
