import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { http, type Query } from '../http';

/** A list of the API that is read page by page; the key says which. */
export const paged = <T>(queryKey: readonly unknown[], path: string, filters: Query = {}, size = 50) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      http.get<{ rows: T[]; next?: string }>(path, { ...filters, after: pageParam, size }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
