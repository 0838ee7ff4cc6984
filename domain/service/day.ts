import * as z from 'zod';
import { isDay, toDay } from '../limits/dates';

/**
 * A day as FEEL supplies it, as text or as its own date. A function, and not zod's own date: workflows freeze what
 * modules export and the patterns of zod, and a schema writes to both when it is first used.
 */
export const dayFromFeel = () =>
  z.preprocess((value) => {
    try {
      return toDay(value);
    } catch {
      return value;
    }
  }, z.string().refine(isDay));
