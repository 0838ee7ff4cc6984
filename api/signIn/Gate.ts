import { Problem } from '../errors';

/**
 * Limits how many callers do something costly at once, and how many wait for it; when the queue is full, callers are
 * asked to come back later. Passwords are slow to hash by design, which must not let anybody block everyone else.
 */
export class Gate {
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly room: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.most) {
      if (this.#waiting.length >= this.room) throw new Problem('TOO_MANY', { retryAfter: 5 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#inside += 1;
    try {
      return await work();
    } finally {
      // A waiting caller takes over the place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
