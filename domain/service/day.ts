import * as z from 'zod';
import { isDay, toDay } from '../limits/dates';

/**
 * A day as FEEL gives it, as text or as its own date. Not zod's own dates: these write to a pattern that workflows share
 * and may not change.
 */
export const day = z.preprocess((value) => {
  try {
    return toDay(value);
  } catch {
    return value;
  }
}, z.string().refine(isDay));
