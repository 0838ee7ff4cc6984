import { z } from 'zod';
import { bilingual, id, instant } from './common';

/** A legal limit as it stands in a case, with how its date came about. */
export const deadlineSchema = z
  .strictObject({
    id,
    case: z.string(),
    instance: id,
    element: z.string(),
    /** Row of the time limits. */
    limit: z.string(),
    title: bilingual,
    kind: z.string().optional(),
    moment: z.enum(['remind', 'breach', 'escalate']),
    status: z.enum(['running', 'met', 'breached', 'stopped']),
    due: instant.nullable(),
    /** Negative: working days past. Null where the clock stands. */
    workingDaysLeft: z.number().int().nullable(),
    /** Law and article, as cited. */
    article: bilingual.optional(),
    /** Why this day, in words. */
    explanation: bilingual.optional(),
    /** The derivation: rule, trigger, days skipped, stops, calendar version (domain/limits). */
    derivation: z.record(z.string(), z.unknown()).optional(),
    provisional: z.boolean(),
    armedAt: instant,
    endedAt: instant.optional(),
    /** Dates it had before. */
    history: z.array(z.strictObject({ until: instant, due: instant.nullable() })),
  })
  .meta({ id: 'Deadline' });
export type Deadline = z.infer<typeof deadlineSchema>;

/** The soonest limit of a task, for lists. */
export const taskLimitSchema = z
  .strictObject({
    id: z.string(),
    zh: z.string(),
    en: z.string(),
    due: instant.nullable(),
    workingDaysLeft: z.number().int().nullable(),
    article: z.string().optional(),
    provisional: z.boolean(),
  })
  .meta({ id: 'TaskLimit' });
