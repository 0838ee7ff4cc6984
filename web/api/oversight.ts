import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as audit from '../../api/contract/audit';
import type * as operations from '../../api/contract/operations';
import type * as people from '../../api/contract/people';
import type * as references from '../../api/contract/references';
import type * as statistics from '../../api/contract/statistics';
import type { NoticeTexts } from '../../domain/noticeTemplates';
import { http, type Query } from '../http';
import { paged } from './paged';

export type Statistics = AnswerOf<typeof statistics.readStatistics>;
export type Figures = Statistics['total'];
export type User = AnswerOf<typeof people.listUsers>['rows'][number];
export type Organisation = AnswerOf<typeof people.listOrganisations>['rows'][number];
export type Mediator = AnswerOf<typeof people.listMediators>['rows'][number];
export type Parameter = AnswerOf<typeof references.readParameters>['parameters'][number];
export type Bulk = AnswerOf<typeof operations.readBulk>;
export type AuditRow = AnswerOf<typeof audit.listAudit>['rows'][number];

export const statisticsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => http.get<Statistics>('/statistics', query, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
export const parametersQuery = queryOptions({
  queryKey: ['parameters'],
  queryFn: () => http.get<AnswerOf<typeof references.readParameters>>('/parameters'),
});
export const saveParameters = (key: string, parameters: Parameter[], note: string) =>
  http.put<AnswerOf<typeof references.changeParameters>>('/parameters', { parameters, note }, key);
export const noticeTextsQuery = queryOptions({
  queryKey: ['noticeTexts'],
  queryFn: () => http.get<AnswerOf<typeof references.readNoticeTexts>>('/notice-texts'),
});
export const saveNoticeTexts = (key: string, texts: NoticeTexts, note: string) =>
  http.put<AnswerOf<typeof references.changeNoticeTexts>>('/notice-texts', { texts, note }, key);
export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: () => http.get<AnswerOf<typeof references.readCalendar>>('/calendar'),
});
export const loadYear = (key: string, year: string, body: unknown, note: string) =>
  http.put<AnswerOf<typeof references.loadYear>>(`/calendar/years/${year}`, { year: body, note }, key);
export const limitsQuery = queryOptions({
  queryKey: ['timeLimits'],
  queryFn: () => http.get<AnswerOf<typeof references.readLimits>>('/time-limits'),
});
/** Work on many instances; polled while it runs. */
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', id],
    queryFn: () => http.get<Bulk>(`/bulk/${id}`),
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 1000 : false),
  });

export const list =
  <T>(name: string, path: string) =>
  (filters: Query) =>
    paged<T>([name, filters], path, filters);
export const usersQuery = list<User>('users', '/users');
export const organisationsQuery = list<Organisation>('organisations', '/organisations');
export const mediatorsQuery = list<Mediator>('mediators', '/mediators');
export const auditQuery = list<AuditRow>('audit', '/audit');
export type ReadRow = AnswerOf<typeof audit.listReads>['rows'][number];
export const readsQuery = list<ReadRow>('reads', '/audit/reads');
export type AuditCheck = Omit<AnswerOf<typeof audit.checkAudit>, 'next'>;
/** One chain, or all of them part by part; `onProgress` receives the progress. */
export async function checkAudit(
  chain: string | undefined,
  onProgress: (sofar: AuditCheck) => void,
): Promise<AuditCheck> {
  let sum: AuditCheck = { chains: 0, entries: 0, sound: true, faults: [] };
  for (let after: string | undefined; ;) {
    const { next, ...part } = await http.get<AnswerOf<typeof audit.checkAudit>>('/audit/check', { chain, after });
    sum = {
      chains: sum.chains + part.chains,
      entries: sum.entries + part.entries,
      sound: sum.sound && part.sound,
      faults: [...sum.faults, ...part.faults],
      ...(part.seal && { seal: part.seal }),
    };
    if (!next) return sum;
    onProgress(sum);
    after = next;
  }
}

export const checkIdentity = (key: string, id: string, body: unknown) =>
  http.post<User>(`/users/${id}/identity`, body, key);
export type AddedUser = AnswerOf<typeof people.addUser>;
export type IssuedPassword = AnswerOf<typeof people.issuePassword>;
export const saveUser = (key: string, id: string | undefined, body: unknown): Promise<User | AddedUser> =>
  id ? http.patch<User>(`/users/${id}`, body, key) : http.post<AddedUser>('/users', body, key);
export const issuePassword = (key: string, id: string, toContact: boolean) =>
  http.post<IssuedPassword>(`/users/${id}/password`, { toContact }, key);
export const resetSecondFactor = (key: string, id: string) => http.delete<void>(`/users/${id}/second-factor`, key);
export const saveOrganisation = (key: string, id: string | undefined, body: unknown) =>
  id ? http.put<Organisation>(`/organisations/${id}`, body, key) : http.post<Organisation>('/organisations', body, key);
export const saveMediator = (key: string, id: string | undefined, body: unknown) =>
  id ? http.put<Mediator>(`/mediators/${id}`, body, key) : http.post<Mediator>('/mediators', body, key);
