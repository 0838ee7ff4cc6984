const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;
/** A connection that lasted this long does not count as a failed attempt. */
export const STEADY_MS = 10_000;

/**
 * How long to wait before an attempt (the first is 1), in milliseconds: doubling each time up to a minute, and random
 * within the upper half, so that clients that lost the same server do not all reconnect together.
 */
export function pauseBefore(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(longest * (0.5 + random / 2));
}
