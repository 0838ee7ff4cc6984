import type { Fact } from '../facts';
import type { Program } from '../program';
import type { Key, State } from '../state';

/** A process instance run by the host, with its history. */
export interface Case {
  id: string;
  program: Program;
  state: State;
  facts: Fact[];
  /** The calling instance. */
  parent?: { id: string; key: Key };
  /** The instances it called, by the key of the call. */
  called: Map<Key, string>;
  /** The instant at which its next timer falls due. */
  wakes?: string;
}
