import type { Run } from '../Run';
import { FeelObject } from './FeelObject';

/** What a function returns if it does not accept the arguments. */
export const NO_FIT = Symbol('no fit');

/** A function that an expression defines; built-in functions extend it. */
export class FeelFunction extends FeelObject {
  readonly type = 'function';

  constructor(
    readonly parameters: readonly string[],
    protected readonly body: (args: unknown[], run: Run) => unknown,
  ) {
    super();
  }

  /** Calls it with positional or named arguments. */
  call(args: unknown[], names: readonly string[] | null, run: Run): unknown {
    const ordered = names ? inOrder(args, names, this.parameters) : args;
    return ordered?.length === this.parameters.length ? this.body(ordered, run) : NO_FIT;
  }

  /** Whether it can be called with this many arguments. */
  takesCount(count: number): boolean {
    return this.parameters.length === count;
  }

  /** Its signatures, for the warning about a wrong call. */
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

/** Named arguments in the order of the parameters, undefined if one is missing; null if a name is unknown. */
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
