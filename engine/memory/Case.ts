import type { Fact } from '../facts';
import type { Program } from '../program';
import type { Key, State } from '../state';

/** A process instance that the host runs, with all that happened to it. */
export interface Case {
  id: string;
  program: Program;
  state: State;
  facts: Fact[];
  /** Who called it. */
  parent?: { id: string; key: Key };
  /** The instances it called, by the key of the call. */
  called: Map<Key, string>;
  /** The instant at which its next timer falls due. */
  wakes?: string;
}
