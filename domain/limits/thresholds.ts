import * as z from 'zod';
import { source, text } from './citation';
import shipped from './thresholds.json';

/** A number in the law from which another rule applies: a number of workers, a multiple of a wage (see `parameter`). */
export const thresholdSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: text,
  operator: z.enum(['>=', '<=', 'between']),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  unit: text,
  effect: text,
  source: z.array(source).min(1),
  confidence: z.string(),
  parameter: z.string().optional(),
});
export type Threshold = z.infer<typeof thresholdSchema>;

/** The shipped thresholds. */
export const shippedThresholds = shipped as unknown as Threshold[];

/** The value of a threshold. Throws RangeError for an unknown id. */
export function thresholdValue(id: string, thresholds: readonly Threshold[] = shippedThresholds): Threshold['value'] {
  const threshold = thresholds.find((each) => each.id === id);
  if (!threshold) throw new RangeError(`there is no threshold ${id}`);
  return threshold.value;
}
