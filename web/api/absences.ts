import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/absences';
import { http } from '../http';

export type { Absence } from '../../api/contract/absences';
export type StaffRow = AnswerOf<typeof contract.listStaff>['rows'][number];

export const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: () => http.get<AnswerOf<typeof contract.listAbsences>>('/absences'),
});
/** Who may stand in: for the reader, or for somebody whose work the reader assigns. */
export const deputiesQuery = (user?: string) =>
  queryOptions({
    queryKey: ['absences', 'deputies', user],
    queryFn: () =>
      http.get<AnswerOf<typeof contract.listDeputies>>(user ? `/users/${user}/deputies` : '/absences/deputies'),
  });
export const addAbsence = (key: string, body: BodyOf<typeof contract.addAbsence>, user?: string) =>
  http.post<AnswerOf<typeof contract.addAbsence>>(user ? `/users/${user}/absences` : '/absences', body, key);
export const endAbsence = (key: string, absence: string, user?: string) =>
  http.delete(user ? `/users/${user}/absences/${absence}` : `/absences/${absence}`, key);
export const staffQuery = infiniteQueryOptions({
  queryKey: ['staff'],
  queryFn: ({ pageParam, signal }) =>
    http.get<AnswerOf<typeof contract.listStaff>>('/staff', { after: pageParam, size: 50 }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});
