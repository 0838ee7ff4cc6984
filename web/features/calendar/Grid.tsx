import { createCalendar, DayGrid, destroyCalendar, List, ResourceTimeGrid, TimeGrid } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import { useEffect, useRef } from 'react';
import { appointmentKinds } from '../../../domain/appointments';
import type { Appointment } from '../../api/appointments';
import { pick, type Language } from '../../texts';
import type { useCalendarTexts } from './texts';

interface Props {
  rows: readonly Appointment[];
  rooms: readonly { id: string; title: string }[];
  view: string;
  date?: string;
  language: Language;
  t: ReturnType<typeof useCalendarTexts>;
  /** The days that it shows now. */
  onDates(shown: { from: string; to: string; view: string }): void;
  onOpen(number: string): void;
}

/** Everything is in China's time, wherever it is read; China has no summer time. */
const local = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19);
const dayIn = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const DAY = 86_400_000;

/** The calendar itself: a component that is not React's, kept up to date by its options. */
export default function Grid({ rows, rooms, view, date, language, t, onDates, onOpen }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const calendar = useRef<ReturnType<typeof createCalendar>>(undefined);
  const heard = useRef({ onDates, onOpen });
  heard.current = { onDates, onOpen };
  const byRoom = rooms.length > 0;

  useEffect(() => {
    const made = createCalendar(place.current!, [DayGrid, TimeGrid, List, ResourceTimeGrid], {
      view,
      ...(date && { date }),
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      firstDay: 1,
      height: 'auto',
      slotMinTime: '08:00',
      slotMaxTime: '20:00',
      nowIndicator: true,
      dayMaxEvents: true,
      eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
      slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
      headerToolbar: {
        start: 'prev,next today',
        center: 'title',
        end: byRoom
          ? 'resourceTimeGridDay,listWeek'
          : matchMedia('(max-width: 720px)').matches
            ? 'listWeek,dayGridMonth'
            : 'dayGridMonth,timeGridWeek,timeGridDay,listWeek',
      },
      buttonText: {
        today: t('today'),
        dayGridMonth: t('month'),
        timeGridWeek: t('week'),
        timeGridDay: t('day'),
        listWeek: t('list'),
        resourceTimeGridDay: t('byRoom'),
        prev: t('previous'),
        next: t('next'),
        close: t('close'),
      },
      noEventsContent: t('nothing'),
      eventClick: ({ event }: { event: { extendedProps: { case?: string } } }) => {
        if (event.extendedProps.case) heard.current.onOpen(event.extendedProps.case);
      },
      datesSet: ({ start, end, view: shown }: { start: Date; end: Date; view: { type: string } }) =>
        heard.current.onDates({
          from: dayIn(start),
          to: dayIn(new Date(end.getTime() - DAY / 2)),
          view: shown.type,
        }),
    } as never);
    calendar.current = made;
    return () => {
      calendar.current = undefined;
      void destroyCalendar(made);
    };
    // Its view and date are its own once it is there; the rest makes it anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language, byRoom]);

  useEffect(() => {
    calendar.current?.setOption('resources', rooms as never);
  }, [rooms, language]);
  useEffect(() => {
    calendar.current?.setOption('events', rows.map((row, index) => eventOf(row, index, t, language)) as never);
    // `t` is as constant as the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, language, byRoom]);
  return <div ref={place} className="calendar" />;
}

function eventOf(
  { start, end, allDay, status, room, shown }: Appointment,
  index: number,
  t: Props['t'],
  language: Language,
) {
  const off = status === 'cancelled' || status === 'postponed';
  const where = room ? pick(room.name, language) : shown?.place && pick(shown.place, language);
  return {
    id: shown?.id ?? `taken-${index}`,
    start: local(start),
    end: local(end),
    allDay: allDay === true,
    title: [shown ? `${appointmentKinds.name(shown.kind, language)} ${shown.case}` : t('taken'), shown?.title, where]
      .filter(Boolean)
      .join(' · '),
    resourceIds: room ? [room.id] : [],
    classNames: [off ? 'off' : status, shown ? 'known' : 'unknown'],
    extendedProps: { case: shown?.case },
  };
}
