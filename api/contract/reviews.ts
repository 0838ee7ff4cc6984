import { z } from 'zod';
import { id, instant, pageOf, paging, person } from './common';
import { operation } from './operation';

const tag = 'statistics';

export const reviewSchema = z
  .strictObject({
    id,
    case: z.string(),
    drawnAt: instant,
    drawnBy: person,
    result: z.enum(['sound', 'flawed']).optional(),
    note: z.string().optional(),
    reviewedBy: person.optional(),
    reviewedAt: instant.optional(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof reviewSchema>;

const area = { none: 'Those of the reader’s area' };

export const listReviews = operation({
  id: 'listReviews',
  tag,
  method: 'get',
  path: '/reviews',
  permission: 'task.reassign',
  target: area,
  query: z.strictObject(paging),
  answer: pageOf(reviewSchema),
  summary: { zh: '质量抽查', en: 'Quality reviews' },
});
export const drawReviews = operation({
  id: 'drawReviews',
  tag,
  method: 'post',
  path: '/reviews',
  permission: 'task.reassign',
  target: area,
  body: z.strictObject({ count: z.number().int().min(1).max(20) }),
  answer: z.strictObject({ rows: z.array(reviewSchema) }),
  status: 201,
  summary: { zh: '随机抽取辖区已结案件', en: 'Draw closed cases of the area at random' },
});
export const recordReview = operation({
  id: 'recordReview',
  tag,
  method: 'put',
  path: '/reviews/{id}',
  permission: 'task.reassign',
  target: { path: { id: area } },
  body: z.strictObject({ result: z.enum(['sound', 'flawed']), note: z.string().trim().min(1).max(2000) }),
  answer: reviewSchema,
  summary: { zh: '登记抽查结果', en: 'Record what a review found' },
});
