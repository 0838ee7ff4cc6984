import * as z from 'zod';
import { DerivationRefusal } from './limits/DerivationRefusal';
import { toDay, type Day } from './limits/dates';
import type { Basis } from './limits/derive';

/** FEEL represents a missing value as null; here it is absent. Dates may be text or FEEL dates. */
const day = z.unknown().transform((value, context): Day => {
  try {
    return toDay(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});
const absent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());
/** A list, or a single entry, which FEEL treats as a list of one. */
const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  absent(z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(schema)));
const text = absent(z.coerce.string());
const unit = z.enum(['day', 'workingDay', 'month', 'year']);
const amount = z.coerce.number().int();
/**
 * Intervals and events may have more fields than are read here (by whom, the document), because process variables are
 * passed unchanged.
 */
const stop = z.looseObject({ from: day, to: absent(day), reason: text });

const optionsSchema = z.strictObject({
  amount: absent(amount),
  unit: absent(unit),
  until: absent(day),
  stops: listOf(stop),
  restarts: listOf(z.looseObject({ on: day, reason: text })),
  extensions: listOf(
    z.looseObject({
      amount: absent(amount),
      unit: absent(unit),
      until: absent(day),
      on: absent(day),
      by: text,
      reason: text,
    }),
  ),
});

/** The options of `deadline` and related functions in FEEL. */
export type DeadlineOptions = Pick<Basis, 'amount' | 'unit' | 'until' | 'stops' | 'restarts' | 'extensions'>;

/** Parses the options of a FEEL call. Throws DerivationRefusal, so that a misspelled option is noticed. */
export function readOptions(given: unknown): DeadlineOptions {
  const { stops, restarts, extensions, ...term } = parsed(optionsSchema, given ?? {});
  return {
    ...term,
    stops: stops?.map(({ from, to, reason }) => ({ from, to, reason })),
    restarts: restarts?.map(({ on, reason }) => ({ on, reason })),
    extensions: extensions?.map(({ amount, unit, until, on, by, reason }) => ({ amount, unit, until, on, by, reason })),
  };
}

/** Parses intervals in which a clock was stopped. Throws DerivationRefusal. */
export function readStops(given: unknown): { from: Day; to?: Day; reason?: string }[] {
  return (parsed(listOf(stop), given) ?? []).map(({ from, to, reason }) => ({ from, to, reason }));
}

function parsed<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const where = result.error.issues
    .map(
      (issue) =>
        [...issue.path, ...(issue.code === 'unrecognized_keys' ? [issue.keys.join(', ')] : [])].join('.') || '?',
    )
    .join('; ');
  throw new DerivationRefusal(
    'BAD_OPTION',
    `期限函数的选项不对：${where}`,
    `The options of the deadline function are wrong at: ${where}`,
  );
}
