import type { z } from 'zod';
import { problems } from '../../domain/problems';
import { Problem, type Code, type Fault } from '../errors';

/** The input as parsed by its schema. Throws `code` with the path of each fault. */
export function valid<T extends z.ZodType>(schema: T, input: unknown, code: Code): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem(code, { errors: faults(parsed.error, input) });
}

/** For input that matches no option of a union, the faults of the option that it comes closest to. */
export function faults(error: z.ZodError, input?: unknown): Fault[] {
  const issues = error.issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || !issue.errors.length) return [issue];
    const nearest = [...issue.errors].sort((a, b) => weight(a) - weight(b))[0]!;
    return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
  return problems({ issues } as z.ZodError, input)
    .slice(0, 200)
    .map(({ path, ...fault }) => ({ path: path.join('.'), ...fault }));
}

const weight = (issues: readonly { code?: string; path: PropertyKey[] }[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 3 : issue.path.length ? 1 : 5), 0);
