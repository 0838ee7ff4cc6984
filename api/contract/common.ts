import { z } from 'zod';

/** A text in both languages. */
export const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingual>;

/** A point in time, ISO 8601 with offset. */
export const instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', example: '2026-05-11T01:00:00.000Z' });
/** A day in Asia/Shanghai. */
export const day = z.iso.date().meta({ id: 'Day', example: '2026-05-11' });
/** An amount in yuan, exact to the fen. */
export const yuan = z.number().meta({ id: 'Yuan', example: 18600 });
export const variables = z.record(z.string().max(200), z.unknown()).meta({ id: 'Variables' });
export const person = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    /** Present if there is an English name, as for organisations. */ nameEn: z.string().optional(),
  })
  .meta({ id: 'Person' });
/**
 * Ids in URLs have `~` in place of the engine's `/`: the case, then element keys from the outermost instance inwards.
 */
export const id = z.string().min(1).max(400);
/** Why somebody does something, for the audit. */
export const reason = z.string().trim().min(1).max(1000);

/** A number in the query string. */
export const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** Several values of one parameter, repeated or separated by commas. */
export const several = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess(
    (value) =>
      Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? value.split(',') : undefined,
    z.array(item).max(50).optional(),
  );

/** Every list continues from `next` of the previous page, sent as `after`. */
export const paging = { size: number(1, 200).default(50), after: z.string().max(400).optional() };
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ rows: z.array(row), next: z.string().optional() });

/** What was wrong, and where: RFC 9457, `application/problem+json`. */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** Stable name of the problem, for use by programs. */
    code: z.string(),
    detail: z.string().optional(),
    /** The request's id, as in the logs. */
    instance: z.string().optional(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string(), code: z.string().optional() })).optional(),
  })
  .catchall(z.unknown())
  .meta({ id: 'Problem' });
