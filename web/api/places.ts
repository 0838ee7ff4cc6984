import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as people from '../../api/contract/people';
import { http } from '../http';

/** The bodies of a place to which a dispute can be brought; open to everybody. */
export const placesQuery = (region: string) =>
  infiniteQueryOptions({
    queryKey: ['places', region],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof people.listPlaces>>('/places', { region, after: pageParam, size: 20 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 10 * 60_000,
  });
