import type { EventDefinition } from './eventDefinition';
import type { Feel } from './graph';

/** Standard loop or multi-instance (§10.3.8). */
export type Loop =
  | { type: 'standard'; condition?: Feel; testBefore: boolean; maximum?: number | Feel }
  | {
      type: 'multiInstance';
      sequential: boolean;
      cardinality?: Feel;
      collection?: Feel;
      element?: string;
      outputCollection?: string;
      outputElement?: Feel;
      completion?: Feel;
      behavior: 'none' | 'one' | 'all' | 'complex';
      /** Event thrown when the first (`one`) or each (`none`) instance completes (§13.3.7, Table 10.30 ff.). */
      noneEvent?: EventDefinition;
      oneEvent?: EventDefinition;
      /** Conditional behavior when an instance completes (`complex`). */
      complex?: { condition: Feel; event?: EventDefinition }[];
      /**
       * A condition of `complex` that holds ends the loop (Table 10.31). Absent in graphs compiled by older code: there
       * it only throws its event, and running cases keep that.
       */
      complexEnds?: true;
    };

const PATH = /^\s*([\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}\p{N}_.]+)?\s*$/u;

/**
 * The output element belongs to each single instance (Table 10.30, outputDataItem): the name of its variable, if it is
 * a variable or a member of one.
 */
export const outputVariable = (loop: Loop | undefined): string | undefined =>
  loop?.type === 'multiInstance' && loop.outputCollection ? PATH.exec(loop.outputElement ?? '')?.[1] : undefined;
