import { z } from 'zod';
import { operation } from './operation';

const tag = 'statistics';
/**
 * Counts; `amountClaimed` and `amountAgreed` in yuan; a stage's `Time` in days, its `Left` is the number of cases that
 * left it.
 */
export const figures = z.record(z.string(), z.number()).meta({ id: 'Figures' });
const period = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

export const readStatistics = operation({
  id: 'readStatistics',
  tag,
  method: 'get',
  path: '/statistics',
  permission: 'statistics.read',
  target: { query: { area: 'area' } },
  query: z.strictObject({
    area: z
      .string()
      .regex(/^34\d{4}$/)
      .optional(),
    /** Months or days, both inclusive. */
    from: period,
    to: period,
    by: z.enum(['period', 'area', 'industry', 'keyGroup', 'organisation', 'stage']).default('period'),
  }),
  answer: z
    .strictObject({
      area: z.string(),
      from: z.string(),
      to: z.string(),
      total: figures,
      rows: z.array(
        z.strictObject({ value: z.string(), name: z.strictObject({ zh: z.string(), en: z.string() }), figures }),
      ),
    })
    .meta({ id: 'Statistics' }),
  summary: { zh: '统计', en: 'Statistics' },
});
export const exportStatistics = operation({
  id: 'exportStatistics',
  tag,
  method: 'get',
  path: '/statistics/export',
  permission: 'statistics.read',
  target: { query: { area: 'area' } },
  query: readStatistics.query!,
  gives: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  summary: { zh: '导出统计', en: 'Export statistics' },
});
