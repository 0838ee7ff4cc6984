/**
 * The edition of the engine's rules. What an instance becomes follows from its events, and a workflow that is replayed
 * has to become the same again: a rule that would give running cases another outcome holds from a new edition on. A host
 * with a recorded past says in each event under which edition the run began (workflows/Run.ts asks `patched`); without
 * one the newest holds.
 *
 * 2: a step has a budget; patterns are XPath's; a cycle keeps its bounds and its beat; an output element is its
 *    instance's own; an input mapping shows what it says; numbers of many digits stay numbers (docs/decisions/editions.md).
 */
export const EDITION = 2;
