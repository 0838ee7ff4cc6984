import { z } from 'zod';
import { bilingual, id, instant } from './common';

/** A statutory time limit of a case, and how its date was derived. */
export const deadlineSchema = z
  .strictObject({
    id,
    case: z.string(),
    instance: id,
    element: z.string(),
    /** Id in the table of time limits. */
    limit: z.string(),
    title: bilingual,
    kind: z.string().optional(),
    moment: z.enum(['remind', 'breach', 'escalate']),
    status: z.enum(['running', 'met', 'breached', 'stopped']),
    due: instant.nullable(),
    /** Negative: working days since it passed. Null while the limit is suspended. */
    workingDaysLeft: z.number().int().nullable(),
    /** Law and article, as cited. */
    article: bilingual.optional(),
    /** Why it ends on this day, in words. */
    explanation: bilingual.optional(),
    /** The derivation: rule, trigger, skipped days, suspensions, calendar version (domain/limits). */
    derivation: z.record(z.string(), z.unknown()).optional(),
    provisional: z.boolean(),
    armedAt: instant,
    endedAt: instant.optional(),
    /** Earlier dates of the limit. */
    history: z.array(z.strictObject({ until: instant, due: instant.nullable() })),
  })
  .meta({ id: 'Deadline' });
export type Deadline = z.infer<typeof deadlineSchema>;

/** The limit of a task that ends soonest, for lists. */
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
