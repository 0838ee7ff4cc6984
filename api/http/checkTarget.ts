import { z } from 'zod';
import { bearing, type None, type Operation, type Target, type Thing } from '../contract/operation';

/**
 * Throws if the target of an operation is incomplete: a name in its path without a kind, a field that could extend the
 * caller's reach, or a thing in a public operation, which has no caller whose reach could be checked.
 */
export function checkTarget({ id, path, permission, target, query, body }: Operation): void {
  const wrong = (what: string): never => {
    throw new Error(`operation ${id}: ${what}`);
  };
  if (typeof target !== 'object' || target === null || Object.keys(target).length === 0) wrong('declares no target');
  const stated = target as Target;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const ofPath = (stated.path ?? {}) as Record<string, Thing | None>;
  for (const name of names) if (!(name in ofPath)) wrong(`declares no target for {${name}} in its path`);
  for (const name of Object.keys(ofPath)) if (!names.includes(name)) wrong(`has no {${name}} in its path`);
  for (const [where, schema, fields = {}] of [
    ['query', query, stated.query],
    ['body', body, stated.body],
  ] as [string, z.ZodType | undefined, Record<string, unknown> | undefined][]) {
    const known = fieldsOf(schema);
    for (const name of known)
      if (bearing.includes(name) && !(name in fields)) wrong(`declares no target for ${name} in its ${where}`);
    for (const name of Object.keys(fields))
      if (!known.includes(name.split('.')[0]!)) wrong(`has no ${name} in its ${where}`);
  }
  const things = [ofPath, stated.query ?? {}, stated.body ?? {}].flatMap((fields) => Object.values(fields));
  if (['public', 'signature'].includes(permission) && things.some((thing) => typeof thing === 'string'))
    wrong('is public, so there is no caller whose reach could be checked');
}

/** The names of a schema's fields; for a union, those of each option. */
function fieldsOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape as object);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option as z.ZodType));
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in as z.ZodType);
  return [];
}
