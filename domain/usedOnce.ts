import type * as z from 'zod';

/**
 * A schema that workflows read with. zod completes the parts of a schema when they are first used, but what workflows
 * load is frozen by then: so it is used here, on examples that reach every part of it.
 */
export function usedOnce<Schema extends z.ZodType>(schema: Schema, ...examples: unknown[]): Schema {
  for (const example of examples) schema.safeParse(example);
  return schema;
}
