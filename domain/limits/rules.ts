import * as z from 'zod';
import { codeField } from '../fields';
import { stages } from '../stages';
import { source, text } from './citation';
import { shippedThresholds, thresholdSchema } from './thresholds';
import shipped from './time-limits.json';

const unit = z.enum(['day', 'workingDay', 'month', 'year']);

/** Calendar days, working days, months, or years (民法典 200–203; Rules33 art. 80). */
export type Unit = z.infer<typeof unit>;

/**
 * How far a limit may be extended: `amount` null means that the text sets no cap; `further` says who may extend beyond
 * the amount.
 */
const extension = z.strictObject({
  amount: z.number().int().positive().nullable(),
  unit,
  approver: text,
  form: text,
  once: z.literal(true).optional(),
  further: text.optional(),
});

/**
 * A statutory limit. `amount` null: as long as the parties agreed. `bound`: the law sets only a floor or a cap. `kind`:
 * a duty of an authority, a right of a party, a response that a party owes, a limitation, a fact that the law deems to
 * exist, or the retention period of a file. Duties and responses can be breached; rights and limitations lapse.
 */
export const limitSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  stage: codeField(stages),
  kind: z.enum(['duty', 'right', 'response', 'limitation', 'deemed', 'retention']),
  title: text,
  appliesTo: text.optional(),
  trigger: z.string().min(1),
  direction: z.enum(['after', 'before']),
  amount: z.number().int().positive().nullable(),
  unit,
  bound: z.enum(['min', 'max']).optional(),
  actor: z.string().min(1),
  onExpiry: text,
  extension: extension.nullable(),
  /** The ground on which the limit may be shortened. */
  shortening: text.optional(),
  restartsOn: z.array(text).optional(),
  excludes: z.array(text).optional(),
  source: z.array(source).min(1),
  note: text.optional(),
  confidence: z.string(),
  unitConfidence: z.string().optional(),
});
export type Limit = z.infer<typeof limitSchema>;

/** The limits and thresholds as data. Administrators may publish a newer set; a case keeps the set it pinned. */
export const rulesSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.date(),
  title: text,
  limits: z.array(limitSchema),
  thresholds: z.array(thresholdSchema),
});
export type Rules = z.infer<typeof rulesSchema>;

/** The shipped rules: 82 limits, 7 thresholds. */
export const shippedRules = { ...shipped, thresholds: shippedThresholds } as unknown as Rules;

/** The row of a limit, or undefined. */
export function limitOf(rules: Rules, id: string): Limit | undefined {
  return rules.limits.find((limit) => limit.id === id);
}
