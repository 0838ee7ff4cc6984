import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/appointments';
import type { Appointment, Room } from '../../api/contract/appointments';
import { http } from '../http';
import { paged } from './paged';

export type { Appointment, Room };
export type Slots = AnswerOf<typeof contract.findSlots>;

export interface Window {
  from: string;
  to: string;
  of?: string;
  organisation?: string;
}

/** More than a screen can show. */
const MOST = 5;

/** All of a window; it changes with the tasks that fix, hold and postpone meetings. */
export const appointmentsQuery = (window: Window) =>
  queryOptions({
    queryKey: ['tasks', 'appointments', window],
    queryFn: async ({ signal }) => {
      const rows: Appointment[] = [];
      let after: string | undefined;
      for (let page = 0; page < MOST; page++) {
        const found = await http.get<AnswerOf<typeof contract.listAppointments>>(
          '/appointments',
          { ...window, after, size: 200 },
          signal,
        );
        rows.push(...found.rows);
        after = found.next;
        if (!after) break;
      }
      return { rows, capped: after !== undefined };
    },
    placeholderData: keepPreviousData,
  });

export const caseAppointmentsQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'appointments'],
    queryFn: () => http.get<AnswerOf<typeof contract.caseAppointments>>(`/cases/${number}/appointments`),
  });
export const setUnavailable = (key: string, number: string, days: string[], side?: string) =>
  http.put(`/cases/${number}/unavailable`, { days, ...(side && { side }) }, key);

export const slotsQuery = (task: string, asked: Record<string, string | number | undefined>) =>
  queryOptions({
    queryKey: ['tasks', task, 'slots', asked],
    queryFn: ({ signal }) => http.get<Slots>(`/tasks/${task}/slots`, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export const doorQuery = (organisation: string, on: string) =>
  queryOptions({
    queryKey: ['tasks', 'door', organisation, on],
    queryFn: () => http.get<AnswerOf<typeof contract.doorList>>(`/organisations/${organisation}/door`, { on }),
  });

export const roomsQuery = (filters: Record<string, string | undefined>) =>
  paged<Room>(['rooms', filters], '/rooms', filters);
export const saveRoom = (key: string, id: string | undefined, body: unknown) =>
  id ? http.put<Room>(`/rooms/${id}`, body, key) : http.post<Room>('/rooms', body, key);

export const feedQuery = queryOptions({
  queryKey: ['feed'],
  queryFn: () => http.get<AnswerOf<typeof contract.readFeed>>('/calendar/feed'),
});
export const createFeed = (key: string) =>
  http.post<AnswerOf<typeof contract.createFeed>>('/calendar/feed', undefined, key);
export const revokeFeed = (key: string) => http.delete('/calendar/feed', key);
