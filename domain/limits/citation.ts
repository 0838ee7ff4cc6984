import * as z from 'zod';
import type { Text } from '../text';

/** A sentence of the rules, in both languages. */
export const text: z.ZodType<Text> = z.strictObject({
  zh: z.string().min(1).max(500),
  en: z.string().min(1).max(1000),
});

/** An article of a law, with the law's Chinese title. */
export const source = z.strictObject({ law: z.string().min(1), article: z.string().min(1) });
export type Source = z.infer<typeof source>;
