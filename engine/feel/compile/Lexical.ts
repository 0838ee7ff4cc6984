import type { Run } from '../Run';
import type { Type } from '../types';

/**
 * Where the variables of an expression are stored while it is evaluated: one frame for each construct that binds names.
 */
export interface Frame {
  readonly run: Run;
  readonly outer: Frame | null;
  readonly values: unknown[];
}

/** A compiled expression. */
export type Closure = (frame: Frame) => unknown;

/** The external dependencies of an expression, collected while it is compiled. */
export interface Gathered {
  /** Names it takes from its scope. */
  reads: Set<string>;
  /** Names in filters: an entry of the list's items, or otherwise taken from the scope. */
  mayRead: Set<string>;
  types: ReadonlyMap<string, Type>;
}

/** The names bound around a position in an expression, as frames will store their values. */
export class Lexical {
  /** @param names in the frame's order; `item` marks the frame of a filter, whose item's entries are names too. */
  constructor(
    readonly names: readonly string[] | 'item' | 'top',
    readonly outer: Lexical | null,
    readonly gathered: Gathered,
  ) {}

  within(names: readonly string[] | 'item'): Lexical {
    return new Lexical(names, this, this.gathered);
  }
}

/**
 * Where a name is bound: through how many frames, which of them belong to filters, and its index in the last (-1: the
 * scope's).
 */
export function find(name: string, from: Lexical): { items: number[]; hops: number; index: number } {
  const items: number[] = [];
  let hops = 0;
  for (let lexical = from; lexical.outer; lexical = lexical.outer, hops++) {
    const index = typeof lexical.names === 'string' ? -1 : lexical.names.lastIndexOf(name);
    if (index >= 0) return { items, hops, index };
    if (lexical.names === 'item') items.push(hops);
  }
  return { items, hops, index: -1 };
}

/** The frame this many levels outward. */
export function frameAt(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let step = 0; step < hops; step++) at = at.outer!;
  return at;
}
