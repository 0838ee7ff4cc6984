import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/services';
import type { Service } from '../../api/contract/services';
import { http } from '../http';

export type { Service };

export const caseServicesQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'services'],
    queryFn: () => http.get<AnswerOf<typeof contract.caseServices>>(`/cases/${number}/services`),
  });
export const serviceFilters = ['status', 'paper'] as const;
export const servicesQuery = (filters: Partial<Record<(typeof serviceFilters)[number], string>>) =>
  infiniteQueryOptions({
    // It changes with the tasks by which papers are served.
    queryKey: ['tasks', 'services', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.listServices>>('/services', { ...filters, after: pageParam, size: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
