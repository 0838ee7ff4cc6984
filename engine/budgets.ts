/**
 * What an instance may do at once and hold: counted, never timed, so that every host and every replay comes to the same.
 * What exceeds a budget of a step is one incident at the element that did (run/budget.ts).
 */

/**
 * Pieces of work of all FEEL expressions and decisions of a step, about a tenth of a microsecond each, up to half a
 * microsecond on a busy machine. A workflow task that takes five seconds is given up together with its worker.
 */
export const MOST_WORK = 1_000_000;

/** Elements that a step enters; more is taken for a loop that never waits. */
export const MOST_ENTERED = 20_000;

/**
 * Bytes, as JSON, of what a step writes: facts, tasks, messages. They are one document, which MongoDB takes up to 16 MiB,
 * and are written within the thirty seconds that the records have.
 */
export const MOST_WRITTEN = 6_000_000;

/**
 * Bytes, as JSON, of an instance with all its variables. Temporal takes 2 MiB (2,097,152) for one input or signal: for
 * the start of a called process, for its result, for the snapshot that a run leaves to the next one.
 */
export const MOST_DATA = 1_800_000;

/** Bytes of what an instance begins with when it comes from outside: the process has to add to it. */
export const MOST_AT_START = 1_400_000;

/** Bytes that a snapshot may have beside the instance: answers to updates, ids of messages. */
export const MOST_ANSWERS = 150_000;

/** How deep a variable may be nested; MongoDB takes documents of 100 levels, and variables lie some levels down. */
export const DEEPEST_VALUE = 64;

/** Processes may call one another this deep; more is a process that calls itself without end. */
export const DEEPEST_CALL = 50;

/** What the least instance of a loop adds to what the process instance holds and to what the step writes, in bytes. */
export const LEAST_HELD = 150;
export const LEAST_WRITTEN = 350;
