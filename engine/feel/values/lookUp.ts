import { type Context, entryOf } from './typeOf';

/** A context's entry, by its exact name or one that differs only in spaces; undefined if there is none. */
export function lookUp(context: Context, name: string): unknown {
  const value = entryOf(context, name);
  if (value !== undefined || !/[^\p{L}\p{N}_]/u.test(name)) return value;
  const wanted = withoutSpaces(name);
  const key = Object.keys(context).find((candidate) => withoutSpaces(candidate) === wanted);
  return key === undefined ? undefined : context[key];
}

const withoutSpaces = (name: string): string => name.replace(/\s+/g, '');
