import { FeelLimitError } from './errors';
import type { Run } from './Run';
import { FeelFunction, inOrder, NO_FIT } from './values/FeelFunction';
import { FeelRange } from './values/FeelRange';
import { fromHost, toJson } from './values/json';

/**
 * A function that a host may bind to a name: it takes and returns JSON, and may declare the names of its parameters.
 */
export type HostFunction = ((...args: unknown[]) => unknown) & { parameters?: readonly string[] };

export const isCallable = (value: unknown): boolean =>
  typeof value === 'function' || value instanceof FeelFunction || value instanceof FeelRange;

/** Calls the value of an expression; null, with a warning, if it is not a function or the arguments do not fit. */
export function call(
  target: unknown,
  name: string,
  args: unknown[],
  names: readonly string[] | null,
  run: Run,
  at?: number,
): unknown {
  if (target instanceof FeelFunction) {
    const result = target.call(args, names, run);
    return result === NO_FIT ? run.warn('WRONG_ARGUMENTS', [name, target.usage], at) : result;
  }
  if (typeof target === 'function') return callHost(target as HostFunction, name, args, names, run, at);
  return target instanceof FeelRange && args.length === 1
    ? target.includes(args[0])
    : run.warn('NO_FUNCTION', [name], at);
}

function callHost(
  target: HostFunction,
  name: string,
  args: unknown[],
  names: readonly string[] | null,
  run: Run,
  at?: number,
): unknown {
  const ordered = names ? target.parameters && inOrder(args, names, target.parameters) : args;
  if (!ordered) return run.warn('WRONG_ARGUMENTS', [name, `(${target.parameters?.join(', ') ?? '…'})`], at);
  run.step();
  try {
    return fromHost(target(...ordered.map((each) => toJson(each))));
  } catch (error) {
    if (error instanceof FeelLimitError) throw error;
    return run.warn('FUNCTION_FAILED', [name, error instanceof Error ? error.message : String(error)], at);
  }
}
