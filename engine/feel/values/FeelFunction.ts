import type { Run } from '../Run';
import { FeelObject } from './FeelObject';

/** What a function gives back when the arguments are not for it. */
export const NO_FIT = Symbol('no fit');

/** A function that an expression defines; the built-in ones extend it. */
export class FeelFunction extends FeelObject {
  readonly type = 'function';

  constructor(
    readonly parameters: readonly string[],
    protected readonly body: (args: unknown[], run: Run) => unknown,
  ) {
    super();
  }

  /** Calls it with arguments in order, or named. */
  call(args: unknown[], names: readonly string[] | null, run: Run): unknown {
    const ordered = names ? inOrder(args, names, this.parameters) : args;
    return ordered?.length === this.parameters.length ? this.body(ordered, run) : NO_FIT;
  }

  /** Whether it can be called with so many arguments. */
  takesCount(count: number): boolean {
    return this.parameters.length === count;
  }

  /** How to call it, for whom did it wrong. */
  get usage(): string {
    return `(${this.parameters.join(', ')})`;
  }

  property(): unknown {
    return undefined;
  }

  equals(other: FeelFunction): boolean {
    return this === other;
  }

  toString(): string {
    return `function${this.usage}`;
  }

  override toJSON(): null {
    return null;
  }
}

/**
 * Named arguments in the order of the parameters, undefined where one is missing; null when there is one of another
 * name.
 */
export function inOrder(
  args: readonly unknown[],
  names: readonly string[],
  parameters: readonly string[],
): unknown[] | null {
  const ordered = parameters.map((): unknown => undefined);
  for (const [index, name] of names.entries()) {
    const place = parameters.indexOf(name);
    if (place < 0) return null;
    ordered[place] = args[index];
  }
  return ordered;
}
