/** Ordered, disjoint ranges of positions, each `from` up to but not including `to`. */
export type Runs = (readonly [from: number, to: number])[];

/** Whether a position is in one of the runs. */
export function has(runs: Runs, place: number): boolean {
  if (runs.length === 1) return runs[0]![0] <= place && place < runs[0]![1];
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]![1] <= place) low = middle + 1;
    else high = middle;
  }
  return low < runs.length && runs[low]![0] <= place;
}

/** The first position that both contain, or -1. */
export function firstShared(some: Runs, others: Runs): number {
  for (let one = 0, other = 0; one < some.length && other < others.length;) {
    const from = Math.max(some[one]![0], others[other]![0]);
    const to = Math.min(some[one]![1], others[other]![1]);
    if (from < to) return from;
    if (some[one]![1] < others[other]![1]) one++;
    else other++;
  }
  return -1;
}

/** Builds runs from single pieces in order, joining adjacent ones. */
export function joined(pieces: Iterable<readonly [from: number, to: number]>): Runs {
  const runs: [number, number][] = [];
  for (const [from, to] of pieces) {
    if (from >= to) continue;
    const last = runs.at(-1);
    if (last && last[1] === from) last[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}
