/**
 * The edition of the engine's rules. The state of an instance follows from its events, and a replayed workflow must
 * reach the same state again: a rule that would change the outcome of running cases applies only from a new edition on.
 * A host with recorded histories states in each event under which edition the run began (workflows/Run.ts asks
 * `patched`); otherwise the newest edition applies.
 *
 * 2: a step has a budget; patterns are those of XPath; a cycle keeps its bounds and its rhythm; an output element
 * belongs to its own instance; an input mapping shows only what it says; numbers with many digits stay numbers.
 *
 * 3: a cycle has a least interval.
 *
 * 4: what expressions and decisions nest in each other while they are evaluated is limited.
 *
 * See docs/decisions/editions.md.
 */
export const EDITION = 4;
