import * as z from 'zod';
import { isDay, toDay } from '../limits/dates';

/**
 * A day as FEEL supplies it, as text or as a FEEL date. A function instead of zod's own date, because workflows freeze
 * module exports and zod's patterns, and a schema writes to both on first use.
 */
export const dayFromFeel = () =>
  z.preprocess((value) => {
    try {
      return toDay(value);
    } catch {
      return value;
    }
  }, z.string().refine(isDay));

/** FEEL uses null for missing values. */
export const absent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
