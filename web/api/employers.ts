import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/employers';
import type { EmployerDetail, EmployerRow } from '../../api/contract/employers';
import { http, type Query } from '../http';
import { paged } from './paged';

export type { EmployerDetail, EmployerRow };
export type EmployerImport = AnswerOf<typeof contract.importEmployers>;
export type Suggestion = AnswerOf<typeof contract.suggestEmployers>['rows'][number];
type Record = AnswerOf<typeof contract.employerRecord>;

export const employersQuery = (filters: Query) =>
  paged<EmployerRow>(['employers', 'list', filters], '/employers', filters);
export const employerQuery = (id: string) =>
  queryOptions({ queryKey: ['employers', id], queryFn: () => http.get<EmployerDetail>(`/employers/${id}`) });
export const employerRecordQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['employers', id, 'record'],
    queryFn: ({ pageParam }) => http.get<Record>(`/employers/${id}/record`, { after: pageParam, size: 20 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const suggestionsQuery = (text: string) =>
  queryOptions({
    queryKey: ['employers', 'suggestions', text],
    queryFn: ({ signal }) =>
      http.get<AnswerOf<typeof contract.suggestEmployers>>('/employers/suggestions', { text }, signal),
    enabled: [...text.trim()].length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // To suggest nothing is no failure of the form.
    retry: false,
  });

export const saveEmployer = (key: string, id: string | undefined, body: unknown) =>
  id ? http.put<EmployerDetail>(`/employers/${id}`, body, key) : http.post<EmployerDetail>('/employers', body, key);
export const mergeEmployers = (key: string, id: string, other: string, reason: string) =>
  http.post<EmployerDetail>(`/employers/${id}/merge`, { other, reason }, key);
export const distinguishEmployers = (key: string, id: string, other: string, reason: string) =>
  http.post<EmployerDetail>(`/employers/${id}/distinction`, { other, reason }, key);
export function importEmployers(file: File): Promise<EmployerImport> {
  const form = new FormData();
  form.append('file', file);
  return http.upload<EmployerImport>('/employers/import', form);
}
