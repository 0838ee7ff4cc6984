/** The people of one role: whoever is free takes the work that has waited longest. */
export class Desk {
  private free: number;
  private readonly waiting: { work: (done: () => void) => void; since: number }[] = [];

  /** `now` in milliseconds; `waited` is called with the time that each piece of work waited before it was started. */
  constructor(
    people: number,
    private readonly now: () => number,
    private readonly waited: (milliseconds: number) => void,
  ) {
    this.free = people;
  }

  /** Work that occupies one person until it calls `done`. */
  take(work: (done: () => void) => void): void {
    this.waiting.push({ work, since: this.now() });
    this.next();
  }

  private next(): void {
    if (this.free === 0) return;
    const first = this.waiting.shift();
    if (!first) return;
    this.free--;
    this.waited(this.now() - first.since);
    first.work(() => {
      this.free++;
      this.next();
    });
  }
}
