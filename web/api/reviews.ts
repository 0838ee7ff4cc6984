import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/reviews';
import { http } from '../http';

export type { Review } from '../../api/contract/reviews';

export const reviewsQuery = infiniteQueryOptions({
  queryKey: ['reviews'],
  queryFn: ({ pageParam, signal }) =>
    http.get<AnswerOf<typeof contract.listReviews>>('/reviews', { after: pageParam, size: 20 }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});
export const drawReviews = (key: string, count: number) =>
  http.post<AnswerOf<typeof contract.drawReviews>>('/reviews', { count }, key);
export const recordReview = (key: string, id: string, body: BodyOf<typeof contract.recordReview>) =>
  http.put<AnswerOf<typeof contract.recordReview>>(`/reviews/${id}`, body, key);
