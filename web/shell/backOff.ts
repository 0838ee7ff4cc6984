const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;
/** A stream that has stood so long was no attempt that failed. */
export const STEADY_MS = 10_000;

/**
 * How long to wait before an attempt (the first is 1), in milliseconds: up to twice as long each time, a minute at most,
 * and at random within the upper half, so that those who lost the same server do not come back together.
 */
export function pauseBefore(attempt: number, random: number): number {
  const longest = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(longest * (0.5 + random / 2));
}
