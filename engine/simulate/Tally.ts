/** A summary of durations in minutes. */
export interface Summary {
  count: number;
  mean: number;
  p50: number;
  p90: number;
  max: number;
}

/** Collects measurements by name. */
export class Tally {
  private readonly values = new Map<string, number[]>();

  add(name: string, minutes: number): void {
    const list = this.values.get(name);
    if (list) list.push(minutes);
    else this.values.set(name, [minutes]);
  }

  get summary(): Record<string, Summary> {
    return Object.fromEntries(
      [...this.values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => [name, summed(values)]),
    );
  }
}

export function summed(values: number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const mean = sorted.length ? sorted.reduce((sum, value) => sum + value, 0) / sorted.length : 0;
  return { count: sorted.length, mean, p50: at(0.5), p90: at(0.9), max: sorted.at(-1) ?? 0 };
}
