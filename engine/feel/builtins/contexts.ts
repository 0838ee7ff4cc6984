import type { Run } from '../Run';
import { identical } from '../values/comparison';
import { type Context, entryOf, isContext, isForbiddenKey } from '../values/typeOf';
import { lookUp } from '../values/lookUp';
import type { Define } from './index';

function contextOf(entries: unknown[]): Context | undefined {
  const context: Context = {};
  for (const entry of entries) {
    if (!isContext(entry)) return undefined;
    const [key, value] = [entryOf(entry, 'key'), entryOf(entry, 'value')];
    if (typeof key !== 'string' || value === undefined || isForbiddenKey(key) || entryOf(context, key) !== undefined)
      return undefined;
    context[key] = value;
  }
  return context;
}

/** A copy in which the entry at the path has the value; missing contexts on the way are created. */
function put(context: Context, path: readonly unknown[], value: unknown): Context | undefined {
  const [key, ...rest] = path;
  if (typeof key !== 'string' || isForbiddenKey(key)) return undefined;
  if (rest.length === 0) return { ...context, [key]: value };
  const inner = entryOf(context, key) ?? {};
  const changed = isContext(inner) ? put(inner, rest, value) : undefined;
  return changed && { ...context, [key]: changed };
}

const valueAt = (context: Context, path: readonly unknown[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (isContext(value) && typeof key === 'string' ? (lookUp(value, key) ?? null) : null),
    context,
  );

function merge(run: Run, contexts: unknown[]): Context | undefined {
  run.step(
    contexts.reduce<number>((count, context) => count + (isContext(context) ? Object.keys(context).length : 1), 0),
  );
  return contexts.every(isContext)
    ? Object.fromEntries(contexts.flatMap((context) => Object.entries(context)))
    : undefined;
}

/** Context functions (DMN 1.3 §10.3.4.10, Table 80; more in DMN 1.4), not() and is(), and Camunda's functions. */
export function defineContexts(define: Define): void {
  define('not', { negand: 'any' }, (_, negand: unknown) => (typeof negand === 'boolean' ? !negand : null));
  define('is', { value1: 'any', 'value2?': 'any' }, (_, a: unknown, b?: unknown) => b !== undefined && identical(a, b));
  define(
    'get value',
    { m: 'context', key: 'string' },
    (_, context: Context, key: string) => lookUp(context, key) ?? null,
  );
  define('get value', { m: 'context', keys: 'list' }, (_, context: Context, keys: unknown[]) => valueAt(context, keys));
  define(
    'get value',
    { context: 'context', key: 'string' },
    (_, context: Context, key: string) => lookUp(context, key) ?? null,
  );
  define('get entries', { m: 'context' }, (_, context: Context) =>
    Object.entries(context).map(([key, value]) => ({ key, value })),
  );
  define('get entries', { context: 'context' }, (_, context: Context) =>
    Object.entries(context).map(([key, value]) => ({ key, value })),
  );
  define('context', { entries: 'list' }, (run, entries: unknown[]) => {
    run.step(entries.length);
    return contextOf(entries);
  });
  define(
    'context put',
    { context: 'context', key: 'string', value: 'any' },
    (_, context: Context, key: string, value: unknown) => put(context, [key], value),
  );
  define(
    'context put',
    { context: 'context', keys: 'list', value: 'any' },
    (_, context: Context, keys: unknown[], value: unknown) => put(context, keys, value),
  );
  define('context merge', { contexts: 'list' }, merge);
  define('context merge', { '...contexts': 'context' }, (run, ...contexts: unknown[]) =>
    contexts.length || !run.since(2) ? merge(run, contexts) : undefined,
  );
  define(
    'get or else',
    { value: 'any', default: 'any' },
    (_, value: unknown, otherwise: unknown) => value ?? otherwise,
  );
  define('is defined', { value: 'any' }, (_, value: unknown) => value !== null);
  define(
    'assert',
    { value: 'any', condition: 'any', 'cause?': 'string' },
    (run, value: unknown, condition: unknown, cause?: string) =>
      condition === true ? value : run.warn('ASSERTION_FAILED', [cause ?? 'assert']),
  );
}
