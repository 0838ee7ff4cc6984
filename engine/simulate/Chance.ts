import type { Distribution, Weighted } from './Scenario';

/** Random numbers that are the same for the same seed. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to but excluding 1 (the generator “mulberry32”). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Minutes, never negative. */
  minutes(distribution: Distribution | undefined): number {
    return distribution ? Math.max(0, this.draw(distribution)) : 0;
  }

  pick<T>(choices: Weighted<T>[] | undefined): T | undefined {
    if (!choices?.length) return undefined;
    let left = this.next() * choices.reduce((sum, choice) => sum + choice.weight, 0);
    return (choices.find((choice) => (left -= choice.weight) < 0) ?? choices.at(-1)!).value;
  }

  private draw(distribution: Distribution): number {
    switch (distribution.type) {
      case 'constant':
        return distribution.value;
      case 'uniform':
        return distribution.from + this.next() * (distribution.to - distribution.from);
      case 'triangular':
        return this.triangular(distribution);
      case 'normal':
        return (
          distribution.mean +
          distribution.deviation * Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
        );
      case 'exponential':
        return -distribution.mean * Math.log(1 - this.next());
    }
  }

  private triangular({ from, mode, to }: Extract<Distribution, { type: 'triangular' }>): number {
    const at = this.next();
    const turn = (mode - from) / (to - from || 1);
    return at < turn
      ? from + Math.sqrt(at * (to - from) * (mode - from))
      : to - Math.sqrt((1 - at) * (to - from) * (to - mode));
  }
}
