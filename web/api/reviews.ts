import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/reviews';
import type { Review } from '../../api/contract/reviews';
import { http } from '../http';
import { paged } from './paged';

export type { Review };

export const reviewsQuery = paged<Review>(['reviews'], '/reviews', {}, 20);
export const drawReviews = (key: string, count: number) =>
  http.post<AnswerOf<typeof contract.drawReviews>>('/reviews', { count }, key);
export const recordReview = (key: string, id: string, body: BodyOf<typeof contract.recordReview>) =>
  http.put<AnswerOf<typeof contract.recordReview>>(`/reviews/${id}`, body, key);
