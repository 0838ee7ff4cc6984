/**
 * Limits on what an instance may do in one step and hold: counted, never timed, so that every host and every replay
 * gets the same result. A step that exceeds a budget has one incident at the element that did (run/Budget.ts).
 */

/**
 * Units of work of all FEEL expressions and decisions in a step, about a tenth of a microsecond each, up to half a
 * microsecond on a busy machine. A workflow task that takes five seconds is abandoned together with its worker.
 */
export const MOST_WORK = 1_000_000;

/**
 * Milliseconds between two turns of a cycle, and between two moments at which timers of an instance fire. Every turn is a
 * step, which is written and may open tasks: a shorter one would occupy worker and database with one case.
 */
export const LEAST_INTERVAL = 1_000;

/**
 * Flow elements (nodes, sequence flows, data objects) of a model that is published: thirty times those of the largest
 * shipped one. All that is done with a model grows with them.
 */
export const MOST_ELEMENTS = 10_000;

/** Elements that a step may enter; more are assumed to be a loop that never waits. */
export const MOST_ENTERED = 20_000;

/**
 * Bytes, as JSON, that a step may write: facts, tasks, messages. They form one document, which MongoDB limits to 16
 * MiB, and must be written within the time limit of thirty seconds for records.
 */
export const MOST_WRITTEN = 6_000_000;

/**
 * Bytes, as JSON, of an instance with all its variables. Temporal limits an input or signal to 2 MiB (2,097,152): the
 * input of a called process, its result, the snapshot passed from one run to the next.
 */
export const MOST_DATA = 1_800_000;

/**
 * Bytes of the initial variables of an instance that is started from outside, because the process has to add to them.
 */
export const MOST_AT_START = 1_400_000;

/** Bytes that a snapshot may have in addition to the instance: answers to updates, ids of messages. */
export const MOST_ANSWERS = 150_000;

/**
 * Maximum nesting of a variable; MongoDB allows documents of 100 levels, and variables are some levels below the top.
 */
export const DEEPEST_VALUE = 64;

/** Maximum depth of calls between processes; more are assumed to be a process that calls itself endlessly. */
export const DEEPEST_CALL = 50;

/** The minimum that one instance of a loop adds to the process instance and to what the step writes, in bytes. */
export const LEAST_HELD = 150;
export const LEAST_WRITTEN = 350;
